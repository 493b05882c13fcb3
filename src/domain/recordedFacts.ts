/** What a named person writes down about the child and the referral, each apart, each with its time; nothing here blocks anything else. */
export const FACT_KINDS = ['caller_verified', 'nation', 'language', 'missing_now', 'in_contact_now', 'authority_contacted', 'nrm_referral'] as const
export type FactKind = (typeof FACT_KINDS)[number]

export interface RecordedFact {
  readonly kind: FactKind
  /** By the names of the fields that src/domain/factFields.ts gives the kind; what was left empty is not there. */
  readonly values: Readonly<Record<string, string>>
  readonly at: Date
  readonly by: string
  readonly byName: string
}

/** As it was recorded last; earlier ones stay in the history. */
export const latestFact = (facts: readonly RecordedFact[] = [], kind: FactKind): RecordedFact | undefined =>
  facts.filter((fact) => fact.kind === kind).toSorted((a, b) => a.at.getTime() - b.at.getTime()).at(-1)

/** A question that was answered with yes. */
export const isYes = ({ values }: Pick<RecordedFact, 'values'>): boolean => values['answer'] === 'yes'

/** A child who is missing, or with whoever harms them, is urgent: whoever records that has said so. */
export const isDangerNow = (fact: Pick<RecordedFact, 'kind' | 'values'>): boolean =>
  (fact.kind === 'missing_now' || fact.kind === 'in_contact_now') && isYes(fact)
