import type { LinkSign } from '../domain/thread'
import type { LinkKey } from './ports'

export interface Fact {
  readonly key: string
  readonly sign: LinkSign
}

/** 1 January is what is put down where nobody knows the day, so that many have it. */
export const birthFact = (date: string): Fact & { readonly date: string } => ({ key: `birth ${date}`, sign: isNewYear(date) ? 'birth_date_january' : 'birth_date', date })

const isNewYear = (date: string): boolean => date.endsWith('-01-01')

/**
 * What two dates of birth that one child was given have in common, each to be kept, asked for or both as a name is: day and month
 * exchanged; a day of another year, as where an age is disputed or a figure is wrong; and the year, of which one of the two has only 1 January.
 */
export function nearlyBorn(date: string): readonly (Fact & Pick<LinkKey, 'use'>)[] {
  const [year = '', month = '', day = ''] = date.split('-')
  if (isNewYear(date)) return [{ key: `year ${year}`, sign: 'birth_year', use: 'asked' }]
  const isTurned = day <= '12' && day !== month
  return [
    ...(isTurned ? [{ key: `birth ${year}-${day}-${month}`, sign: 'birth_date_turned', use: 'asked' } as const] : []),
    { key: `day ${month}-${day}`, sign: 'birth_day', use: 'both' },
    { key: `year ${year}`, sign: 'birth_year', use: 'kept' },
    { key: `birth ${year}-01-01`, sign: 'birth_year', use: 'asked' },
  ]
}
