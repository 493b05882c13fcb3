import { DomainError } from '../../domain/errors'
import type { LimitWish, SettingOutcome } from '../../domain/staffSettings'
import type { StaffFacts } from './ports'

/** How many points a social worker may carry, from now on. @throws DomainError when there is no such member of staff */
export async function setLimit({ staff }: { readonly staff: Pick<StaffFacts, 'find' | 'setCaseloadLimit'> }, { staffId, points }: LimitWish): Promise<SettingOutcome> {
  const person = await staff.find(staffId)
  if (!person?.active || person.role !== 'social_worker') throw new DomainError('not_found', 'There is no such social worker.')
  if (!/^\d{1,4}$/.test(points.trim())) return { kind: 'invalid', problems: [{ field: 'points', text: 'Enter the limit as a whole number of points, such as 25' }] }
  await staff.setCaseloadLimit(staffId, Number(points))
  return { kind: 'set' }
}
