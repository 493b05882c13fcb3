import { z } from 'zod'
import type { BankHolidays } from '../src/domain/bankHolidays'
import snapshot from './bankHolidays.json'

const day = z.iso.date('must be a day such as 2028-12-25')

const calendar = z.array(z.object({ date: day, name: z.string().min(1), substitute: z.literal(true).optional() }))
  .refine((days) => days.every(({ date }, place) => date > (days[place - 1]?.date ?? '')), 'must be in order, each day once')

/** In every calendar, every year: where one of them is missing, a part of the list is. */
const EVERY_YEAR = ['Good Friday', 'Christmas Day']

const yearsBetween = (first: string, last: string): string[] => {
  const from = Number(first.slice(0, 4))
  return Array.from({ length: Math.max(Number(last.slice(0, 4)) - from + 1, 0) || 0 }, (_none, more) => String(from + more))
}

/** What the file must hold. */
export const bankHolidaysSchema = z.object({
  taken: day,
  until: day.refine((date) => date.endsWith('-12-31'), 'must be the last day of a year: calendars are made by the year'),
  calendars: z.object({ 'england-and-wales': calendar, scotland: calendar, 'northern-ireland': calendar }),
}).superRefine(({ taken, until, calendars }, context) => {
  for (const [name, days] of Object.entries(calendars)) {
    const complain = (message: string): void => context.addIssue({ code: 'custom', path: ['calendars', name], message })
    for (const { date } of days.filter(({ date: each }) => each > until)) complain(`has ${date}, later than the day until which it is complete`)
    for (const holiday of EVERY_YEAR) {
      const missing = yearsBetween(taken, until).find((year) => !days.some(({ date, name: each }) => each === holiday && date.startsWith(year)))
      if (missing !== undefined) complain(`has no ${holiday} in ${missing}`)
    }
  }
})

export type BankHolidaysResult =
  | { readonly ok: true; readonly bankHolidays: BankHolidays }
  /** One line each, saying where and what. */
  | { readonly ok: false; readonly problems: readonly string[] }

/** Checks a list of bank holidays, with all its mistakes at once. */
export function readBankHolidays(content: unknown = snapshot): BankHolidaysResult {
  const parsed = bankHolidaysSchema.safeParse(content)
  if (parsed.success) return { ok: true, bankHolidays: parsed.data }
  return { ok: false, problems: parsed.error.issues.map(({ path, message }) => `bank holidays: ${path.join('.') || 'the list'} ${message}`) }
}

/**
 * The bank holidays that the service knows: config/bankHolidays.json, as it was when this process started.
 *
 * @throws when the file is not as it should be; a process that reads its settings has said so before
 */
export function bankHolidays(): BankHolidays {
  const result = readBankHolidays()
  if (result.ok) return result.bankHolidays
  throw new Error(result.problems.join('\n'))
}
