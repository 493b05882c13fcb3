import type { Role } from './roles'

/** A member of staff who can sign in. `id` is a hex string. */
export interface StaffMember {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  /** E.164, where the person can be rung. */
  readonly phone?: string
  /** The supervising manager's staff id; a social worker without one can be given no enquiry. */
  readonly managerId?: string
  readonly active: boolean
  /** Invented for demonstration; shown as such on the desk. */
  readonly demonstration: boolean
}

/** Who did something: a person of the staff, by id and by the name they had at the time. */
export interface Actor {
  readonly staffId: string
  readonly name: string
}
