import { isDeepStrictEqual } from 'node:util'
import { DomainError } from '../domain/errors'
import { readReason, wordsOf } from '../domain/readReason'
import type { RoutedCategory, RoutingOutcome, RoutingProblem } from '../domain/routing'
import type { Actor } from '../domain/staff'
import type { Category } from '../domain/triage'
import { NOT_READ, obstacleToRerouting, signsOf } from './obstacleToRerouting'
import { isSameReading, type ReadAt, type RerouteDeps, type RoutableIntake, type RoutingDeps, standingCategory } from './ports'

export interface RerouteInput {
  readonly intakeId: string
  /** Absent when none was chosen. */
  readonly category: RoutedCategory | undefined
  readonly reason: string
  /** What the person had in front of them; absent when the page did not say. */
  readonly seen: ReadAt | undefined
  readonly actor: Actor
  /** Whether the person may pass on what shows a sign of a child concern. */
  readonly mayOverrideConcern: boolean
}

/**
 * A named person confirms that an enquiry is no child concern, and what it is instead: then, and only then, it leaves the
 * main queue for a list. @throws DomainError when there is no such enquiry, or it is not one to be passed on as it stands
 */
export async function rerouteIntake({ routed, namesYoungAge, now }: RerouteDeps, input: RerouteInput): Promise<RoutingOutcome> {
  const { intakeId, category, actor } = input
  const held = await routed.find(intakeId)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  const read = readBefore(held)
  if (!isSameReading(read, input.seen)) return { kind: 'overtaken' }

  const proposed = read.byRules ? read.category : undefined
  const signs = signsOf(held)
  const mayBeAChild = signs.length > 0 || namesYoungAge(held)
  const reason = reasonFor(input, standingCategory(read), mayBeAChild)
  const problems: readonly RoutingProblem[] = [
    ...(category === undefined ? [{ field: 'category', text: 'Select what it is about' } as const] : []),
    ...(signs.length > 0 && !input.mayOverrideConcern ? [{ field: 'category', text: MANAGER_ONLY } as const] : []),
    ...('problem' in reason ? [{ field: 'reason', text: reason.problem } as const] : []),
  ]
  if (category === undefined || 'problem' in reason || problems.length > 0) return { kind: 'refused', problems }
  const { staffId: by, name: byName } = actor
  const rerouting = { category, ...(proposed && { proposed }), by, byName, at: now(), reason: reason.reason }
  if (!(await routed.reroute(intakeId, read, rerouting))) return { kind: 'overtaken' }
  return { kind: (await cameInBetween({ routed, now }, intakeId, held)) ? 'overtaken' : 'done' }
}

/**
 * A message that joined it, and what somebody said of a child, while it went to its list found nothing there to bring back: looked
 * for once it is there, so that one of the two sees the other, whoever is first.
 */
async function cameInBetween({ routed, now }: RoutingDeps, intakeId: string, before: RoutableIntake): Promise<boolean> {
  const after = await routed.find(intakeId)
  if (!after) return false
  const isSaid = after.said.some((sign) => !before.said.some((one) => isDeepStrictEqual(one, sign)))
  if (!(after.threadUnread || (after.threadConcern && !before.threadConcern) || isSaid)) return false
  return (await routed.bringBackThread(intakeId, now())) > 0
}

const MANAGER_ONLY = 'This may be about a child: only a manager can pass it on. Ask a manager, or leave it in the queue'

/** The reading to decide on. @throws DomainError where the enquiry cannot be passed on as it stands, whoever asks */
function readBefore(held: RoutableIntake): NonNullable<RoutableIntake['read']> {
  const obstacle = obstacleToRerouting(held)
  if (obstacle !== undefined || !held.read) throw new DomainError('conflict', obstacle ?? NOT_READ)
  return held.read
}

/** What a person has confirmed, or else the rules propose, needs no reason; to decide otherwise does, and so does passing on what may concern a child. Where nothing was decided nothing else is asked for. */
function reasonFor({ category, reason }: RerouteInput, standing: Category | undefined, mayBeAChild: boolean): ReturnType<typeof readReason> {
  const isConfirmed = !mayBeAChild && (category === undefined || category === standing)
  if (isConfirmed && wordsOf(reason) === '') return { reason: '' }
  return readReason(reason, mayBeAChild ? 'Enter why this is no concern about a child' : 'Enter why this is its category')
}
