import { randomBytes } from 'node:crypto'
import type { Clock } from '../../domain/clock'
import { dayInWords } from '../../domain/dayInWords'
import type { LeaveOutcome, LeaveProblem, LeaveWish } from '../../domain/dutyBoard'
import { DomainError } from '../../domain/errors'
import type { Leave } from '../../domain/leave'
import { readTypedDay } from '../../domain/typedDay'
import { type Day, londonDay } from '../../domain/workingDays'
import { coverOf } from './coverOf'
import { type LeftUncoveredDeps, uncoveredByLeave } from './leftUncovered'
import type { StaffFacts } from './ports'

export interface SetLeaveDeps extends LeftUncoveredDeps {
  readonly staff: Pick<StaffFacts, 'find' | 'addLeave' | 'mayBeOnCall'>
  readonly now: Clock
}

/** A leave that was typed with the wrong year is a worker who never comes back. */
const LONGEST_DAYS = 400

/** Somebody is not at work from one day to another, and who stands in. @throws DomainError when there is no such member of staff */
export async function setLeave(deps: SetLeaveDeps, input: LeaveWish): Promise<LeaveOutcome> {
  const person = await deps.staff.find(input.staffId)
  if (!person?.active) throw new DomainError('not_found', 'There is no such member of staff.')
  const setAt = deps.now()
  const today = londonDay(setAt)
  const days = readDays(input, today)
  const { cover, problems: unfit } = await coverOf(deps, person, { ...input, day: days.read && days.read.from > today ? days.read.from : today })
  const problems = [...days.problems, ...unfit]
  if (problems.length > 0 || !days.read) return { kind: 'invalid', problems }

  const leave: Leave = {
    id: randomBytes(8).toString('hex'), ...days.read, setAt,
    ...(cover && { coverId: cover.id }), ...(cover && input.handOver && { handOver: input.handOver }),
  }
  const uncovered = await uncoveredByLeave(deps, person.id, leave, setAt)
  const outcome = await deps.staff.addLeave(person.id, leave)
  if (outcome === 'overlaps') {
    return { kind: 'invalid', problems: [{ field: 'from', text: `${person.name} has leave on some of these days already. End that one first` }] }
  }
  const away = cover?.leave.find(({ from, to }) => from <= leave.to && leave.from <= to)
  return { kind: 'set', leave, uncovered, ...(cover && away && { note: `${cover.name} is on leave as well, from ${dayInWords(away.from)} to ${dayInWords(away.to)}.` }) }
}

function readDays({ from, to }: LeaveWish, today: Day): { readonly read?: Pick<Leave, 'from' | 'to'>; readonly problems: readonly LeaveProblem[] } {
  const [first, last] = [readTypedDay(from), readTypedDay(to)]
  const problems: LeaveProblem[] = []
  if (first === undefined) problems.push({ field: 'from', text: 'Enter the first day, such as 2026-12-21 or 21 December 2026' })
  if (last === undefined) problems.push({ field: 'to', text: 'Enter the last day, such as 2026-12-31 or 31 December 2026' })
  if (first === undefined || last === undefined) return { problems }
  if (last < first) return { problems: [{ field: 'to', text: 'The last day must not be before the first' }] }
  if (last < today) return { problems: [{ field: 'to', text: 'The last day must not be in the past' }] }
  if (Date.parse(last) - Date.parse(first) > LONGEST_DAYS * 86_400_000) {
    return { problems: [{ field: 'to', text: `A leave lasts ${LONGEST_DAYS} days at most` }] }
  }
  return { read: { from: first, to: last }, problems }
}
