import type { Allocation } from '../../domain/allocation'
import type { CoveredFor, Following } from '../../domain/handover'
import { leaveOn } from '../../domain/leave'
import { londonDay } from '../../domain/workingDays'
import type { Candidate, People } from '../candidate'
import { coverAtWork } from './coverAtWork'
import { pairWith } from './pairWith'
import type { HandoverDeps, HeldIntake } from './ports'

export type Look =
  /** @see Following; what they share is not counted as one yet where it says so */
  | { readonly kind: 'together'; readonly toCount?: { readonly firstId: string; readonly holderId: string } }
  | Extract<Following, { kind: 'parted' }>
  | Apart

export interface Apart extends Extract<Following, { kind: 'apart' }> {
  readonly own: HeldIntake
  readonly firstId: string
  readonly first: HeldIntake
  readonly people: People
  readonly from: { readonly staffId: string; readonly name: string }
  /** Who would have both. */
  readonly follower: Candidate | undefined
  readonly pair: ReturnType<typeof pairWith>
  /** Whose leave they cover with it, where it is to come back at the end. */
  readonly coveredFor?: CoveredFor
}

/** Looks and changes nothing. */
export async function lookAtFollowing({ handovers, now }: HandoverDeps, intakeId: string): Promise<Look> {
  const firstId = await handovers.firstOf(intakeId)
  const [own, first] = await Promise.all([handovers.find(intakeId), firstId === intakeId ? undefined : handovers.find(firstId)])
  if (firstId === intakeId && own?.allocation?.hadBy && isOpen(own)) return parted(await handovers.people(intakeId), own.allocation.socialWorkerName, own.allocation.hadBy, now())
  if (!own?.allocation || !first?.allocation || !isOpen(own) || !isOpen(first)) return { kind: 'together' }
  const { socialWorker: staffId, socialWorkerName: name, countedWith } = own.allocation
  const holderId = first.allocation.socialWorker
  if (staffId === holderId) return { kind: 'together', ...(countedWith !== firstId && { toCount: { firstId, holderId } }) }
  const people = await handovers.people(intakeId)
  const at = now()
  const away = leaveOn(people.workers.find(({ id }) => id === holderId)?.leave ?? [], londonDay(at))
  const followsId = away ? coverAtWork(people, away.coverId, at) ?? holderId : holderId
  // With the cover already, until the holder is back.
  if (followsId === staffId) return { kind: 'together' }
  const firstHolder = first.allocation.socialWorkerName
  const follower = people.workers.find(({ id }) => id === followsId)
  const pair = follower?.active ? pairWith(people, followsId, followsId === holderId ? 'holder' : 'cover_of_holder', at) : { problem: `${firstHolder}’s account is not in use any more` }
  return {
    kind: 'apart', decided: own.given === true, holder: name, firstHolder, follows: 'problem' in pair ? pair : { name: pair.to.socialWorker.name },
    own, firstId, first, people, from: { staffId, name }, follower, pair,
    ...(followsId !== holderId && away?.handOver === 'for_the_leave' && { coveredFor: { staffId: holderId, name: firstHolder, leaveId: away.id } }),
  }
}

function parted(people: People, holder: string, { staffId, name: hadBy }: NonNullable<Allocation['hadBy']>, at: Date): Extract<Look, { kind: 'parted' }> {
  const pair = pairWith(people, staffId, 'had_before', at)
  return { kind: 'parted', holder, hadBy, ...('problem' in pair && { problem: pair.problem }) }
}

export const isOpen = ({ status }: HeldIntake): boolean => status !== 'rerouted' && status !== 'closed'
