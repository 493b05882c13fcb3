import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { StaffMember } from '../domain/staff'
import type { StaffDirectory } from './ports'

export interface DisableStaffDeps {
  readonly staff: Pick<StaffDirectory, 'findByEmail' | 'disable' | 'list'>
  readonly now: Clock
}

export interface DisabledStaff {
  readonly email: string
  /** Active people whose manager this was: without another they can be given no enquiry. */
  readonly leftWithoutManager: readonly StaffMember[]
}

/** Closes an account; whoever is signed in with it is out at their next click. @throws DomainError for an unknown address */
export async function disableStaffMember(deps: DisableStaffDeps, input: { readonly email: string }): Promise<DisabledStaff> {
  const email = input.email.trim().toLowerCase()
  const member = await deps.staff.findByEmail(email)
  if (!member) throw new DomainError('not_found', `There is no account for ${email}.`)
  if (!(await deps.staff.disable(email, deps.now()))) {
    throw new DomainError('conflict', `The account for ${email} is disabled already.`)
  }
  const everybody = await deps.staff.list()
  return { email, leftWithoutManager: everybody.filter((other) => other.active && other.managerId === member.id) }
}
