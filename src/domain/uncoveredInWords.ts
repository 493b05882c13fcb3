import { DateTime } from 'luxon'
import type { Uncovered } from './onCall'
import { SERVICE_ZONE } from './serviceZone'

const TIMES_SAID = 5

/** What a command line says of the times in which nobody is on call any more; undefined where there are none. */
export function uncoveredInWords(name: string, gaps: readonly Uncovered[]): string | undefined {
  if (gaps.length === 0) return undefined
  const times = gaps.slice(0, TIMES_SAID).map(({ from, to }) => `from ${inLondon(from)} to ${inLondon(to)}`)
  const more = gaps.length - times.length
  return `${name} was on call: nobody who can be rung is now ${times.join(', ')}${more > 0 ? ` and at ${more} more times` : ''}.`
}

/** Such as "2026-12-24 16:30". */
export const inLondon = (at: Date): string => DateTime.fromJSDate(at, { zone: SERVICE_ZONE }).toFormat('yyyy-MM-dd HH:mm')
