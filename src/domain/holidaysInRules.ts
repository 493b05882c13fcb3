import OpeningHoursRules from 'opening_hours'
import { addDays, type Day } from './workingDays'

/** The library wants a place; days and hours of the clock are the same everywhere. */
export const SOMEWHERE_IN_ENGLAND = { lat: 51.5, lon: -0.12, address: { country_code: 'gb', state: 'England' } }

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const MOVED = String.raw`(?: [+-]\d days?)?`
const ITEM = String.raw`(?:PH|(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:-\w\w)?(?:\[[^\]]*\])?)${MOVED}`
/** A rule with bank holidays in it, alone or in a list with days of the week, after months or years and before hours. */
const RULE = new RegExp(String.raw`^(?<when>.*?)(?<![\w,])(?<list>(?:${ITEM},)*PH${MOVED}(?:,${ITEM})*)(?<hours>(?: .*)?)$`)

/**
 * Opening hours with the dates of the holidays written out in place of PH, so that our list of them counts and not the
 * library's own, which knows no day that was proclaimed for one year.
 *
 * @param rules in the library's canonical spelling
 * @throws when PH stands where it cannot be replaced
 */
export function withHolidaysWrittenOut(rules: string, holidays: ReadonlySet<Day>): string {
  const comments: string[] = []
  const bare = rules.replaceAll(/"[^"]*"/g, (comment) => `"${comments.push(comment) - 1}"`)
  const [first = '', ...others] = bare.split(/(; | \|\| |, )/)
  const parts = [{ before: '; ', rule: first }]
  for (let at = 0; at < others.length; at += 2) parts.push({ before: others[at] ?? '', rule: others[at + 1] ?? '' })
  const written = parts.flatMap(({ before, rule }) => writtenOut(rule, before, holidays))
  const joined = written.map(({ before, rule }, place) => (place === 0 ? rule : `${before}${rule}`)).join('')
  return joined.replaceAll(/"(\d+)"/g, (_all, number: string) => comments[Number(number)] ?? '') || 'off'
}

interface Part {
  /** What separates it from the rule before: `; ` overrides, `, ` adds, ` || ` is for when all else is closed. */
  readonly before: string
  readonly rule: string
}

function writtenOut(rule: string, before: string, holidays: ReadonlySet<Day>): Part[] {
  if (!/\bPH\b/.test(rule)) return [{ before, rule }]
  const { when = '', list, hours = '' } = RULE.exec(rule)?.groups ?? {}
  if (list === undefined) throw new Error(`Bank holidays (PH) cannot stand as in "${rule}": write them as in "Mo-Fr,PH 10:00-12:00" or "PH off".`)
  const items = list.split(',')
  const ofTheWeek = items.filter((item) => !item.startsWith('PH'))
  const dates = items.filter((item) => item.startsWith('PH')).flatMap((item) => [...holidays].map((day) => addDays(day, moveOf(item))))
  const onDates = datesWithin(when, dates).map(asSelector).join(',')
  const parts: Part[] = []
  if (onDates) parts.push({ before, rule: `${onDates}${hours}` })
  if (ofTheWeek.length > 0) parts.push({ before, rule: `${when}${ofTheWeek.join(',')}${hours}` })
  // Hours after midnight belong to the day before: the days of the week must not end a holiday's.
  if (parts.length === 2 && before === '; ' && !/ (off|closed)\b/.test(hours)) parts.push({ before: ', ', rule: `${onDates}${hours}` })
  return parts
}

const moveOf = (item: string): number => Number(/ ([+-]\d)/.exec(item)?.[1] ?? 0)

/** Those that months, weeks or years before PH let through. */
function datesWithin(when: string, dates: readonly Day[]): readonly Day[] {
  const sorted = [...new Set(dates)].toSorted()
  if (when === '') return sorted
  const within = new OpeningHoursRules(`${when}00:00-24:00`, SOMEWHERE_IN_ENGLAND)
  return sorted.filter((day) => within.getState(new Date(`${day}T12:00:00`)))
}

const asSelector = (day: Day): string => {
  const [year = '', month, date = ''] = day.split('-')
  return `${year} ${MONTHS[Number(month) - 1]} ${date}`
}
