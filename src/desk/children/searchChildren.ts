import { type ChildProblem, readBirthDate, type TypedChild } from '../../domain/childFields'
import type { Clock } from '../../domain/clock'
import { londonDay } from '../../domain/workingDays'
import type { ChildrenFound, DeskChildren } from './childPorts'
import { findChild, type FindChildDeps, type FindChildOutcome } from './findChild'

export interface SearchChildrenDeps extends FindChildDeps {
  readonly children: FindChildDeps['children'] & Pick<DeskChildren, 'search'>
  readonly now: Clock
}

export interface SearchChildrenInput {
  /** A name or a reference in `name`, a date of birth, or both. */
  readonly typed: TypedChild
  readonly staffId: string
}

/** By a reference one record, or none; else what is like it. */
export type SearchChildrenOutcome =
  | Exclude<FindChildOutcome, { kind: 'none' }>
  | (ChildrenFound & { readonly kind: 'searched' })
  | { readonly kind: 'invalid'; readonly problems: readonly ChildProblem[] }

/** Finds records of children by name, by date of birth or by their reference, as far as this person may see them. */
export async function searchChildren(deps: SearchChildrenDeps, { typed, staffId }: SearchChildrenInput): Promise<SearchChildrenOutcome> {
  const name = typed.name?.trim() ?? ''
  const byReference = await findChild(deps, { typed: name, staffId })
  if (byReference.kind !== 'none') return byReference
  const { date: birthDate, problem } = readBirthDate(typed, londonDay(deps.now()))
  if (problem) return { kind: 'invalid', problems: [problem] }
  if (name === '' && birthDate === undefined) return { kind: 'invalid', problems: [{ field: 'name', text: 'Enter a name, a date of birth or a reference' }] }
  return { kind: 'searched', ...(await deps.children.search({ ...(name !== '' && { name }), ...(birthDate !== undefined && { birthDate }) }, staffId)) }
}
