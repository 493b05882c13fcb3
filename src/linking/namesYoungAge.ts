import { findBirthDates, findBirthYears, OLDEST } from './findBirth'
import { findBornBeside } from './findBornBeside'
import type { NewWords } from './linkKeys'

/** Whether somebody is named by an age, or a date of birth, at which they may be a child. */
export function namesYoungAge({ text, saidAt }: Pick<NewWords, 'text' | 'saidAt'>): boolean {
  const born = findBirthDates(text).map((date) => saidAt.getUTCFullYear() - Number(date.slice(0, 4)))
  return born.some((years) => years <= OLDEST) || findBirthYears(text, saidAt).length > 0 || findBornBeside(text, saidAt).length > 0
}
