import type { Rung, Telling } from '../../domain/escalation'
import { dutyOf, officerDutyOf } from '../../domain/duty'
import { leaveOn } from '../../domain/leave'
import { isSecondRole } from '../../domain/secondProfessionals'
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
  /** Only while others ring for it one person after the other: whom they have rung, each with a text message. Nobody is rung for it beside that. */
  readonly woken?: readonly string[]
  /** The officer whom a manager named: the first to be told. */
  readonly asked?: string
}

/** Who is told on a rung; nobody where it is empty, and the next one is tried at once. Whoever is barred is never told. */
export function whoStandsOn(rung: Rung, moment: LadderMoment): readonly Tellable[] {
  if (rung === 'on_call') return nextTurn(moment)
  const all = allWhoMayStandOn(rung, moment)
  return rung === 'holder' || rung === 'manager' ? all : all.slice(0, 1)
}

/** Everybody who may be told on a rung, though one at a time is: whoever is to be told first, first. */
export function allWhoMayStandOn(rung: Rung, moment: LadderMoment): readonly Tellable[] {
  const free = moment.people.filter(({ active, barred }) => active && !barred)
  switch (rung) {
    case 'holder':
      return free.filter((one) => one.id === moment.allocation?.socialWorker && canBeTold(one, moment))
    case 'second_worker':
      return leastToldFirst(workersOnDuty(moment), moment)
    case 'manager':
      return managersOf(free, moment)
    case 'on_call':
      return reachableOnCall(moment).toSorted((a, b) => turnOf(a) - turnOf(b))
    case 'officer':
      return leastToldFirst(officersOf(free, moment), moment).toSorted((a, b) => Number(b.id === moment.asked) - Number(a.id === moment.asked))
    case 'officer_again':
      return leastToldFirst(officersOf(free, moment), moment)
    case 'anybody':
      return leastToldFirst(free.filter(({ onCall, phone }) => !onCall && phone !== undefined), moment)
    default:
      return rung satisfies never
  }
}

const reachableOnCall = ({ people }: LadderMoment): readonly Tellable[] =>
  people.filter(({ active, barred, onCall, phone }) => active && !barred && onCall && phone !== undefined)

const turnOf = ({ turn = 1 }: Tellable): number => turn

/** Of those on call the first turn that is to be told; everybody of that turn at once. */
function nextTurn(moment: LadderMoment): readonly Tellable[] {
  const among = onCallToTell(moment)
  const first = Math.min(...among.map(turnOf))
  return among.filter((one) => turnOf(one) === first)
}

/** Who of those on call the rung goes to from now on: those still to be told in this round, or everybody in another. */
export function onCallToTell(moment: LadderMoment): readonly Tellable[] {
  const left = onCallStillToTell(moment)
  return left.length > 0 ? left : reachableOnCall(moment)
}

/**
 * Who of those on call is still to be told in this round: everybody before their rung, and while the ladder is on it those
 * of later turns. Where nothing is known of this round, nobody: the ladder goes on rather than staying for ever.
 */
export function onCallStillToTell(moment: LadderMoment): readonly Tellable[] {
  const { ladder } = moment
  if (ladder.rung !== 'on_call') return reachableOnCall(moment)
  const tellings = moment.tellings.filter(({ instead }) => !instead)
  const own = tellings.filter(({ rung, at }) => rung === 'on_call' && at >= ladder.since)
  const ownMoments = new Set(own.map(({ at }) => at.getTime()))
  // The manager's mail that goes with the first telling is no rung of its own.
  const otherAt = Math.max(0, ...tellings.map(({ at }) => at.getTime()).filter((at) => !ownMoments.has(at)))
  const told = toldInLastRound(own.filter(({ at }) => at.getTime() > otherAt), moment)
  return told.size === 0 ? [] : reachableOnCall(moment).filter(({ id }) => !told.has(id))
}

/**
 * Where no other rung has people, rounds follow each other with nothing between. Another began when the turns fell back,
 * which shows though the oldest tellings are no longer kept, or when somebody was told again.
 */
function toldInLastRound(own: readonly Telling[], { people }: LadderMoment): ReadonlySet<string> {
  const turns = new Map(people.map((one) => [one.id, turnOf(one)]))
  const moments = [...new Set(own.map(({ at }) => at.getTime()))].toSorted((a, b) => a - b)
  let told = new Set<string>()
  let before = 0
  for (const moment of moments) {
    const ids = own.filter(({ at }) => at.getTime() === moment).map(({ staffId }) => staffId)
    const turn = Math.min(...ids.map((id) => turns.get(id) ?? 1))
    told = turn < before || ids.some((id) => told.has(id)) ? new Set(ids) : new Set([...told, ...ids])
    before = turn
  }
  return told
}

/** Duty workers and social workers who are on duty, beside whoever has it. */
export const workersOnDuty = (moment: Pick<LadderMoment, 'people' | 'allocation' | 'at' | 'isOpen'>): readonly Tellable[] =>
  moment.people.filter((one) => one.active && !one.barred && isWorker(one) && one.id !== moment.allocation?.socialWorker && isOnDuty(one, moment))

const isWorker = ({ role }: Tellable): boolean => role === 'duty' || role === 'social_worker'
const isOnDuty = (one: Tellable, { at, isOpen }: Pick<LadderMoment, 'at' | 'isOpen'>): boolean => dutyOf(one, at, isOpen).kind === 'on_duty'
const isOnLeave = ({ leave }: Tellable, { at }: Pick<LadderMoment, 'at'>): boolean => leaveOn(leave, londonDay(at)) !== undefined

const officersOf = (free: readonly Tellable[], moment: LadderMoment): readonly Tellable[] => free.filter((one) => isSecondRole(one.role) && officerCanBeTold(one, moment))

/** What cannot wait goes to an officer on duty; a mail may lie until they are, and does so out of hours. */
function officerCanBeTold(one: Tellable, { at, isOpen, manner }: LadderMoment): boolean {
  const { kind } = officerDutyOf(one, at, true)
  return kind === 'on_duty' || (kind === 'outside_pattern' && !(manner === 'pressing' && isOpen))
}

/** What cannot wait goes to whoever is on duty; a reminder may lie until they are. */
const canBeTold = (one: Tellable, moment: LadderMoment): boolean =>
  moment.manner === 'pressing' ? isOnDuty(one, moment) : !isOnLeave(one, moment)

/**
 * The manager of the enquiry, or whoever covers for them; while it has none, every manager who is at work. At night
 * nobody is woken as the manager of an enquiry that has none: that is what being on call is for. Where no rung has anybody, nextRung.ts has them mailed.
 */
function managersOf(free: readonly Tellable[], moment: LadderMoment): readonly Tellable[] {
  const managers = free.filter(({ role }) => role === 'manager')
  const found = findSupervisor(managers, moment.allocation?.manager, moment.at)?.manager
  if (found) return managers.filter(({ id }) => id === found.id)
  return moment.manner === 'pressing' && !moment.isOpen ? [] : managersAtWork(moment)
}

/** Every manager who may be told and is not on leave. */
export const managersAtWork = (moment: Pick<LadderMoment, 'people' | 'at'>): readonly Tellable[] =>
  moment.people.filter((one) => one.active && !one.barred && one.role === 'manager' && !isOnLeave(one, moment))

/** Whoever was told least of this enquiry first; those who are away or on leave last. */
function leastToldFirst(people: readonly Tellable[], { tellings, at }: LadderMoment): readonly Tellable[] {
  const rungs = new Set(tellings.filter(({ rung }) => rung !== 'manager').map((telling) => telling.at.getTime()))
  // A mail that a manager had beside somebody else's telling rang nobody.
  const isBeside = ({ rung, at: toldAt }: Telling): boolean => rung === 'manager' && rungs.has(toldAt.getTime())
  const times = (id: string): number => tellings.filter((telling) => telling.staffId === id && telling.way === 'mail' && !isBeside(telling)).length
  const isAway = (one: Tellable): number => (['on_leave', 'away'].includes(dutyOf(one, at, true).kind) ? 1 : 0)
  const rank = ({ role }: Tellable): number => (role === 'manager' ? 1 : 0)
  return people.toSorted((a, b) => isAway(a) - isAway(b) || times(a.id) - times(b.id) || rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
}
