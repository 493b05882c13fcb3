import { type AddStaffDeps, addStaffMember } from '../../access/addStaffMember'
import { DEMONSTRATION_STAFF } from './staff'

/** Opens an account for everybody of the invented team who has none yet, all with the same password. */
export async function addDemonstrationStaff(deps: AddStaffDeps, password: string): Promise<void> {
  for (const member of DEMONSTRATION_STAFF) {
    // One after the other: a social worker's manager must be there first.
    if ((await deps.staff.findByEmail(member.email)) === undefined)
      await addStaffMember(deps, { ...member, password, demonstration: true })
  }
}
