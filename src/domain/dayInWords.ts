import { DateTime } from 'luxon'
import type { Day } from './workingDays'

/** Such as "23 November 2026". */
export const dayInWords = (day: Day): string => DateTime.fromISO(day, { zone: 'Europe/London' }).setLocale('en-GB').toFormat('d MMMM yyyy')
