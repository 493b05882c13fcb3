import { changesBetween } from '../../domain/child'
import { type ChildProblem, type LongAgo, longAgo, readChild, type TypedChild } from '../../domain/childFields'
import type { Clock } from '../../domain/clock'
import { type ChangeMeanwhile, type DetailsBeside, detailsBeside } from '../../domain/detailsBeside'
import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import { londonDay } from '../../domain/workingDays'
import type { DeskChildren } from './childPorts'

export interface ChangeChildDeps {
  readonly children: Pick<DeskChildren, 'change'>
  readonly now: Clock
}

export interface ChangeChildInput {
  readonly childId: string
  readonly typed: TypedChild
  /** Of the details that they had before them. */
  readonly version: number
  /** The date of birth that they were asked about, and left as it is. */
  readonly birthSeen?: string | undefined
  readonly actor: Actor
}

export type ChangeChildOutcome =
  | { readonly kind: 'changed' | 'unchanged' }
  /** Others were quicker: for the person to see, and to save once more. */
  | (DetailsBeside & { readonly kind: 'overtaken'; readonly version: number; readonly since: readonly ChangeMeanwhile[] })
  | { readonly kind: 'invalid'; readonly problems: readonly ChildProblem[] }
  | LongAgo

/** A named person changes what is recorded of a child; what stood there before stays in the record's history. @throws DomainError when there is no such record */
export async function changeChild({ children, now }: ChangeChildDeps, { childId, typed, version, birthSeen, actor }: ChangeChildInput): Promise<ChangeChildOutcome> {
  const at = now()
  const { details, problems } = readChild(typed, londonDay(at))
  if (problems.length > 0) return { kind: 'invalid', problems }
  const slip = longAgo(details.birthDate, birthSeen, londonDay(at))
  if (slip) return slip
  const outcome = await children.change({ childId, version, details, by: actor.staffId, byName: actor.name, at })
  switch (outcome.kind) {
    case 'changed':
    case 'unchanged':
      return { kind: outcome.kind }
    case 'overtaken': {
      const { version: latest, since } = outcome
      const beside = detailsBeside(outcome.details, since, details)
      // What they changed, others wrote as well.
      return changesBetween(outcome.details, beside.details).length === 0 ? { kind: 'unchanged' } : { kind: 'overtaken', version: latest, since, ...beside }
    }
    case 'unknown':
      throw new DomainError('not_found', 'There is no such record of a child.')
    default:
      return outcome satisfies never
  }
}
