import type { StaffMember } from '../domain/staff'
import type { StaffDirectory } from './ports'

export interface StaffEntry extends StaffMember {
  readonly managerEmail?: string
}

/** Everybody with an account, the disabled included, by name. */
export async function listStaff(deps: { readonly staff: Pick<StaffDirectory, 'list'> }): Promise<readonly StaffEntry[]> {
  const everybody = await deps.staff.list()
  const emails = new Map(everybody.map(({ id, email }) => [id, email]))
  return everybody
    .map((member) => {
      const managerEmail = member.managerId === undefined ? undefined : emails.get(member.managerId)
      return { ...member, ...(managerEmail !== undefined && { managerEmail }) }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
}
