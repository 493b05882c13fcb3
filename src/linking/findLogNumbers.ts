import { monthOf, MONTH_NAMES, isoDate } from './findBirth'

const CUE = String.raw`\b(?:cad|log|incident(?=\s{1,3}(?:number|no|ref|log)))\b(?:\s{0,3}(?:reference|ref|number|no|id|is|log)\b\.?){0,3}\s{0,3}[:#.]?\s{0,3}`
const BETWEEN = String.raw`(\s{0,3}(?:\b(?:of|dated|on)\b|[/,-])\s{0,3}|\s{1,3})`
const YEAR = String.raw`(\d{4}|\d{2})`
/** With the month in figures, in letters, and all run together. */
const DAYS = [
  String.raw`(\d{1,2})[/.-](\d{1,2})(?:[/.-]${YEAR})?`,
  String.raw`(\d{1,2})(?:st|nd|rd|th)?[\s-]?${MONTH_NAMES}(?:[\s-]?${YEAR})?`,
  String.raw`(\d{2})(\d{2})${YEAR}`,
]
const LOGS = DAYS.map((day) => new RegExp(String.raw`${CUE}(\d{1,6})${BETWEEN}${day}(?![\d/])`, 'gi'))

/**
 * Numbers in a police log, each with its day, for they begin anew every day in every force: "CAD 4521 27NOV26", "log 88 of 27/11".
 * @param saidAt where no year is said, it is the last such day before; without this such a number counts for nothing
 */
export function findLogNumbers(text: string, saidAt?: Date): readonly string[] {
  return LOGS.flatMap((shape) => [...text.matchAll(shape)].flatMap(([, number, between = '', day, month = '', year]) => {
    if (year === undefined && !/of|dated|on/i.test(between)) return []
    const date = year === undefined ? saidAt && lastSuchDay(day, month, saidAt) : dateOf(day, month, year)
    return date === undefined ? [] : [`${Number(number)}${date.slice(8)}${date.slice(5, 7)}${date.slice(2, 4)}`]
  }))
}

const dateOf = (day = '', month: string, year: string): string | undefined => isoDate(day, /\d/.test(month) ? Number(month) : monthOf(month), year)

function lastSuchDay(day: string | undefined, month: string, saidAt: Date): string | undefined {
  const thisYear = saidAt.getUTCFullYear()
  const [date, before] = [thisYear, thisYear - 1].map((year) => dateOf(day, month, String(year)))
  return date !== undefined && date <= saidAt.toISOString().slice(0, 10) ? date : before
}
