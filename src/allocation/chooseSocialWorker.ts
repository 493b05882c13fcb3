import type { AllocationReasons, NobodyFits } from '../domain/allocation'
import { dutyOf } from '../domain/duty'
import type { Candidate, Choice, People } from './candidate'
import { findSupervisor } from './findSupervisor'
import { coverAtWork } from './handover/coverAtWork'
import { has, skillRank } from './matchSkills'
import type { Needs } from './needsOf'

export interface Moment {
  readonly at: Date
  /** Outside the service hours nobody is on duty, whatever the rota says. */
  readonly withinServiceHours: boolean
}

export type Decision = { readonly choice: Choice } | { readonly nobody: NobodyFits }

/**
 * Picks who gets the next enquiry. Of those who are on duty, not barred, supervised and have room within their limit:
 * whoever knows the child from another enquiry, then whoever has the skills that it calls for, then the one with the least to carry, then whoever has waited longest since
 * the last one, then the lower id, so that the answer never depends on the order of the list.
 * @param passedOver whoever is not to be chosen, and counts among those who could be all the same
 * @returns what those on duty lacked, when nobody can take it: a person has to look
 */
export function chooseSocialWorker(people: People, needs: Needs, moment: Moment, passedOver: readonly string[] = []): Decision {
  const onDuty = people.workers.filter((worker) => isOnDuty(worker, moment))
  if (onDuty.length === 0) return { nobody: 'nobody_on_duty' }
  const free = onDuty.filter(({ barred }) => !barred)
  if (free.length === 0) return { nobody: 'all_barred' }
  const supervised = free.filter((worker) => findSupervisor(people.managers, worker.managerId, moment.at) !== undefined)
  if (supervised.length === 0) return { nobody: 'no_manager' }
  const fitting = supervised.filter(({ load, limit }) => load + needs.weight <= limit)
  const [best, next] = fitting.filter(({ id }) => !passedOver.includes(id)).toSorted((a, b) => byFitness(a, b, needs) || byTurn(a, b))
  const choice = best && choiceOf(people, needs, moment, best, { ...decidedBy(best, next, needs), among: fitting.length }, fitting)
  return choice ? { choice } : { nobody: 'all_at_limit' }
}

/**
 * Who comes next after somebody was given another enquiry since the facts were read: whoever would come next on fresh
 * facts too, for the one who was overtaken carries at least the lightest enquiry more.
 * @param overtaken everybody who was, the latest last
 * @returns undefined when only fresh facts can tell
 */
export function chooseNext(people: People, needs: Needs, moment: Moment, overtaken: readonly string[], lightest: number): Choice | undefined {
  const decision = chooseSocialWorker(people, needs, moment, overtaken)
  if ('nobody' in decision) return undefined
  const next = people.workers.find(({ id }) => id === decision.choice.socialWorker.id)
  const before = people.workers.find(({ id }) => id === overtaken[0])
  const comesNext = next && before && next.load <= before.load + lightest && byFitness(next, before, needs) === 0
  return comesNext ? decision.choice : undefined
}

/**
 * Whoever has the first enquiry of a thread, when they are on duty, or else whoever covers their leave, or the cover’s: what comes later
 * belongs to the same work, so that no limit counts.
 * @returns undefined when neither is on duty, or may not have it: it is anybody's
 */
export function chooseHolder(people: People, holderId: string, needs: Pick<Needs, 'skills'>, moment: Moment): Choice | undefined {
  const holder = people.workers.find(({ id }) => id === holderId)
  if (!holder) return undefined
  const duty = dutyOf(holder, moment.at, moment.withinServiceHours)
  const [one, decided] = duty.kind === 'on_leave'
    ? [people.workers.find(({ id }) => id === coverAtWork(people, duty.leave.coverId, moment.at)), 'cover_of_holder' as const]
    : [holder, 'holder' as const]
  if (!one || one.barred || !isOnDuty(one, moment)) return undefined
  return choiceOf(people, needs, moment, one, { decidedBy: decided, among: 1 }, [one])
}

/**
 * Whoever accepted an enquiry that nobody has yet: they are at work on it, so that no limit counts.
 * @returns undefined when they are no social worker, not on duty, or may not have it: it is anybody's
 */
export function chooseWhoAccepted(people: People, acceptedBy: string | undefined, needs: Pick<Needs, 'skills'>, moment: Moment): Choice | undefined {
  const one = people.workers.find(({ id }) => id === acceptedBy)
  if (!one || one.barred || !isOnDuty(one, moment)) return undefined
  return choiceOf(people, needs, moment, one, { decidedBy: 'accepted_it', among: 1 }, [one])
}

const isOnDuty = (worker: Candidate, { at, withinServiceHours }: Moment): boolean => dutyOf(worker, at, withinServiceHours).kind === 'on_duty'

/** An enquiry needs a worker and somebody who supervises them: without an active manager there is no pair. */
function choiceOf(
  { managers }: People, { skills }: Pick<Needs, 'skills'>, { at }: Moment, worker: Candidate,
  decided: Pick<AllocationReasons, 'decidedBy' | 'knownFrom' | 'among'>, fitting: readonly Candidate[],
): Choice | undefined {
  const found = findSupervisor(managers, worker.managerId, at)
  if (!found) return undefined
  const { manager, standsInFor, coveredFor } = found
  return {
    socialWorker: { id: worker.id, name: worker.name },
    manager: { id: manager.id, name: manager.name },
    ...(coveredFor && { supervisionCoveredFor: coveredFor }),
    version: worker.version,
    why: {
      ...decided,
      has: skills.filter((need) => has(worker.skills, need)),
      nobodyHas: skills.filter((need) => !fitting.some((one) => has(one.skills, need))),
      ...(standsInFor && { managerStandsInFor: standsInFor.name }),
    },
  }
}

const knows = ({ id }: Candidate, { knownTo }: Needs): boolean => knownTo.some(({ staffId }) => staffId === id)

/** Below zero when the first is to come before the second, whatever the two carry; one child had better have one worker. */
const byFitness = (a: Candidate, b: Candidate, needs: Needs): number =>
  Number(knows(b, needs)) - Number(knows(a, needs)) || skillRank(b.skills, needs.skills) - skillRank(a.skills, needs.skills)

function decidedBy(best: Candidate, next: Candidate | undefined, needs: Needs): Pick<AllocationReasons, 'decidedBy' | 'knownFrom'> {
  if (!next) return { decidedBy: 'only_one' }
  if (knows(best, needs) !== knows(next, needs)) {
    return { decidedBy: 'knows_child', knownFrom: needs.knownTo.flatMap(({ staffId, intakeId }) => (staffId === best.id ? [intakeId] : [])) }
  }
  if (byFitness(best, next, needs) !== 0) return { decidedBy: 'skills' }
  return { decidedBy: best.load === next.load ? 'longest_since_last' : 'least_to_carry' }
}

const NEVER = -Infinity

function byTurn(a: Candidate, b: Candidate): number {
  if (a.load !== b.load) return a.load - b.load
  const lastA = a.lastAllocatedAt?.getTime() ?? NEVER
  const lastB = b.lastAllocatedAt?.getTime() ?? NEVER
  if (lastA !== lastB) return lastA < lastB ? -1 : 1
  return a.id < b.id ? -1 : 1
}
