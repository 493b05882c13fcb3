import { doubtfulHours } from '../../domain/doubtfulHours'
import { DomainError } from '../../domain/errors'
import { ROLES_WITH_HOURS } from '../../domain/onCallBoard'
import { isSecondRole } from '../../domain/secondProfessionals'
import type { RotaWish, SettingOutcome, SettingProblem } from '../../domain/staffSettings'
import { readTypedTime } from '../../domain/typedTime'
import { parseWorkingPattern, type RotaPlace, type Shift, WEEKDAYS, type Weekday } from '../../domain/workingPattern'
import type { StaffFacts } from './ports'

const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  Mo: 'Monday', Tu: 'Tuesday', We: 'Wednesday', Th: 'Thursday', Fr: 'Friday', Sa: 'Saturday', Su: 'Sunday',
}

/** When somebody who takes enquiries, or is called to them as an officer, works from now on. @throws DomainError when there is no such member of staff */
export async function setRota({ staff }: { readonly staff: Pick<StaffFacts, 'find' | 'setRota'> }, { staffId, kind, hours }: RotaWish): Promise<SettingOutcome> {
  const person = await staff.find(staffId)
  if (!person?.active || !ROLES_WITH_HOURS.includes(person.role)) throw new DomainError('not_found', 'There is no such member of staff.')
  if (kind === 'off' && isSecondRole(person.role)) return { kind: 'invalid', problems: [{ field: 'rota', text: 'An officer takes no turns on the rota: select their hours, or set leave' }] }
  const read = readRota(kind, hours)
  if ('problems' in read) return { kind: 'invalid', problems: read.problems }
  await staff.setRota(staffId, read.place)
  return { kind: 'set' }
}

function readRota(kind: RotaWish['kind'], hours: RotaWish['hours']): { readonly place: RotaPlace } | { readonly problems: readonly SettingProblem[] } {
  if (kind === undefined) return { problems: [{ field: 'rota', text: 'Select when they work' }] }
  if (kind !== 'pattern') return { place: { kind } }
  const days = WEEKDAYS.map((day) => readDay(day, hours[day]))
  const problems = days.flatMap((day) => ('problem' in day ? [day.problem] : []))
  const pattern = days.flatMap((day) => ('shifts' in day ? day.shifts : []))
  if (problems.length > 0) return { problems }
  const doubts = doubtfulHours(pattern)
  if (doubts.length > 0) return { problems: doubts.map(({ day: field, text }) => ({ field, text: `${DAY_NAMES[field]}: ${text}` })) }
  return pattern.length > 0 ? { place: { kind, pattern } } : { problems: [{ field: 'Mo', text: 'Enter the hours of at least one day' }] }
}

const TYPED_TIME = /\d[\d:.]*(?: ?[ap]m)?/g
/** Hours of which only the end says that it is after noon. */
const AFTERNOON = /(?<![\d:.])(\d[\d:.]*)(?=-(\d[\d:.]* ?pm))/g

/** Whoever writes "1-5pm" begins after noon, and whoever writes "9-5pm" in the morning. */
function startOf(typed: string, end: string): string {
  const [late, until] = [readTypedTime(`${typed}pm`), readTypedTime(end)]
  return late !== undefined && until !== undefined && late < until ? late : typed
}

/** People write "9.30 to 12" or "9am-5pm" of hours as readily as "09:30-12:00". */
function readDay(day: Weekday, typed: string): { readonly shifts: readonly Shift[] } | { readonly problem: SettingProblem } {
  const written = typed.trim().toLowerCase().replaceAll(/\s*(?:–|—|-|\bto\b)\s*/g, '-')
    .replaceAll(AFTERNOON, (_, start: string, end: string) => startOf(start, end)).replaceAll(TYPED_TIME, (time) => readTypedTime(time) ?? time)
  if (written === '') return { shifts: [] }
  const read = parseWorkingPattern(`${day} ${written}`)
  return 'problem' in read ? { problem: { field: day, text: `Enter the hours of ${DAY_NAMES[day]} like 09:30-16:30, or leave them empty` } } : { shifts: read }
}
