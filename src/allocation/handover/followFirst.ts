import { dutyOf } from '../../domain/duty'
import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import { giveBackApart } from './giveBackApart'
import { handOn, type HandedOn, isInHand } from './handOn'
import { type Apart, lookAtFollowing } from './lookAtFollowing'
import type { OfferDeps } from './offerTransfer'

export interface FollowDeps extends OfferDeps {
  /** Whether the service is open at that moment. */
  readonly isOpen: (at: Date) => boolean
}

interface FollowInput {
  readonly intakeId: string
  readonly actor: Actor
}

interface FollowJoinInput extends FollowInput {
  readonly joinedAt: Date
}

/**
 * Enquiries were joined by a person: one case has one social worker, so that the joined one, and what goes along with it,
 * goes to whoever has the first, or covers for them, as a hand-over. Where that one may not have it, nothing moves, and
 * a card asks a manager: on the first where they may not even open that any more, or else on the joined one. What somebody is at work on is offered to nobody who is
 * not on duty.
 */
export async function followFirst(deps: FollowDeps, input: FollowJoinInput): Promise<HandedOn> {
  const { handovers, now, isOpen: opens } = deps
  const outcome = await follow(deps, input, ({ own, decided, follower }) =>
    !decided && (!isInHand(own) || (follower !== undefined && dutyOf(follower, now(), opens(now())).kind === 'on_duty')))
  await handovers.followed(input.intakeId, input.joinedAt)
  return outcome
}

interface FollowNowInput extends FollowInput {
  /** They may undo what a manager decided since. */
  readonly mayUndo: boolean
}

/**
 * The same once more where it could not be done when the two were joined, or waits for a person; or the giving back, where
 * a process died over it. @throws DomainError when there is nothing to do, or it cannot be done still
 */
export async function followFirstNow(deps: OfferDeps, { mayUndo, ...input }: FollowNowInput): Promise<Exclude<HandedOn, 'left'> | 'given_back'> {
  if ((await lookAtFollowing(deps, input.intakeId)).kind === 'parted' && (await giveBackApart(deps, input)) !== 'left') return 'given_back'
  const outcome = await follow(deps, input, ({ decided }) => mayUndo || !decided)
  if (outcome === 'left') throw new DomainError('conflict', 'Who has these enquiries has changed. Look at it again.')
  return outcome
}

async function follow(deps: OfferDeps, { intakeId, actor }: FollowInput, mayGo: (look: Apart) => boolean): Promise<HandedOn> {
  const one = async (id: string): Promise<HandedOn | 'together'> => {
    const look = await lookAtFollowing(deps, id)
    if (look.kind === 'apart') return mayGo(look) ? takeAlong(deps, id, look, actor) : 'left'
    if (look.kind === 'parted') return 'left'
    if (look.toCount) await deps.handovers.countWith(id, look.toCount.firstId, look.toCount.holderId)
    return 'together'
  }
  const own = await one(intakeId)
  // What goes along with it stays with it, too.
  if (own === 'left' || own === 'offered') return own
  const along: (HandedOn | 'together')[] = []
  for (const id of await deps.handovers.goingAlong(intakeId)) along.push(await one(id))
  return own === 'moved' || along.includes('moved') ? 'moved' : 'left'
}

async function takeAlong(deps: OfferDeps, intakeId: string, { own, firstId, first, people, from, pair, coveredFor }: Apart, { staffId: by, name: byName }: Actor): Promise<HandedOn> {
  const { handovers, now } = deps
  const at = now()
  if ('problem' in pair) {
    const holders = [first.allocation?.socialWorker, first.allocation?.manager]
    const barred = [...people.workers, ...people.managers].filter((one) => one.barred && holders.includes(one.id))
    for (const { id } of barred) await handovers.holderAway(firstId, { about: id, cause: 'conflict' }, at)
    if (barred.length === 0) await handovers.holderAway(intakeId, { about: firstId, cause: 'apart' }, at)
    return 'left'
  }
  return handOn(deps, own, {
    intakeId, from: from.staffId, to: pair.to, countedWith: firstId, hadBy: from, ...(coveredFor && { coveredFor }), ...(first.allocation && { firstHolder: first.allocation.socialWorker }),
    entry: { kind: 'came_along', by, byName, other: pair.to.socialWorker.name, hadBy: from.name, at },
  })
}
