import { type ChildProblem, readChild, type TypedChild } from '../../domain/childFields'
import type { Clock } from '../../domain/clock'
import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import { londonDay } from '../../domain/workingDays'
import type { DeskChildren, RecordedChild } from './childPorts'

export interface RecordChildDeps {
  readonly children: Pick<DeskChildren, 'record' | 'standing'>
  readonly now: Clock
}

export interface RecordChildInput {
  readonly intakeId: string
  readonly typed: TypedChild
  /** What the form was made with. */
  readonly seen: number
  readonly token: string
  /** Records that are ticked as of siblings. */
  readonly siblings: readonly string[]
  readonly actor: Actor
}

export type RecordChildOutcome = Exclude<RecordedChild, { kind: 'unknown' }> | { readonly kind: 'invalid'; readonly problems: readonly ChildProblem[] }

/**
 * A named person records the child whom an enquiry is about. Sent twice it is recorded once; of two people who record one of the
 * same enquiry at once the second is told what the first did, and records another only by saying so once more.
 * @throws DomainError `not_found` when there is no such enquiry, or no such sibling that they may see
 */
export async function recordChild({ children, now }: RecordChildDeps, { intakeId, typed, seen, token, siblings, actor }: RecordChildInput): Promise<RecordChildOutcome> {
  const at = now()
  const { details, problems } = readChild(typed, londonDay(at))
  if (problems.length > 0) return { kind: 'invalid', problems }
  for (const sibling of siblings) {
    if ((await children.standing(sibling, actor.staffId)) !== 'open') throw new DomainError('not_found', 'There is no such record of a child.')
  }
  const outcome = await children.record({ intakeId, seen, token, details, siblings, by: actor.staffId, byName: actor.name, at })
  if (outcome.kind === 'unknown') throw new DomainError('not_found', 'There is no such enquiry.')
  return outcome
}
