import { DomainError } from '../../domain/errors'
import type { SettingOutcome, SkillsWish } from '../../domain/staffSettings'
import { readLanguages } from './changedSkills'
import type { StaffFacts } from './ports'

/** What a social worker knows well, from now on. @throws DomainError when there is no such social worker */
export async function setSkills(
  { staff }: { readonly staff: Pick<StaffFacts, 'find' | 'setSkills'> }, { staffId, nations, exploitation, languages }: SkillsWish,
): Promise<SettingOutcome> {
  const person = await staff.find(staffId)
  if (!person?.active || person.role !== 'social_worker') throw new DomainError('not_found', 'There is no such social worker.')
  const read = readLanguages(languages)
  if ('problem' in read) return { kind: 'invalid', problems: [{ field: 'languages', text: read.problem }] }
  await staff.setSkills(staffId, { nations, exploitation, languages: read.languages })
  return { kind: 'set' }
}
