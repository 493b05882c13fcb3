import { DateTime } from 'luxon'
import { SERVICE_ZONE } from './serviceZone'
import type { Day } from './workingDays'

/** Such as "23 November 2026". */
export const dayInWords = (day: Day): string => DateTime.fromISO(day, { zone: SERVICE_ZONE }).setLocale('en-GB').toFormat('d MMMM yyyy')
