import { DateTime } from 'luxon'
import OpeningHoursRules from 'opening_hours'
import { SOMEWHERE_IN_ENGLAND, withHolidaysWrittenOut } from './holidaysInRules'
import { SERVICE_ZONE } from './serviceZone'
import type { Day } from './workingDays'

export interface OpeningHours {
  isOpen(at: Date): boolean
  /** When the service opens next, for a moment at which it is closed; undefined when never. */
  opensNext(at: Date): Date | undefined
  /** When it next opens or closes; undefined when it stays for ever as it is. */
  changesNext(at: Date): Date | undefined
  /** For callers and senders, such as "Monday to Friday, 9:30am to 4:30pm, except bank holidays". */
  readonly inWords: string
  /** The same for callers who hear the service in Welsh. */
  readonly inWelsh: string
}

/**
 * The hours of the service from OpenStreetMap opening-hours syntax, kept in London time whatever the machine's zone.
 *
 * @param holidays the days that PH means; any other is an ordinary day, those after the end of a list too: better open
 *   than closed with nobody knowing
 * @throws when `rules` does not follow the syntax, or can be read in two ways ("9-5" would last until five in the morning)
 * @see https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
 */
export function openingHours(rules: string, holidays: ReadonlySet<Day>): OpeningHours {
  const asSet = new OpeningHoursRules(rules, SOMEWHERE_IN_ENGLAND)
  const [doubt] = asSet.getWarnings()
  if (doubt) throw new Error(doubt)
  const kept = new OpeningHoursRules(withHolidaysWrittenOut(asSet.prettifyValue(), holidays), SOMEWHERE_IN_ENGLAND)
  const nextChange = (at: Date): Date | undefined => {
    const next = kept.getNextChange(asLocalWallTime(at))
    return next && fromLocalWallTime(next)
  }
  return {
    isOpen: (at) => kept.getState(asLocalWallTime(at)),
    opensNext: rememberingNext(nextChange),
    changesNext: rememberingSpells(nextChange),
    inWords: hoursInWords(rules, ENGLISH),
    inWelsh: hoursInWords(rules, WELSH),
  }
}

/** The library reads a Date's wall time in the machine's zone: give it London's. */
function asLocalWallTime(at: Date): Date {
  const { year, month, day, hour, minute, second } = DateTime.fromJSDate(at, { zone: SERVICE_ZONE })
  return new Date(year, month - 1, day, hour, minute, second)
}

/** The other way round: the moment in London that reads so on the wall. */
function fromLocalWallTime(wall: Date): Date {
  const [year, month, day, hour, minute] = [wall.getFullYear(), wall.getMonth() + 1, wall.getDate(), wall.getHours(), wall.getMinutes()]
  return DateTime.fromObject({ year, month, day, hour, minute }, { zone: SERVICE_ZONE }).toJSDate()
}

/** Working it out was seen to take a tenth of a second, and all night the answer is the same. */
function rememberingNext(find: (at: Date) => Date | undefined): (at: Date) => Date | undefined {
  let known: { readonly from: Date; readonly next: Date } | undefined
  return (at) => {
    if (known && at >= known.from && at < known.next) return known.next
    const next = find(at)
    known = next && { from: at, next }
    return next
  }
}

/** So many stretches between two changes are remembered: months. */
const MOST_SPELLS = 400

/** The same for whoever counts working time over days: one enquiry after the other walks over the same changes. */
function rememberingSpells(find: (at: Date) => Date | undefined): (at: Date) => Date | undefined {
  const spells: { readonly from: Date; readonly next: Date }[] = []
  return (at) => {
    const known = spells.find(({ from, next }) => at >= from && at < next)
    if (known) return known.next
    const next = find(at)
    if (spells.length >= MOST_SPELLS) spells.length = 0
    if (next) spells.push({ from: at, next })
    return next
  }
}

interface HoursWords {
  readonly days: Readonly<Record<string, string>>
  readonly to: string
  readonly except: string
  readonly always: string
  readonly never: string
  /** Twelve-hour clock: the halves of the day. */
  readonly halves: readonly [string, string]
}

const ENGLISH: HoursWords = {
  days: { Mo: 'Monday', Tu: 'Tuesday', We: 'Wednesday', Th: 'Thursday', Fr: 'Friday', Sa: 'Saturday', Su: 'Sunday', PH: 'bank holidays' },
  to: 'to', except: 'except', always: '24 hours a day, every day', never: 'the line is closed at present', halves: ['am', 'pm'],
}

const WELSH: HoursWords = {
  days: {
    Mo: 'dydd Llun', Tu: 'dydd Mawrth', We: 'dydd Mercher', Th: 'dydd Iau', Fr: 'dydd Gwener', Sa: 'dydd Sadwrn', Su: 'dydd Sul', PH: 'gwyliau banc',
  },
  to: 'tan', except: 'ac eithrio', always: 'bob awr, bob dydd', never: 'mae’r llinell ar gau ar hyn o bryd', halves: [' y bore', ' y prynhawn'],
}

/** Says the common forms in plain words; hours that are not of them are given as they were set. */
function hoursInWords(rules: string, words: HoursWords): string {
  if (rules.trim() === '24/7') return words.always
  if (rules.trim() === 'off') return words.never
  const parts = rules.split(';').map((part) => part.trim()).filter(Boolean)
  const said = parts.map((rule) => ruleInWords(rule, words))
  return said.every((one) => one !== undefined) ? said.join(', ') : rules
}

function ruleInWords(rule: string, { days, to, except, halves }: HoursWords): string | undefined {
  const closed = /^(\w\w) off$/.exec(rule)
  if (closed?.[1]) return days[closed[1]] && `${except} ${days[closed[1]]}`
  const open = /^(\w\w)(?:-(\w\w))? (\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(rule)
  if (!open) return undefined
  const [, first = '', last, fromHour = '', fromMinute = '', toHour = '', toMinute = ''] = open
  const onDays = last ? `${days[first]} ${to} ${days[last]}` : days[first]
  return `${onDays}, ${timeInWords(fromHour, fromMinute, halves)} ${to} ${timeInWords(toHour, toMinute, halves)}`
}

function timeInWords(hour: string, minute: string, halves: HoursWords['halves']): string {
  const h = Number(hour)
  const half = h % 24 < 12 ? halves[0] : halves[1]
  return `${((h + 11) % 12) + 1}${minute === '00' ? '' : `:${minute}`}${half}`
}
