import { bankHolidays } from '../../config/bankHolidays'
import type { BankHolidays } from '../domain/bankHolidays'

let inForce: BankHolidays | undefined

/** The bank holidays that this process goes by, all of it: those that it started with, until others are put in force. */
export const holidaysInForce = (): BankHolidays => (inForce ??= bankHolidays())

export function putHolidaysInForce(holidays: BankHolidays): void {
  inForce = holidays
}

/** What follows from the bank holidays in force, made anew only once they are others. */
export function byHolidays<Made>(make: (holidays: BankHolidays) => Made): () => Made {
  let known: { readonly holidays: BankHolidays; readonly made: Made } | undefined
  return () => {
    const holidays = holidaysInForce()
    if (known?.holidays !== holidays) known = { holidays, made: make(holidays) }
    return known.made
  }
}
