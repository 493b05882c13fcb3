import { FACT_FIELDS } from '../domain/factFields'
import { type FactKind, factsAbout, latestFact, latestOfEach, type RecordedFact } from '../domain/recordedFacts'
import type { ChildOfIntake } from './children/childPorts'
import type { SameChildFacts } from './factPorts'
import { londonDateTime } from './londonTime'
import { paths } from './paths'

export const NOT_RECORDED = 'Not recorded'

export interface FactLine {
  /** Whose it is; empty where that needs no saying. */
  readonly reference: string
  readonly says: string
  readonly by: string
  /** As it was recorded; absent where nothing was. */
  readonly values?: RecordedFact['values']
}

/**
 * What stands recorded of one kind. Of several children it is one line for each, once something is recorded of one of them; so
 * it is where no child's record may be shown: what is true of one is never read as true of another.
 */
export function factLines(facts: readonly RecordedFact[] = [], kind: FactKind, children: readonly ChildOfIntake[]): readonly FactLine[] {
  const isOfEach = facts.some((fact) => fact.kind === kind && fact.about !== undefined)
  if (children.length === 0 || !isOfEach) return latestOfEach(facts, kind).map((fact) => lineOf(fact, isOfEach ? whose(fact) : ''))
  return children.flatMap((record) => {
    const fact = latestFact(factsAbout(facts, recordsOf(record)), kind)
    const reference = children.length > 1 ? record.child.reference : ''
    return fact ? [lineOf(fact, reference)] : children.length > 1 ? [{ reference, says: NOT_RECORDED, by: '' }] : []
  })
}

/** What stands recorded in another enquiry. */
export function linesElsewhere({ id, reference, facts }: SameChildFacts, kind: FactKind): readonly (FactLine & { readonly href: string })[] {
  const found = latestOfEach(facts, kind)
  return found.map((fact) => {
    const { says, ...line } = lineOf(fact, reference)
    return { ...line, href: paths.intake(id), says: found.some(({ about }) => about !== undefined) ? `${whose(fact)}: ${says}` : says }
  })
}

/** Such as "Yes; since nine in the evening". */
export const factWords = ({ kind, values }: Pick<RecordedFact, 'kind' | 'values'>): string =>
  FACT_FIELDS[kind].flatMap(({ name, choices }) => {
    const value = values[name]
    return value === undefined ? [] : [choices?.[value] ?? value]
  }).join('; ')

const lineOf = (fact: RecordedFact, reference: string): FactLine =>
  ({ reference, says: factWords(fact), by: `${fact.byName}, ${londonDateTime(fact.at)}`, values: fact.values })

const whose = ({ about }: RecordedFact): string => about?.reference ?? 'Each child'

const recordsOf = ({ child, merged }: ChildOfIntake): ReadonlySet<string> => new Set([child, ...merged].map(({ id }) => id))
