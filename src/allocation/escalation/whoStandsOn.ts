import type { Rung, Telling } from '../../domain/escalation'
import { dutyOf } from '../../domain/duty'
import { leaveOn } from '../../domain/leave'
import { londonDay } from '../../domain/workingDays'
import { findSupervisor } from '../findSupervisor'
import type { Manner, Tellable } from './ports'

export interface LadderMoment {
  readonly at: Date
  readonly isOpen: boolean
  readonly manner: Manner
  readonly people: readonly Tellable[]
  readonly tellings: readonly Telling[]
  readonly allocation?: { readonly socialWorker: string; readonly manager: string }
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
      return free.filter(({ onCall, phone }) => onCall && phone !== undefined)
    case 'anybody':
      return leastTold(free.filter(({ onCall, phone }) => !onCall && phone !== undefined), moment)
    default:
      return rung satisfies never
  }
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
