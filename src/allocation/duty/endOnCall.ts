import type { Clock } from '../../domain/clock'
import { DomainError } from '../../domain/errors'
import { type OnCallFacts, type Uncovered, uncoveredTimes } from '../../domain/onCall'
import type { OnCallEnd, OnCallEndOutcome } from '../../domain/onCallBoard'
import type { OpeningHours } from '../../domain/openingHours'
import type { StaffFacts } from './ports'

export interface EndOnCallDeps {
  readonly staff: Pick<StaffFacts, 'mayBeOnCall' | 'removeOnCall'>
  readonly hours: Pick<OpeningHours, 'isOpen' | 'changesNext'>
  readonly now: Clock
}

/** How far ahead the page looks for gaps in the list, in days. */
export const DAYS_AHEAD = 14

/**
 * Takes a time off the on-call list. Where that leaves nobody to be rung, whoever does it is told so first and has to
 * confirm it. @throws DomainError when there is no such time
 */
export async function endOnCall({ staff, hours, now }: EndOnCallDeps, { staffId, timeId, isConfirmed }: OnCallEnd): Promise<OnCallEndOutcome> {
  const people = await staff.mayBeOnCall()
  if (!isConfirmed) {
    const without = people.map((one) => (one.id === staffId ? { ...one, onCallTimes: one.onCallTimes.filter(({ id }) => id !== timeId) } : one))
    const isEmpty = isEmptyList(without, now()) && !isEmptyList(people, now())
    if (isEmpty) return { kind: 'leaves_uncovered', uncovered: uncoveredAhead(without, hours, now()), isEmpty }
    // Only in the time itself can anything change, however far ahead it lies.
    const removed = people.find(({ id }) => id === staffId)?.onCallTimes.find(({ id }) => id === timeId)
    const uncoveredThen = (list: readonly OnCallFacts[]): readonly Uncovered[] =>
      removed ? uncoveredTimes(list, hours, new Date(Math.max(removed.from.getTime(), now().getTime())), removed.to) : []
    const uncovered = uncoveredThen(without)
    if (lengthOf(uncovered) > lengthOf(uncoveredThen(people))) return { kind: 'leaves_uncovered', uncovered, isEmpty }
  }
  if (!(await staff.removeOnCall(staffId, timeId))) throw new DomainError('not_found', 'There is no such time on the on-call list.')
  return { kind: 'ended' }
}

/** The gaps in the time ahead. */
export const uncoveredAhead = (people: readonly OnCallFacts[], hours: EndOnCallDeps['hours'], at: Date): readonly Uncovered[] =>
  uncoveredTimes(people, hours, at, new Date(at.getTime() + DAYS_AHEAD * 86_400_000))

/** Nobody who can be rung is on call, now or later. */
export const isEmptyList = (people: readonly OnCallFacts[], at: Date): boolean =>
  people.every(({ phone, alwaysOnCall, onCallTimes }) => phone === undefined || (!alwaysOnCall && onCallTimes.every(({ to }) => to <= at)))

const lengthOf = (gaps: readonly Uncovered[]): number => gaps.reduce((sum, { from, to }) => sum + to.getTime() - from.getTime(), 0)
