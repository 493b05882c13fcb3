import { DateTime } from 'luxon'
import OpeningHoursRules from 'opening_hours'

export const SERVICE_ZONE = 'Europe/London'

// The library knows bank holidays by place; the service keeps England's calendar.
const PLACE = { lat: 51.5, lon: -0.12, address: { country_code: 'gb', state: 'England' } }

export interface OpeningHours {
  isOpen(at: Date): boolean
  /** For callers and senders, such as "Monday to Friday, 9:30am to 4:30pm, except bank holidays". */
  readonly inWords: string
}

/**
 * The hours of the service from OpenStreetMap opening-hours syntax, kept in London time whatever the machine's zone.
 *
 * @throws when `rules` does not follow the syntax, or can be read in two ways ("9-5" would last until five in the morning)
 * @see https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
export function openingHours(rules: string): OpeningHours {
  const parsed = new OpeningHoursRules(rules, PLACE)
  const [doubt] = parsed.getWarnings()
  if (doubt) throw new Error(doubt)
  return {
    isOpen: (at) => parsed.getState(asLocalWallTime(at)),
    inWords: hoursInWords(rules),
  }
}

/** The library reads a Date's wall time in the machine's zone: give it London's. */
function asLocalWallTime(at: Date): Date {
  const { year, month, day, hour, minute, second } = DateTime.fromJSDate(at, { zone: SERVICE_ZONE })
  return new Date(year, month - 1, day, hour, minute, second)
}

const DAYS: Readonly<Record<string, string>> = {
  Mo: 'Monday', Tu: 'Tuesday', We: 'Wednesday', Th: 'Thursday', Fr: 'Friday', Sa: 'Saturday', Su: 'Sunday', PH: 'bank holidays',
}

/** Says the common forms in plain English; hours that are not of them are given as they were set. */
function hoursInWords(rules: string): string {
  if (rules.trim() === '24/7') return 'at all hours, every day'
  if (rules.trim() === 'off') return 'the line is closed at present'
  const parts = rules.split(';').map((part) => part.trim()).filter(Boolean)
  const said = parts.map(ruleInWords)
  return said.every((words) => words !== undefined) ? said.join(', ') : rules
}

function ruleInWords(rule: string): string | undefined {
  const closed = /^(\w\w) off$/.exec(rule)
  if (closed?.[1]) return DAYS[closed[1]] && `except ${DAYS[closed[1]]}`
  const open = /^(\w\w)(?:-(\w\w))? (\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(rule)
  if (!open) return undefined
  const [, first = '', last, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = open
  const days = last ? `${DAYS[first]} to ${DAYS[last]}` : DAYS[first]
  return `${days}, ${timeInWords(fromHour, fromMinute)} to ${timeInWords(toHour, toMinute)}`
}

function timeInWords(hour: string, minute: string): string {
  const h = Number(hour)
  const half = h % 24 < 12 ? 'am' : 'pm'
  return `${((h + 11) % 12) + 1}${minute === '00' ? '' : `:${minute}`}${half}`
}
