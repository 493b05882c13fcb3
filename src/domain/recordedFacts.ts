/** What a named person writes down about the child and the referral, each apart, each with its time; nothing here blocks anything else. */
export const FACT_KINDS = ['caller_verified', 'nation', 'language', 'missing_now', 'in_contact_now', 'authority_contacted', 'nrm_referral'] as const
export type FactKind = (typeof FACT_KINDS)[number]

export interface RecordedFact {
  readonly kind: FactKind
  /** By the names of the fields that src/domain/factFields.ts gives the kind; what was left empty is not there. */
  readonly values: Readonly<Record<string, string>>
  /** The record of the child whom it is about, where the enquiry is about several; of all of them where absent. */
  readonly about?: { readonly id: string; readonly reference: string }
  readonly at: Date
  readonly by: string
  readonly byName: string
}

/** As it was recorded last; earlier ones stay in the history. */
export const latestFact = (facts: readonly RecordedFact[] = [], kind: FactKind): RecordedFact | undefined => inOrder(facts, kind).at(-1)

const inOrder = (facts: readonly RecordedFact[], kind: FactKind): readonly RecordedFact[] => facts.filter((fact) => fact.kind === kind).toSorted((a, b) => a.at.getTime() - b.at.getTime())

/** What concerns the child of these records: nothing that was recorded of another. */
export const factsAbout = (facts: readonly RecordedFact[], records: ReadonlySet<string>): readonly RecordedFact[] =>
  facts.filter(({ about }) => about === undefined || records.has(about.id))

/**
 * As it was recorded last of each child, in no order of time; what was recorded of all of them stands once.
 * @param children the records of each child; where they are not known, what was said of all of them stands beside what was said of one afterwards
 */
export function latestOfEach(facts: readonly RecordedFact[] = [], kind: FactKind, children: readonly ReadonlySet<string>[] = []): readonly RecordedFact[] {
  const ordered = inOrder(facts, kind)
  const named = new Set(ordered.flatMap(({ about }) => about?.id ?? []))
  const ofAll = ordered.findLast(({ about }) => about === undefined)
  const lastOf = (records: ReadonlySet<string>): RecordedFact | undefined => factsAbout(ordered, records).at(-1)
  const latest = children.length > 0 ? children.map(lastOf) : [ofAll, ...[...named].map((id) => lastOf(new Set([id])))]
  return [...new Set(latest.flatMap((fact) => fact ?? []))]
}

/** Whether one of the children is in danger now, as was recorded last of each: `children` as for `latestOfEach`. */
export const saysDangerNow = (facts: readonly RecordedFact[] = [], kinds: readonly FactKind[] = FACT_KINDS, children: readonly ReadonlySet<string>[] = []): boolean =>
  kinds.some((kind) => latestOfEach(facts, kind, children).some(isDangerNow))

/** A question that was answered with yes. */
export const isYes = ({ values }: Pick<RecordedFact, 'values'>): boolean => values['answer'] === 'yes'

/** A child who is missing, or with whoever harms them, is urgent: whoever records that has said so. */
export const isDangerNow = (fact: Pick<RecordedFact, 'kind' | 'values'>): boolean =>
  (fact.kind === 'missing_now' || fact.kind === 'in_contact_now') && isYes(fact)
