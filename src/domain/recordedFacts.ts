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

/** Whether a child is in danger now, of whichever of the enquiry's children that was recorded last. */
export const saysDangerNow = (facts: readonly RecordedFact[] = [], kinds: readonly FactKind[] = FACT_KINDS): boolean => kinds.some((kind) => {
  const ordered = inOrder(facts, kind)
  const children = new Set(ordered.map(({ about }) => about?.id))
  return [...children].some((id) => {
    const last = ordered.findLast(({ about }) => about === undefined || about.id === id)
    return last !== undefined && isDangerNow(last)
  })
})

/** A question that was answered with yes. */
export const isYes = ({ values }: Pick<RecordedFact, 'values'>): boolean => values['answer'] === 'yes'

/** A child who is missing, or with whoever harms them, is urgent: whoever records that has said so. */
export const isDangerNow = (fact: Pick<RecordedFact, 'kind' | 'values'>): boolean =>
  (fact.kind === 'missing_now' || fact.kind === 'in_contact_now') && isYes(fact)
