import { bankHolidays } from '../../config/bankHolidays'
import type { Settings } from '../../config/env'
import { holidaysOf } from '../domain/bankHolidays'
import { type OpeningHours, openingHours } from '../domain/openingHours'

/** The hours of the service, as the settings and the list of bank holidays have them. */
export const serviceHours = ({ SERVICE_HOURS, BANK_HOLIDAYS }: Settings): OpeningHours =>
  openingHours(SERVICE_HOURS, holidaysOf(bankHolidays(), BANK_HOLIDAYS))
