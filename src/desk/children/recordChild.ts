import type { ChildDetails } from '../../domain/child'
import { type ChildProblem, type LongAgo, longAgo, readChild, type TypedChild } from '../../domain/childFields'
import type { Clock } from '../../domain/clock'
import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import { londonDay } from '../../domain/workingDays'
import type { DeskChildren, RecordedChild } from './childPorts'
import { type FoundByName, isAlikeInName, namedSoFirst } from './namedSoFirst'

export interface RecordChildDeps {
  readonly children: Pick<DeskChildren, 'countRecordedOf' | 'record' | 'search' | 'standing'>
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
  /** Records that they were shown as like this child, and that are of another. */
  readonly others: readonly string[]
  /** The date of birth that they were asked about, and left as it is. */
  readonly birthSeen?: string | undefined
  readonly actor: Actor
}

/** `alike`: nothing is recorded until somebody has seen that these may be of the same child. */
export type RecordChildOutcome =
  | Exclude<RecordedChild, { kind: 'unknown' }>
  | { readonly kind: 'invalid'; readonly problems: readonly ChildProblem[] }
  | LongAgo
  | { readonly kind: 'alike'; readonly alike: readonly FoundByName[] }

/**
 * A named person records the child whom an enquiry is about. Sent twice it is recorded once; of two people who record one of the
 * same enquiry at once the second is told what the first did, and records another only by saying so once more; so does whoever
 * records one with the name and date of birth of another record that they may see.
 * @throws DomainError `not_found` when there is no such enquiry, or no such sibling that they may see
 */
export async function recordChild({ children, now }: RecordChildDeps, { intakeId, typed, seen, token, siblings, others, birthSeen, actor }: RecordChildInput): Promise<RecordChildOutcome> {
  const at = now()
  const { details, problems } = readChild(typed, londonDay(at))
  if (problems.length > 0) return { kind: 'invalid', problems }
  const slip = longAgo(details.birthDate, birthSeen, londonDay(at))
  if (slip) return slip
  for (const sibling of siblings) {
    if ((await children.standing(sibling, actor.staffId)) !== 'open') throw new DomainError('not_found', 'There is no such record of a child.')
  }
  const alike = await recordsLike(children, details, { staffId: actor.staffId, but: [...siblings, ...others] })
  // Counted last: what this form itself recorded, sent twice, is like it too.
  if (alike.length > 0 && (await children.countRecordedOf(intakeId)) === seen) return { kind: 'alike', alike }
  const outcome = await children.record({ intakeId, seen, token, details, siblings, by: actor.staffId, byName: actor.name, at })
  if (outcome.kind === 'unknown') throw new DomainError('not_found', 'There is no such enquiry.')
  return outcome
}

async function recordsLike(children: RecordChildDeps['children'], { name, birthDate }: ChildDetails, { staffId, but }: { readonly staffId: string; readonly but: readonly string[] }): Promise<readonly FoundByName[]> {
  // Either alone is borne by many.
  if (name === undefined || birthDate === undefined) return []
  const { found } = await children.search({ name, birthDate }, staffId)
  return namedSoFirst(found, name).filter(({ id, mergedIds, alike }) => isAlikeInName(alike) && alike.includes('birth_date') && ![id, ...mergedIds].some((one) => but.includes(one)))
}
