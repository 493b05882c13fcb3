import type { Permission } from '../domain/roles'
import type { StaffMember } from '../domain/staff'
import { roleMay } from './rolePermissions'

/** Somebody who is signed in, for the length of one request. */
export interface Visitor {
  readonly staff: StaffMember
  may(permission: Permission): boolean
  /** The synchroniser token that every form of theirs must carry. */
  readonly csrfToken: string
}

/** Keyed by the request they came with. */
const visitors = new WeakMap<object, Visitor>()

export const visitorOf = (request: object): Visitor | undefined => visitors.get(request)

export function rememberVisitor(request: object, staff: StaffMember, csrfToken: string): void {
  visitors.set(request, { staff, csrfToken, may: (permission) => roleMay(staff.role, permission) })
}
