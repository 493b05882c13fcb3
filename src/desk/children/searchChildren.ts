import { type ChildProblem, readBirthDate, type TypedChild } from '../../domain/childFields'
import type { Clock } from '../../domain/clock'
import { isMeantAsReference, isSurelyReference } from '../../domain/childReference'
import { londonDay } from '../../domain/workingDays'
import type { SearchThrottle } from '../ports'
import type { ChildrenFound, DeskChildren } from './childPorts'
import { LONGEST_LINE } from '../deskRequest'
import { MISTYPED } from './findByReference'
import { type FoundByName, namedSoFirst } from './namedSoFirst'
import { findChild, type FindChildDeps, type FindChildOutcome } from './findChild'

export interface SearchChildrenDeps extends FindChildDeps {
  readonly children: FindChildDeps['children'] & Pick<DeskChildren, 'search'>
  readonly searches: SearchThrottle
  readonly now: Clock
}

export interface SearchChildrenInput {
  /** A name or a reference in `name`, a date of birth, or both. */
  readonly typed: TypedChild
  readonly staffId: string
}

/** By a reference one record, or none; else what is like it. */
export type SearchChildrenOutcome =
  | Exclude<FindChildOutcome, { kind: 'mistyped' | 'none' }>
  | (Omit<ChildrenFound, 'found'> & { readonly kind: 'searched'; readonly found: readonly FoundByName[] })
  | { readonly kind: 'invalid'; readonly problems: readonly ChildProblem[] }
  | { readonly kind: 'too_often'; readonly seconds: number }

/** Finds records of children by name, by date of birth or by their reference, as far as this person may see them. */
export async function searchChildren(deps: SearchChildrenDeps, { typed, staffId }: SearchChildrenInput): Promise<SearchChildrenOutcome> {
  const name = typed.name?.trim() ?? ''
  if (name.length > LONGEST_LINE) return invalid(`The name must be ${LONGEST_LINE} characters or fewer`)
  const byReference = isMeantAsReference(name) ? await findChild(deps, { typed: name, staffId }) : NO_REFERENCE
  if (byReference.kind === 'mistyped') return invalid(MISTYPED)
  if (byReference.kind !== 'none') return byReference
  if (isSurelyReference(name)) return invalid('A child’s reference has a C and six letters and numbers, such as C-K7QM44')
  const { date: birthDate, problem } = readBirthDate(typed, londonDay(deps.now()))
  if (problem) return { kind: 'invalid', problems: [problem] }
  if (name === '' ? birthDate === undefined : !/\p{L}/u.test(name)) return invalid('Enter a name, a date of birth or a reference')
  const seconds = await deps.searches.take(staffId)
  if (seconds > 0) return { kind: 'too_often', seconds }
  const { found, ...rest } = await deps.children.search({ ...(name !== '' && { name }), ...(birthDate !== undefined && { birthDate }) }, staffId)
  return { kind: 'searched', ...rest, found: namedSoFirst(found, name) }
}

const NO_REFERENCE = { kind: 'none' } as const
const invalid = (text: string): SearchChildrenOutcome => ({ kind: 'invalid', problems: [{ field: 'name', text }] })
