import { isByReader, READ_BY_A_PERSON, SIGNALS, type Evidence, type IndicatorHit, type Triage } from '../domain/triage'
import { type Mark, withoutTurns } from './highlight'
import type { Fact } from './callPresenter'
import { londonDateTime } from './londonTime'
import { CATEGORY_NAMES, LIKENESS_NAMES, PRIORITY_NAMES, priorityTag, SIGNAL_NAMES, type Tag } from './words'

/** Words behind a finding, and where they stand; empty for what the caller or sender says now. */
export interface Quote {
  readonly words: string
  readonly where: string
}

/** Who wrote a note, and when. */
export interface NoteHead {
  readonly byName: string
  readonly at: Date
}

export interface Finding {
  /** The indicator's code; empty for a signal. */
  readonly code: string
  readonly label: string
  readonly quotes: readonly Quote[]
}

export interface TriageView {
  readonly priority: Tag
  readonly standing: string
  readonly facts: readonly Fact[]
  readonly reasons: readonly string[]
  /** What these are the reasons for: a person may have decided otherwise. */
  readonly reasonsTitle: string
  readonly signals: readonly Finding[]
  readonly indicators: readonly Finding[]
  /** What the second reader took sentences for. */
  readonly readsLike: readonly Finding[]
  readonly decision: { readonly by: string; readonly at: string; readonly reason: string } | undefined
}

export type IndicatorLabel = (code: string) => string

/** What only the second reader saw is marked so. */
const labelFor = (label: string, evidence: readonly Evidence[]): string => (isByReader(evidence) ? `${label} (reads like it)` : label)
const indicatorLabel = ({ code, evidence }: IndicatorHit, labelOf: IndicatorLabel): string => labelFor(labelOf(code), evidence)

/**
 * What the rules found, with the words behind each finding, and what a person decided. The caller's words are told from a worker's.
 *
 * @param notes those of the enquiry, in the order in which they were written
 */
export function triageView(triage: Triage, labelOf: IndicatorLabel, notes: readonly NoteHead[] = []): TriageView {
  const { confirmedBy } = triage
  const quotes = (evidence: readonly Evidence[]): readonly Quote[] => quotesOf(evidence, notes)
  return {
    priority: priorityTag(triage.priority),
    standing: confirmedBy ? 'confirmed' : 'proposed',
    facts: triage.rulesVersion === READ_BY_A_PERSON ? [] : rulesFacts(triage),
    reasons: triage.reasons,
    reasonsTitle: `Why the rules propose ${triage.proposedPriority === triage.priority ? 'it' : PRIORITY_NAMES[triage.proposedPriority]}`,
    signals: SIGNALS.flatMap((signal) => {
      const evidence = triage.signals[signal]
      return evidence ? [{ code: '', label: labelFor(SIGNAL_NAMES[signal], evidence), quotes: quotes(evidence) }] : []
    }),
    indicators: triage.indicators.map((hit) => ({ code: hit.code, label: indicatorLabel(hit, labelOf), quotes: quotes(hit.evidence) })),
    readsLike: (triage.readsLike?.hits ?? []).map(({ likeness, evidence }) => ({ code: '', label: LIKENESS_NAMES[likeness], quotes: quotes(evidence) })),
    decision: confirmedBy && { by: confirmedBy.byName, at: londonDateTime(confirmedBy.at), reason: withoutTurns(confirmedBy.reason) },
  }
}

const rulesFacts = (triage: Triage): readonly Fact[] => [
  { key: 'Kind, as the rules propose', value: CATEGORY_NAMES[triage.category] },
  { key: 'Nation', value: triage.nation === 'unknown' ? 'Not known' : triage.nation },
  ...(triage.confirmedBy ? [{ key: 'Proposed by the rules', value: PRIORITY_NAMES[triage.proposedPriority] }] : []),
  { key: 'Read by the rules', value: londonDateTime(triage.at) },
  { key: 'Rules version', value: triage.rulesVersion },
  ...(triage.notes ? [{ key: 'Notes read by', value: `${triage.notes.count === 1 ? '1 note' : `${triage.notes.count} notes`}, rules version ${triage.notes.rulesVersion}` }] : []),
  ...(triage.readsLike ? [{ key: 'Second reader’s version', value: triage.readsLike.version }] : []),
]

/** Where in the caller's words, and in notes, the findings stand. */
export function triageMarks(triage: Triage | undefined, labelOf: IndicatorLabel): readonly Mark[] {
  if (!triage) return []
  return [
    ...SIGNALS.flatMap((signal) => (triage.signals[signal] ?? []).map((evidence) => ({ evidence, label: labelFor(SIGNAL_NAMES[signal], [evidence]) }))),
    ...triage.indicators.flatMap((hit) => hit.evidence.map((one) => ({ evidence: one, label: `${hit.code} ${indicatorLabel(hit, labelOf)}` }))),
    ...(triage.readsLike?.hits ?? []).flatMap(({ likeness, evidence }) => evidence.map((one) => ({ evidence: one, label: `Reads like: ${LIKENESS_NAMES[likeness]}` }))),
  ]
}

const quotesOf = (evidence: readonly Evidence[], notes: readonly NoteHead[]): readonly Quote[] =>
  [...new Map(evidence.map((one) => [`${one.words} ${whereOf(one, notes)}`, { words: withoutTurns(one.words), where: whereOf(one, notes) }])).values()]

function whereOf(evidence: Evidence, notes: readonly NoteHead[]): string {
  switch (evidence.part) {
    case 'subject':
    case 'text': return ''
    case 'quoted': return 'in earlier mail'
    case 'note': {
      const head = notes[evidence.note]
      return head ? `in the note by ${head.byName}, ${londonDateTime(head.at)}` : 'in a note'
    }
    default: return evidence satisfies never
  }
}
