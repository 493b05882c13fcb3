import { DomainError } from '../../domain/errors'
import type { Following } from '../../domain/handover'
import { leaveOn } from '../../domain/leave'
import type { Actor } from '../../domain/staff'
import { londonDay } from '../../domain/workingDays'
import type { People } from '../candidate'
import { coverAtWork } from './coverAtWork'
import { pairWith } from './pairWith'
import type { HandoverDeps, HeldIntake, Move } from './ports'

type Look =
  /** @see Following; what they share is not counted as one yet where it says so */
  | { readonly kind: 'together'; readonly toCount?: { readonly firstId: string; readonly holderId: string } }
  | (Extract<Following, { kind: 'apart' }> & Apart)

interface Apart {
  readonly firstId: string
  readonly first: HeldIntake
  readonly people: People
  readonly from: { readonly staffId: string; readonly name: string }
  readonly pair: ReturnType<typeof pairWith>
}

/** Looks and changes nothing. */
export async function lookAtFollowing({ handovers, now }: HandoverDeps, intakeId: string): Promise<Look> {
  const firstId = await handovers.firstOf(intakeId)
  const [own, first] = firstId === intakeId ? [] : await Promise.all([handovers.find(intakeId), handovers.find(firstId)])
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
  const isThere = people.workers.some(({ id, active }) => id === followsId && active)
  const pair = isThere ? pairWith(people, followsId, followsId === holderId ? 'holder' : 'cover_of_holder', at) : { problem: `${firstHolder}’s account is not in use any more` }
  return {
    kind: 'apart', holder: name, firstHolder, follows: 'problem' in pair ? pair : { name: pair.to.socialWorker.name },
    firstId, first, people, from: { staffId, name }, pair,
  }
}

const isOpen = ({ status }: HeldIntake): boolean => status !== 'rerouted' && status !== 'closed'

/**
 * Enquiries were joined by a person: one case has one social worker, so that the joined one, and what goes along with it,
 * goes to whoever has the first, or covers for them, as a hand-over. Where that one may not have it, nothing moves, and
 * whoever may not even open the first any more has a card on it.
 * @returns how many changed hands
 */
export async function followFirst(deps: HandoverDeps, { intakeId, actor }: { readonly intakeId: string; readonly actor: Actor }): Promise<number> {
  let moved = 0
  for (const id of [intakeId, ...(await deps.handovers.goingAlong(intakeId))]) {
    const look = await lookAtFollowing(deps, id)
    if (look.kind === 'together') {
      if (look.toCount) await deps.handovers.countWith(id, look.toCount.firstId, look.toCount.holderId)
    } else if (await takeAlong(deps, id, look, actor)) moved += 1
  }
  return moved
}

async function takeAlong({ handovers, now }: HandoverDeps, intakeId: string, { firstId, first, people, from, pair }: Apart, { staffId: by, name: byName }: Actor): Promise<boolean> {
  const at = now()
  if ('problem' in pair) {
    const holders = [first.allocation?.socialWorker, first.allocation?.manager]
    const barred = [...people.workers, ...people.managers].filter((one) => one.barred && holders.includes(one.id))
    for (const { id } of barred) await handovers.holderBarred(firstId, id, at)
    return false
  }
  const move: Move = {
    intakeId, from: from.staffId, to: pair.to, countedWith: firstId, hadBy: from,
    entry: { kind: 'came_along', by, byName, other: pair.to.socialWorker.name, hadBy: from.name, at },
  }
  return handovers.move(move)
}

/** The same once more where it could not be done when the two were joined. @throws DomainError when there is nothing to do, or it cannot be done still */
export async function followFirstNow(deps: HandoverDeps, input: { readonly intakeId: string; readonly actor: Actor }): Promise<void> {
  if ((await followFirst(deps, input)) === 0) throw new DomainError('conflict', 'Who has these enquiries has changed. Look at it again.')
}

/** A join was taken back: whoever had the enquiry until then has it again, if they can and nobody was given it since. */
export async function giveBackApart({ handovers, now }: HandoverDeps, { intakeId, actor: { staffId: by, name: byName } }: { readonly intakeId: string; readonly actor: Actor }): Promise<boolean> {
  const held = await handovers.find(intakeId)
  if (!held?.allocation?.hadBy || !isOpen(held)) return false
  const { hadBy, socialWorker: from, socialWorkerName } = held.allocation
  const at = now()
  const pair = pairWith(await handovers.people(intakeId), hadBy.staffId, 'had_before', at)
  if ('problem' in pair) return false
  return handovers.move({ intakeId, from, to: pair.to, entry: { kind: 'given_back', by, byName, other: hadBy.name, hadBy: socialWorkerName, at } })
}
