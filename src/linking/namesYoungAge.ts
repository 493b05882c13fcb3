import { findBirthDates, findBirthYears, OLDEST } from './findBirth'
import { findBornBeside } from './findBornBeside'
import type { NewWords } from './linkKeys'

/** An age in words, of somebody: what follows is nothing that is counted. */
const IN_WORDS = /\b(?:(?:she|he|they|who|girl|boy|lad|child|pupil|student|daughter|son|niece|nephew|sister|brother|cousin)(?:['’]s|,| is| was)?|is|aged?|turned|turns) (?:only |just |about |now |barely )?(?:four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b(?=\s*(?:[.,;)!?\n]|$|and\b|but\b|years? old|yrs? old))/iu

/** Whether somebody is named by an age, or a date of birth, at which they may be a child. */
export function namesYoungAge({ text, saidAt }: Pick<NewWords, 'text' | 'saidAt'>): boolean {
  const born = findBirthDates(text).map((date) => saidAt.getUTCFullYear() - Number(date.slice(0, 4)))
  return born.some((years) => years <= OLDEST) || findBirthYears(text, saidAt).length > 0 || findBornBeside(text, saidAt).length > 0 || IN_WORDS.test(text)
}
