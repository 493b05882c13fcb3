import { DomainError } from '../domain/errors'
import { readReason, wordsOf } from '../domain/readReason'
import { isRouted, type RoutingOutcome, type RoutingProblem } from '../domain/routing'
import type { Actor } from '../domain/staff'
import type { Category } from '../domain/triage'
import { raisedByWord } from './neverLow'
import { NOT_READ } from './obstacleToRerouting'
import { isSameReading, type ReadAt, type RoutingDeps, standingCategory } from './ports'

export interface ConfirmCategoryInput {
  readonly intakeId: string
  /** Absent when none was chosen. */
  readonly category: Category | undefined
  readonly reason: string
  /** What the person had in front of them; absent when the page did not say. */
  readonly seen: ReadAt | undefined
  readonly actor: Actor
}

/**
 * A named person says what an enquiry is about. It stays where it is: only what may concern a child is on no list, so that
 * saying so brings it back from one, with whatever belongs with it; and what is low is standard by that word. @throws DomainError when there is no such enquiry, nothing has read it, or its list says otherwise
 */
export async function confirmCategory({ routed, now }: RoutingDeps, { intakeId, category, reason, seen, actor }: ConfirmCategoryInput): Promise<RoutingOutcome> {
  const held = await routed.find(intakeId)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  if (!held.read) throw new DomainError('conflict', NOT_READ)
  // To confirm what still stands is no other decision where it was only read anew, as after a note of one's own.
  const isConfirmed = category !== undefined && category === standingCategory(held.read) && wordsOf(reason) === ''
  if (!isSameReading(held.read, isConfirmed && seen ? { ...seen, at: held.read.at } : seen)) return { kind: 'overtaken' }

  const read = isConfirmed || (category === undefined && wordsOf(reason) === '') ? { reason: '' } : readReason(reason, 'Enter why it is about this')
  const problems: readonly RoutingProblem[] = [
    ...(category === undefined ? [{ field: 'category', text: 'Select what it is about' } as const] : []),
    ...('problem' in read ? [{ field: 'reason', text: read.problem } as const] : []),
  ]
  if (category === undefined || 'problem' in read) return { kind: 'refused', problems }
  if (held.rerouting && isRouted(category)) throw new DomainError('conflict', 'This enquiry is on another list already. If it belongs on a different one, bring it back to the queue first.')

  // Before it is written, so that a process that ends in between does no harm: whoever asked asks again.
  if (!isRouted(category)) await routed.bringBackThread(intakeId, now())
  const { staffId: by, name: byName } = actor
  const at = now()
  const raised = !isRouted(category) && held.read.priority === 'low' ? raisedByWord({ by, byName }, at) : undefined
  const isSaved = await routed.confirmCategory(intakeId, held.read, { category, by, byName, at, reason: read.reason }, raised)
  return { kind: isSaved ? 'done' : 'overtaken' }
}
