import { changesBetween } from '../../domain/child'
import { type ChildProblem, readChild, type TypedChild, unlikelyAge } from '../../domain/childFields'
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
  /** Nothing is saved until somebody has seen that this is no child’s age. */
  | { readonly kind: 'long_ago'; readonly birthDate: string; readonly years: number }

/** A named person changes what is recorded of a child; what stood there before stays in the record's history. @throws DomainError when there is no such record */
export async function changeChild({ children, now }: ChangeChildDeps, { childId, typed, version, birthSeen, actor }: ChangeChildInput): Promise<ChangeChildOutcome> {
  const at = now()
  const { details, problems } = readChild(typed, londonDay(at))
  if (problems.length > 0) return { kind: 'invalid', problems }
  const { birthDate } = details
  const years = birthDate === birthSeen ? undefined : unlikelyAge(birthDate, londonDay(at))
  if (birthDate !== undefined && years !== undefined) return { kind: 'long_ago', birthDate, years }
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
