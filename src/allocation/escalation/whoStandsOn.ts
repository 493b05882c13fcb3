import type { Rung, Telling } from '../../domain/escalation'
import { dutyOf } from '../../domain/duty'
import { leaveOn } from '../../domain/leave'
import { londonDay } from '../../domain/workingDays'
import { findSupervisor } from '../findSupervisor'
import type { LadderState, Manner, Tellable } from './ports'

export interface LadderMoment {
  readonly at: Date
  readonly isOpen: boolean
  readonly manner: Manner
  readonly people: readonly Tellable[]
  readonly tellings: readonly Telling[]
  readonly ladder: LadderState
  /** Who has it, and who supervises them. */
  readonly allocation?: { readonly socialWorker: string; readonly manager?: string }
}

/** Who is told on a rung; nobody where it is empty, and the next one is tried at once. Whoever is barred is never told. */
export function whoStandsOn(rung: Rung, moment: LadderMoment): readonly Tellable[] {
  const free = moment.people.filter(({ active, barred }) => active && !barred)
  switch (rung) {
    case 'holder':
      return free.filter((one) => one.id === moment.allocation?.socialWorker && canBeTold(one, moment))
    case 'second_worker':
      return leastTold(free.filter((one) => isWorker(one) && one.id !== moment.allocation?.socialWorker && isOnDuty(one, moment)), moment)
    case 'manager':
      return managersOf(free, moment)
    case 'on_call':
      return nextTurn(moment)
    case 'anybody':
      return leastTold(free.filter(({ onCall, phone }) => !onCall && phone !== undefined), moment)
    default:
      return rung satisfies never
  }
}

const reachableOnCall = ({ people }: LadderMoment): readonly Tellable[] =>
  people.filter(({ active, barred, onCall, phone }) => active && !barred && onCall && phone !== undefined)

const turnOf = ({ turn = 1 }: Tellable): number => turn

/** Of those on call the first turn that is still to be told in this round, or the first of all; everybody of that turn at once. */
function nextTurn(moment: LadderMoment): readonly Tellable[] {
  const left = onCallStillToTell(moment)
  const among = left.length > 0 ? left : reachableOnCall(moment)
  const first = Math.min(...among.map(turnOf))
  return among.filter((one) => turnOf(one) === first)
}

/**
 * Who of those on call is still to be told in this round: everybody before their rung, and while the ladder is on it those
 * of later turns. Where nothing is known of this round, nobody: the ladder goes on rather than staying for ever.
 */
export function onCallStillToTell(moment: LadderMoment): readonly Tellable[] {
  const { tellings, ladder } = moment
  if (ladder.rung !== 'on_call') return reachableOnCall(moment)
  const own = tellings.filter(({ rung, at }) => rung === 'on_call' && at >= ladder.since)
  const ownMoments = new Set(own.map(({ at }) => at.getTime()))
  // The manager's mail that goes with the first telling is no rung of its own.
  const otherAt = Math.max(0, ...tellings.map(({ at }) => at.getTime()).filter((at) => !ownMoments.has(at)))
  const told = new Set(own.filter(({ at }) => at.getTime() > otherAt).map(({ staffId }) => staffId))
  return told.size === 0 ? [] : reachableOnCall(moment).filter(({ id }) => !told.has(id))
}

const isWorker = ({ role }: Tellable): boolean => role === 'duty' || role === 'social_worker'
const isOnDuty = (one: Tellable, { at, isOpen }: LadderMoment): boolean => dutyOf(one, at, isOpen).kind === 'on_duty'
const isOnLeave = ({ leave }: Tellable, { at }: LadderMoment): boolean => leaveOn(leave, londonDay(at)) !== undefined

/** What cannot wait goes to whoever is on duty; a reminder may lie until they are. */
const canBeTold = (one: Tellable, moment: LadderMoment): boolean =>
  moment.manner === 'pressing' ? isOnDuty(one, moment) : !isOnLeave(one, moment)

/**
 * The manager of the enquiry, or whoever covers for them; while it has none, every manager who is at work. At night
 * nobody is woken as the manager of an enquiry that has none: that is what being on call is for.
 */
function managersOf(free: readonly Tellable[], moment: LadderMoment): readonly Tellable[] {
  const managers = free.filter(({ role }) => role === 'manager')
  const found = findSupervisor(managers, moment.allocation?.manager, moment.at)?.manager
  if (found) return managers.filter(({ id }) => id === found.id)
  return moment.manner === 'pressing' && !moment.isOpen ? [] : managers.filter((one) => !isOnLeave(one, moment))
}

/** The one who was told least of this enquiry; of those who are away or on leave only when there is nobody else. */
function leastTold(people: readonly Tellable[], { tellings, at }: LadderMoment): readonly Tellable[] {
  const times = (id: string): number => tellings.filter(({ staffId, way }) => staffId === id && way === 'mail').length
  const isAway = (one: Tellable): number => (['on_leave', 'away'].includes(dutyOf(one, at, true).kind) ? 1 : 0)
  const rank = ({ role }: Tellable): number => (role === 'manager' ? 1 : 0)
  return people.toSorted((a, b) => isAway(a) - isAway(b) || times(a.id) - times(b.id) || rank(a) - rank(b) || (a.id < b.id ? -1 : 1)).slice(0, 1)
}
