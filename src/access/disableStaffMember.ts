import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Uncovered } from '../domain/onCall'
import type { StaffMember } from '../domain/staff'
import type { StaffDirectory } from './ports'

export interface DisableStaffDeps {
  readonly staff: Pick<StaffDirectory, 'findByEmail' | 'disable' | 'list'>
  /** When nobody who can be rung would be on call any more, were they not. */
  readonly uncoveredWithout: (staffId: string) => Promise<readonly Uncovered[]>
  readonly now: Clock
}

export interface DisabledStaff {
  readonly email: string
  readonly name: string
  /** When they were on call, and nobody who can be rung is now. */
  readonly uncovered: readonly Uncovered[]
  /** Active people whose manager this was: without another they can be given no enquiry. */
  readonly leftWithoutManager: readonly StaffMember[]
}

/** Closes an account; whoever is signed in with it is out at their next click. @throws DomainError for an unknown address */
export async function disableStaffMember(deps: DisableStaffDeps, input: { readonly email: string }): Promise<DisabledStaff> {
  const email = input.email.trim().toLowerCase()
  const member = await deps.staff.findByEmail(email)
  if (!member) throw new DomainError('not_found', `There is no account for ${email}.`)
  const uncovered = await deps.uncoveredWithout(member.id)
  if (!(await deps.staff.disable(email, deps.now()))) {
    throw new DomainError('conflict', `The account for ${email} is disabled already.`)
  }
  const everybody = await deps.staff.list()
  return { email, name: member.name, uncovered, leftWithoutManager: everybody.filter((other) => other.active && other.managerId === member.id) }
}
