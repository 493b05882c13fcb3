import type { Day } from '../../domain/workingDays'
import { addDays, weekdayOf } from '../../domain/workingDays'
import type { DayWords } from '../text/dayWords'
import type { Token } from '../text/tokens'
import { WEEKDAYS } from './weekdays'
import { numberedDay, writtenDate } from './writtenDate'

const WEEK = 7
const FORTNIGHT = 14
const LATER = { week: WEEK, fortnight: FORTNIGHT } as const

/** "Wednesday week", "a week on Tuesday", "3 weeks tomorrow", "Friday fortnight": so many days later. */
function weeksBeside(tokens: readonly Token[], at: number, text: string): number {
  const isBeside = (one: number): boolean => !/[,;:.]/.test(text.slice(tokens[one]?.end, tokens[one + 1]?.start))
  const next = isBeside(at) ? tokens[at + 1]?.word : undefined
  if (next === 'fortnight' || next === 'week') return LATER[next]
  // "In two weeks, tomorrow we meet" speaks of tomorrow.
  if (!isBeside(at - 1)) return 0
  const place = tokens[at - 1]?.word === 'on' ? at - 2 : at - 1
  const { word = '' } = tokens[place] ?? {}
  const count = tokens[place - 1]
  // "Each week on Tuesday" is every Tuesday.
  const times = count?.number ?? (count?.word === 'a' ? 1 : 0)
  return times * (word === 'fortnight' ? FORTNIGHT : word === 'week' || word === 'weeks' ? WEEK : 0)
}

/** The next such weekday, today included; "last Friday" looks back, "next Friday" and "Friday next week" further ahead. */
function weekdayNear(received: Day, weekday: number, tokens: readonly Token[], at: number): Day {
  const ahead = (weekday - weekdayOf(received) + WEEK) % WEEK
  const before = tokens[at - 1]?.word
  if (before === 'last' || before === 'past') return addDays(received, ahead - WEEK)
  // A week begins on Monday.
  const isThisWeek = (weekdayOf(received) + 6) % WEEK + ahead < WEEK
  if (tokens[at + 1]?.word === 'next' && tokens[at + 2]?.word === 'week') return addDays(received, isThisWeek ? ahead + WEEK : ahead)
  return addDays(received, before === 'next' && ahead < 3 ? ahead + WEEK : ahead)
}

interface NamedDay {
  readonly at: number
  readonly day: Day
  /** Said by its date, by the number of it alone, by its name, or from the day on which it is said. */
  readonly by: 'date' | 'number' | 'weekday' | 'today'
}

function dayAt(words: DayWords, tokens: readonly Token[], at: number, received: Day, text: string): NamedDay | undefined {
  const token = tokens[at]
  if (!token) return undefined
  const before = tokens[at - 1]?.word
  const later = (): number => weeksBeside(tokens, at, text)
  if (words.today.has(token.word) || (words.partsOfThisDay.has(token.word) && before === 'this')) return { at, day: addDays(received, later()), by: 'today' }
  if (words.tomorrow.has(token.word)) {
    const isDayAfter = before === 'after' && tokens[at - 2]?.word === 'day'
    return { at, day: addDays(received, (isDayAfter ? 2 : 1) + later()), by: 'today' }
  }
  const weekday = WEEKDAYS.findIndex((names) => names.includes(token.word))
  if (weekday >= 0) return { at, day: addDays(weekdayNear(received, weekday, tokens, at), later()), by: 'weekday' }
  const date = writtenDate(tokens, at, received, text)
  if (date !== undefined) return { at, day: date, by: 'date' }
  const day = numberedDay(tokens, at, received)
  return day === undefined ? undefined : { at, day, by: 'number' }
}

/** "Friday the 14th", "14 January, a Friday", "12 Mawrth": words that a name of a day may stand before or behind the number of its date. */
const [BEFORE_DATE, BEHIND_DATE] = [2, 4]

const isOfDate = ({ at }: NamedDay, dates: readonly NamedDay[]): boolean =>
  dates.some((date) => date.at - at <= BEFORE_DATE && at - date.at <= BEHIND_DATE)

/**
 * The days that a sentence speaks of, reckoned from the day the message came. A date says which day is meant, so that no name of a day
 * beside it counts, nor any other where the date is still to come: "told us on Monday of the hearing on 14 January".
 */
export function daysSaid(words: DayWords, tokens: readonly Token[], received: Day, text: string): Day[] {
  const named = tokens.flatMap((_, at) => dayAt(words, tokens, at, received, text) ?? [])
  const dates = named.filter(({ by }) => by === 'date' || by === 'number')
  const isDated = dates.some(({ by, day }) => by === 'date' && day >= received)
  return named.filter((one) => one.by !== 'weekday' || (!isDated && !isOfDate(one, dates))).map(({ day }) => day)
}
