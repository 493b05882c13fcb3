import { randomBytes } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Clock } from '../../domain/clock'
import { dayInWords } from '../../domain/dayInWords'
import { DomainError } from '../../domain/errors'
import { isOnLeave } from '../../domain/leave'
import { ON_CALL_ROLES, type OnCallOutcome, type OnCallProblem, type OnCallWish } from '../../domain/onCallBoard'
import { SERVICE_ZONE } from '../../domain/serviceZone'
import { hasExtension, readStaffPhone } from '../../domain/staffPhone'
import { readDayAtStart } from '../../domain/typedDay'
import { readTypedTime } from '../../domain/typedTime'
import { londonDay } from '../../domain/workingDays'
import type { StaffFacts, StaffWithLeave } from './ports'

export interface SetOnCallDeps {
  readonly staff: Pick<StaffFacts, 'find' | 'addOnCall' | 'setPhone'>
  readonly now: Clock
}

/** A time that was typed with the wrong year is somebody who is woken for ever. */
const LONGEST_DAYS = 92

/** Puts somebody on the on-call list for a time, with the number to ring. @throws DomainError when there is no such member of staff */
export async function setOnCall({ staff, now }: SetOnCallDeps, wish: OnCallWish): Promise<OnCallOutcome> {
  const person = wish.staffId === '' ? undefined : await staff.find(wish.staffId)
  if (wish.staffId !== '' && !person?.active) throw new DomainError('not_found', 'There is no such member of staff.')
  const times = readTimes(wish, now())
  const phone = readPhone(wish.phone, person)
  const problems: readonly OnCallProblem[] = [
    ...personProblems(person), ...times.problems,
    ...(person && times.read ? [...leaveProblems(person, times.read), ...overlapProblems(person, times.read, now())] : []),
    ...(wish.turn === undefined ? [{ field: 'turn', text: 'Select in which turn they are rung' } as const] : []),
    ...('problem' in phone ? [{ field: 'phone', text: phone.problem } as const] : []),
  ]
  if (!person || !times.read || wish.turn === undefined || 'problem' in phone || problems.length > 0) return { kind: 'invalid', problems }

  // The number first: without it they would stand on the list and be rung for nothing.
  if (phone.phone !== undefined) await staff.setPhone(person.id, phone.phone)
  const outcome = await staff.addOnCall(person.id, { id: randomBytes(8).toString('hex'), ...times.read, turn: wish.turn }, now())
  // Somebody else put them on it in the meantime.
  if (outcome === 'overlaps') return { kind: 'invalid', problems: [overlapOf(person)] }
  return { kind: 'set', name: person.name, ...times.read, isNewNumber: phone.phone !== undefined && phone.phone !== person.phone }
}

function personProblems(person: StaffWithLeave | undefined): readonly OnCallProblem[] {
  if (!person) return [{ field: 'staff', text: 'Select who is on call' }]
  return ON_CALL_ROLES.includes(person.role) ? [] : [{ field: 'staff', text: `${person.name} does not take enquiries. Select a duty worker, a social worker or a manager` }]
}

function readPhone(typed: string, person: StaffWithLeave | undefined): { readonly phone: string | undefined } | { readonly problem: string } {
  if (typed.trim() === '') {
    const isMissing = person !== undefined && person.phone === undefined
    return isMissing ? { problem: `${person.name} has no telephone number on record. Enter the number to ring` } : { phone: undefined }
  }
  if (hasExtension(typed)) return { problem: 'Enter a number without an extension: the service can ring no extension' }
  const phone = readStaffPhone(typed.trim())
  return phone === undefined ? { problem: 'Enter a telephone number, such as 07700 900123 or +44 7700 900123' } : { phone }
}

interface Times {
  readonly from: Date
  readonly to: Date
}

function readTimes(wish: OnCallWish, at: Date): { readonly read?: Times; readonly problems: readonly OnCallProblem[] } {
  const [begins, ends] = [readMoment(wish.from), readMoment(wish.to)]
  const problems: OnCallProblem[] = []
  if ('missing' in begins) problems.push({ field: 'from', text: `Enter the ${MISSING[begins.missing]} it begins, such as ${EXAMPLES[begins.missing][0]}` })
  if ('missing' in ends) problems.push({ field: 'to', text: `Enter the ${MISSING[ends.missing]} it ends, such as ${EXAMPLES[ends.missing][1]}` })
  if ('missing' in begins || 'missing' in ends) return { problems }
  const [from, to] = [begins.at, ends.at]
  if (to <= from) return { problems: [{ field: 'to', text: 'It must end after it begins' }] }
  if (to <= at) return { problems: [{ field: 'to', text: 'It must not be over already' }] }
  if (to.getTime() - from.getTime() > LONGEST_DAYS * 86_400_000) return { problems: [{ field: 'to', text: `A time on call lasts ${LONGEST_DAYS} days at most` }] }
  return { read: { from, to }, problems }
}

type Missing = 'day' | 'time' | 'day and time'

const MISSING: Readonly<Record<Missing, string>> = { day: 'day on which', time: 'time at which', 'day and time': 'day and time at which' }

const EXAMPLES: Readonly<Record<Missing, readonly [string, string]>> = {
  day: ['2026-12-24 or 24 December 2026', '2026-12-29 or 29 December 2026'], time: ['16:30 or 4.30pm', '09:30 or 9.30am'], 'day and time': ['2026-12-24 and 16:30', '2026-12-29 and 09:30'],
}

/** In London time, as a day and a time. */
function readMoment(typed: string): { readonly at: Date } | { readonly missing: Missing } {
  const { day, rest } = readDayAtStart(typed)
  const time = readTypedTime(day === undefined ? lastWord(rest) : rest)
  const read = DateTime.fromFormat(`${day} ${time}`, 'yyyy-MM-dd HH:mm', { zone: SERVICE_ZONE })
  if (read.isValid) return { at: read.toJSDate() }
  return { missing: day === undefined ? (time === undefined ? 'day and time' : 'day') : time === undefined ? 'time' : 'day' }
}

/** Where no day was understood, whether a time was: "Christmas 16:30". */
const lastWord = (typed: string): string => typed.trim().split(/\s+(?![ap]m$)/i).at(-1) ?? ''

const overlapOf = ({ name }: StaffWithLeave): OnCallProblem => ({ field: 'from', text: `${name} is on the list for some of this time already. Take that off first` })

/** Looked for before anything is written: a form that is refused changes no number. What ended is on no list. */
const overlapProblems = (person: StaffWithLeave, { from, to }: Times, at: Date): readonly OnCallProblem[] =>
  person.onCallTimes.some((one) => one.to > at && one.from < to && one.to > from) ? [overlapOf(person)] : []

/** Whoever is on leave is rung for nothing. */
function leaveProblems({ name, leave }: StaffWithLeave, { from, to }: Times): readonly OnCallProblem[] {
  const [first, last] = [londonDay(from), londonDay(new Date(to.getTime() - 1))]
  const away = leave.find((one) => one.from <= one.to && (isOnLeave(one, first) || (first <= one.from && one.from <= last)))
  return away ? [{ field: 'from', text: `${name} is on leave from ${dayInWords(away.from)} to ${dayInWords(away.to)} and is not rung then. Choose another time or somebody else` }] : []
}
