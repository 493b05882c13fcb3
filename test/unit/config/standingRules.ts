import type { BankHoliday, Calendar } from '../../../src/domain/bankHolidays'
import { addDays, type Day, weekdayOf } from '../../../src/domain/workingDays'

const day = (year: number, month: number, date: number): Day => new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)
const monday = (from: Day): Day => addDays(from, (8 - weekdayOf(from)) % 7)
const lastMonday = (year: number, month: number): Day => addDays(monday(day(year, month + 1, 1)), -7)
const isWeekend = (of: Day): boolean => weekdayOf(of) === 0 || weekdayOf(of) === 6

/** Easter Sunday by the anonymous Gregorian reckoning. */
function easter(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  return day(year, Math.floor(sum / 31), (sum % 31) + 1)
}

/** Kept on their own day at a weekend as well as on the weekday that stands in; the others move. */
const KEPT_AT_WEEKENDS = ['New Year’s Day', '2nd January', 'Christmas Day', 'Boxing Day']

function fixedDays(year: number, calendar: Calendar): BankHoliday[] {
  const scottish = calendar === 'scotland' ? [['2nd January', 1, 2], ['St Andrew’s Day', 11, 30]] as const : []
  const irish = calendar === 'northern-ireland' ? [['St Patrick’s Day', 3, 17], ['Battle of the Boyne (Orangemen’s Day)', 7, 12]] as const : []
  const all = [['New Year’s Day', 1, 1], ['Christmas Day', 12, 25], ['Boxing Day', 12, 26], ...scottish, ...irish] as const
  return all.map(([name, month, date]) => ({ date: day(year, month, date), name })).toSorted(byDate)
}

function mondaysAndEaster(year: number, calendar: Calendar): BankHoliday[] {
  const inScotland = calendar === 'scotland'
  return [
    { date: addDays(easter(year), -2), name: 'Good Friday' },
    ...(inScotland ? [] : [{ date: addDays(easter(year), 1), name: 'Easter Monday' }]),
    { date: monday(day(year, 5, 1)), name: 'Early May bank holiday' },
    { date: lastMonday(year, 5), name: 'Spring bank holiday' },
    { date: inScotland ? monday(day(year, 8, 1)) : lastMonday(year, 8), name: 'Summer bank holiday' },
  ]
}

const byDate = (a: BankHoliday, b: BankHoliday): number => a.date.localeCompare(b.date)

/** A year's bank holidays by law and custom; days proclaimed for one year are not among them. */
export function standingHolidays(year: number, calendar: Calendar): BankHoliday[] {
  const fixed = fixedDays(year, calendar)
  const found = [...mondaysAndEaster(year, calendar), ...fixed.filter(({ date }) => !isWeekend(date))]
  const taken = new Set(found.map(({ date }) => date))
  for (const { date, name } of fixed.filter((holiday) => isWeekend(holiday.date))) {
    let substitute = date
    while (isWeekend(substitute) || taken.has(substitute)) substitute = addDays(substitute, 1)
    taken.add(substitute)
    found.push(...(KEPT_AT_WEEKENDS.includes(name) ? [{ date, name }] : []), { date: substitute, name, substitute: true as const })
  }
  return found.toSorted(byDate)
}
