import { MONTHS } from '../../domain/months'
import type { Day } from '../../domain/workingDays'
import { addDays, weekdayOf } from '../../domain/workingDays'
import type { DayWords } from '../text/dayWords'
import type { Token } from '../text/tokens'

/** Names of days, English and Welsh. */
const WEEKDAYS: readonly (readonly string[])[] = [
  ['sunday', 'sun', 'sul'], ['monday', 'mon', 'llun'], ['tuesday', 'tues', 'tue', 'mawrth'],
  ['wednesday', 'weds', 'wed', 'mercher'], ['thursday', 'thurs', 'thur', 'thu', 'iau'], ['friday', 'fri', 'gwener'],
  ['saturday', 'sat', 'sadwrn'],
]

const placeOf = (names: readonly (readonly string[])[], word: string | undefined): number =>
  word === undefined ? -1 : names.findIndex((forms) => forms.includes(word))

/** What Welsh shortens may be another word: "hyd" is "until". */
const MONTH_WORDS = MONTHS.map(({ english, welsh: [whole] }) => [...english, whole])
/** Before a number "Mawrth" is Tuesday; after one it is March. */
const MONTH_WORDS_BEFORE = MONTH_WORDS.map((names) => names.filter((name) => placeOf(WEEKDAYS, name) < 0))
const ORDINALS = new Set(['st', 'nd', 'rd', 'th'])

const dayIn = (year: number, month: number, date: number): Day =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)

/** A day of the month without a year is the nearest one: not more than half a year back. */
function dateNear(received: Day, month: number, date: number): Day | undefined {
  if (month < 0 || month > 11 || date < 1 || date > 31) return undefined
  const year = Number(received.slice(0, 4))
  const day = dayIn(year, month, date)
  return day < addDays(received, -183) ? dayIn(year + 1, month, date) : day
}

/** The next such weekday, today included; "last Friday" looks back, "Friday next week" further ahead. */
function weekdayNear(received: Day, weekday: number, before: string | undefined): Day {
  const ahead = (weekday - weekdayOf(received) + 7) % 7
  if (before === 'last' || before === 'past') return addDays(received, ahead - 7)
  return addDays(received, before === 'next' && ahead < 3 ? ahead + 7 : ahead)
}

function dayAt(words: DayWords, tokens: readonly Token[], at: number, received: Day, text: string): Day | undefined {
  const token = tokens[at]
  const before = tokens[at - 1]
  if (!token) return undefined
  if (words.today.has(token.word)) return received
  if (words.partsOfThisDay.has(token.word) && before?.word === 'this') return received
  if (words.tomorrow.has(token.word)) return addDays(received, 1)
  const weekday = placeOf(WEEKDAYS, token.word)
  if (weekday >= 0) return weekdayNear(received, weekday, before?.word)
  if (token.number === undefined) return undefined
  const next = tokens[at + 1]
  const afterOrdinal = next && ORDINALS.has(next.word) ? tokens[at + (tokens[at + 2]?.word === 'of' ? 3 : 2)] : next
  const month = placeOf(MONTH_WORDS, afterOrdinal?.word)
  if (month >= 0) return dateNear(received, month, token.number)
  const monthBefore = placeOf(MONTH_WORDS_BEFORE, before?.word)
  if (monthBefore >= 0) return dateNear(received, monthBefore, token.number)
  const slashed = next?.number !== undefined && next.start === token.end + 1 && text[token.end] === '/'
  if (slashed && next.number !== undefined) return dateNear(received, next.number - 1, token.number)
  const isDayOfMonth = next !== undefined && ORDINALS.has(next.word) && next.start === token.end
  return isDayOfMonth ? dateNear(received, Number(received.slice(5, 7)) - 1, token.number) : undefined
}

const isRelative = ({ today, tomorrow, partsOfThisDay }: DayWords, { word }: Token): boolean => today.has(word) || tomorrow.has(word) || partsOfThisDay.has(word)

/** The days that a sentence speaks of, reckoned from the day the message came. */
export function daysSaid(words: DayWords, tokens: readonly Token[], received: Day, text: string): Day[] {
  const dates: Day[] = []
  const weekdays: Day[] = []
  tokens.forEach((token, at) => {
    const day = dayAt(words, tokens, at, received, text)
    if (day === undefined) return
    if (token.number !== undefined || isRelative(words, token)) dates.push(day)
    else weekdays.push(day)
  })
  // "Friday 14 January" names one day twice, and the date is the exact one.
  return dates.length > 0 ? dates : weekdays
}
