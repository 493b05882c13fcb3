import { MONTHS } from '../../domain/months'
import type { Day } from '../../domain/workingDays'
import { addDays } from '../../domain/workingDays'
import type { Token } from '../text/tokens'
import { WEEKDAYS } from './weekdays'

/** What Welsh shortens may be another word: "hyd" is "until". */
const MONTH_WORDS = MONTHS.map(({ english, welsh: [whole] }) => [...english, whole])
/** Before a number "Mawrth" is Tuesday; after one it is March. */
const MONTH_WORDS_BEFORE = MONTH_WORDS.map((names) => names.filter((name) => !WEEKDAYS.flat().includes(name)))
const ENDINGS = new Set(['st', 'nd', 'rd', 'th'])
const ORDINALS = [
  'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth',
  'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth', 'twentieth',
]
const BETWEEN_NUMBERS = /^[/.-]$/
/** A year is written with two figures, or with four; "27 November 2145" tells an hour. */
const FIRST_YEAR = 1900
const LAST_YEAR = 2099
const TIME_BEHIND = /^(?:[:.]\d|\s?(?:hrs|hours|h\b))/

const monthOf = (names: readonly (readonly string[])[], word: string | undefined): number =>
  word === undefined ? -1 : names.findIndex((forms) => forms.includes(word))

function dayIn(year: number, month: number, date: number): Day | undefined {
  const day = new Date(Date.UTC(year, month, date))
  return day.getUTCMonth() === month && day.getUTCDate() === date ? day.toISOString().slice(0, 10) : undefined
}

const hasTwoFigures = ({ start, end }: Token): boolean => end - start === 2

/** Of a century's end that of a birth: nobody writes of a day so far ahead. */
const ofThisCentury = (figures: number, received: Day): number => (figures > Number(received.slice(2, 4)) + 10 ? 1900 : 2000) + figures

/** Behind a month's name; below 20 it may as well be an hour. */
const yearOf = (token: Token | undefined, received: Day, text: string): number | undefined => {
  if (token?.number === undefined || TIME_BEHIND.test(text.slice(token.end, token.end + 6))) return undefined
  if (token.number >= FIRST_YEAR) return token.number <= LAST_YEAR ? token.number : undefined
  return hasTwoFigures(token) && token.number >= 20 ? ofThisCentury(token.number, received) : undefined
}

/** The third of "27/11/10". */
const yearInFigures = (token: Token | undefined, received: Day, text: string): number | undefined =>
  token?.number !== undefined && hasTwoFigures(token) ? ofThisCentury(token.number, received) : yearOf(token, received, text)

/** A day of a month; without a year it is the nearest one: not more than half a year back. */
function dateNear(received: Day, month: number, date: number, year?: number): Day | undefined {
  const own = Number(received.slice(0, 4))
  const day = dayIn(year ?? own, month, date)
  return year === undefined && day !== undefined && day < addDays(received, -183) ? dayIn(own + 1, month, date) : day
}

/** The next day of that number, today included, where a number by itself is a day's: "on the 1st". */
export function numberedDay(tokens: readonly Token[], at: number, received: Day): Day | undefined {
  const date = tokens[at]?.number
  if (date === undefined || !isEnded(tokens, at)) return undefined
  const [year, month] = [Number(received.slice(0, 4)), Number(received.slice(5, 7)) - 1]
  return [dayIn(year, month, date), dayIn(month === 11 ? year + 1 : year, (month + 1) % 12, date)].find((day) => day !== undefined && day >= received)
}

/** "1st", as one word. */
const isEnded = (tokens: readonly Token[], at: number): boolean => {
  const [token, next] = [tokens[at], tokens[at + 1]]
  return next !== undefined && ENDINGS.has(next.word) && next.start === token?.end
}

/** Numbers that only one mark stands between: "1/12", "01.12.26", "2026-12-01". */
function inFigures(tokens: readonly Token[], at: number, received: Day, text: string): Day | undefined {
  const isJoined = (place: number): boolean => {
    const [one, other] = [tokens[place], tokens[place + 1]]
    return one !== undefined && other?.number !== undefined && BETWEEN_NUMBERS.test(text.slice(one.end, other.start))
  }
  const [first, second, third] = [tokens[at]?.number, tokens[at + 1]?.number, tokens[at + 2]?.number]
  if (first === undefined || second === undefined || !isJoined(at)) return undefined
  const isThree = isJoined(at + 1)
  if (first >= FIRST_YEAR) return isThree && third !== undefined ? dayIn(first, second - 1, third) : undefined
  // "10.30" is a time.
  const mark = text.charAt(tokens[at]?.end ?? 0)
  return isThree || mark === '/' ? dateNear(received, second - 1, first, isThree ? yearInFigures(tokens[at + 2], received, text) : undefined) : undefined
}

/** The day that is written out with its month from this word on, if one is. */
export function writtenDate(tokens: readonly Token[], at: number, received: Day, text: string): Day | undefined {
  const token = tokens[at]
  if (token === undefined) return undefined
  const ordinal = ORDINALS.indexOf(token.word) + 1
  const date = token.number ?? (ordinal > 0 ? ordinal : undefined)
  if (date === undefined) return undefined
  const after = at + (isEnded(tokens, at) ? 2 : 1)
  const place = tokens[after]?.word === 'of' ? after + 1 : after
  const month = monthOf(MONTH_WORDS, tokens[place]?.word)
  if (month >= 0) return dateNear(received, month, date, yearOf(tokens[place + 1], received, text))
  if (ordinal > 0) return undefined
  const monthBefore = monthOf(MONTH_WORDS_BEFORE, tokens[at - 1]?.word)
  if (monthBefore >= 0) return dateNear(received, monthBefore, date, yearOf(tokens[after], received, text))
  return inFigures(tokens, at, received, text)
}
