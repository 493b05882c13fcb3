import { dayInWords } from '../domain/dayInWords'
import type { LeaveOnBoard, PersonOnBoard } from '../domain/dutyBoard'
import { type Day, londonDay } from '../domain/workingDays'

const HAND_OVER_WORDS: Readonly<Record<NonNullable<LeaveOnBoard['handOver']>, string>> = {
  for_the_leave: 'open work goes over and comes back', for_good: 'open work goes over for good',
}

/** Of who is on leave today: "On leave until 27 November 2026". */
export const onLeaveWords = (lastDay: Day): string => `On leave until ${dayInWords(lastDay)}`

/** Such as "On leave until 27 November 2026, covered by Dot Worker; open work goes over and comes back". */
export function leaveWords({ from, to, coverName, handOver }: LeaveOnBoard, now: Date): string {
  const when = from <= londonDay(now) ? onLeaveWords(to) : `On leave from ${dayInWords(from)} to ${dayInWords(to)}`
  const cover = coverName === undefined ? 'nobody covers' : `covered by ${coverName}`
  return `${when}, ${cover}${handOver ? `; ${HAND_OVER_WORDS[handOver]}` : ''}`
}

/** Such as "12.5 of 25 points, 9 enquiries". */
export const carriesWords = ({ load, limit, cases }: NonNullable<PersonOnBoard['carries']>): string =>
  `${load} of ${limit} points, ${cases} ${cases === 1 ? 'enquiry' : 'enquiries'}`
