import type { Request } from 'express'
import type { Permission } from '../domain/roles'
import type { StaffMember } from '../domain/staff'
import { roleMay } from './policy'

/** Somebody who is signed in, for the length of one request. */
export interface Visitor {
  readonly staff: StaffMember
  may(permission: Permission): boolean
  /** The synchroniser token that every form of theirs must carry. */
  readonly csrfToken: string
}

const visitors = new WeakMap<Request, Visitor>()

export const visitorOf = (request: Request): Visitor | undefined => visitors.get(request)

export function rememberVisitor(request: Request, staff: StaffMember, csrfToken: string): void {
  visitors.set(request, { staff, csrfToken, may: (permission) => roleMay(staff.role, permission) })
}
