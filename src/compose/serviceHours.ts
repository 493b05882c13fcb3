import type { Settings } from '../../config/env'
import { holidaysOf } from '../domain/bankHolidays'
import { type OpeningHours, openingHours } from '../domain/openingHours'
import { byHolidays } from './holidaysInForce'

/** The hours of the service, as the settings and the bank holidays that are in force when they are asked have them. */
export function serviceHours({ SERVICE_HOURS, BANK_HOLIDAYS }: Pick<Settings, 'SERVICE_HOURS' | 'BANK_HOLIDAYS'>): OpeningHours {
  const hours = byHolidays((holidays) => openingHours(SERVICE_HOURS, holidaysOf(holidays, BANK_HOLIDAYS)))
  const { inWords, inWelsh } = hours()
  return {
    isOpen: (at) => hours().isOpen(at),
    opensNext: (at) => hours().opensNext(at),
    changesNext: (at) => hours().changesNext(at),
    inWords, inWelsh,
  }
}
