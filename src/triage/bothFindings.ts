import { type Evidence, type IndicatorHit, LIKENESSES, type LikenessHit, type Reading, type Signal, SIGNALS } from '../domain/triage'

type Findings = Pick<Reading, 'indicators' | 'signals' | 'readsLike'>

/** Passages of notes behind one finding, the latest: more do not help a person. */
const MOST_OF_NOTES = 10

const isInNote = ({ part }: Evidence): boolean => part === 'note'

/**
 * The first reading's findings, and those that only the other one has. Of what both have, the evidence is the first's, and
 * what stands in notes, of which mostly the new ones alone were read.
 */
export function bothFindings(first: Findings, other: Findings): Findings {
  const readsLike = bothLikenesses(first, other)
  return { indicators: bothIndicatorsWithNotes(first.indicators, other.indicators), signals: bothSignals(first.signals, other.signals), ...(readsLike && { readsLike }) }
}

function bothEvidence(first: readonly Evidence[] | undefined, other: readonly Evidence[] | undefined): readonly Evidence[] | undefined {
  if (!first || !other) return first ?? other
  const noted = [...first, ...other].filter(isInNote)
  // Rules that were changed find the same again, in the same place.
  const places = new Map(noted.map((one) => [placeOf(one), one]))
  return [...first.filter((one) => !isInNote(one)), ...[...places.values()].slice(-MOST_OF_NOTES)]
}

const placeOf = (one: Evidence): string => [one.part === 'note' ? one.note : one.part, one.start, one.end].join()

function bothIndicatorsWithNotes(first: readonly IndicatorHit[], other: readonly IndicatorHit[]): readonly IndicatorHit[] {
  const evidenceIn = (hits: readonly IndicatorHit[], code: string) => hits.find((hit) => hit.code === code)?.evidence
  const codes = new Set([...first, ...other].map(({ code }) => code))
  return [...codes].map((code) => ({ code, evidence: bothEvidence(evidenceIn(first, code), evidenceIn(other, code)) ?? [] }))
}

function bothSignals(first: Findings['signals'], other: Findings['signals']): Findings['signals'] {
  const both: Partial<Record<Signal, readonly Evidence[]>> = {}
  for (const signal of SIGNALS) {
    const evidence = bothEvidence(first[signal], other[signal])
    if (evidence) both[signal] = evidence
  }
  return both
}

/** A reading without the second reader leaves what it saw before. */
function bothLikenesses({ readsLike: first }: Findings, { readsLike: other }: Findings): Findings['readsLike'] {
  if (!first || !other) return first ?? other
  const evidenceIn = (hits: readonly LikenessHit[], likeness: LikenessHit['likeness']) => hits.find((hit) => hit.likeness === likeness)?.evidence
  const hits = LIKENESSES.flatMap((likeness): LikenessHit[] => {
    const own = evidenceIn(first.hits, likeness)
    const noted = evidenceIn(other.hits, likeness)?.filter(isInNote) ?? []
    const evidence = bothEvidence(own, noted.length > 0 ? noted : undefined)
    return evidence ? [{ likeness, evidence }] : []
  })
  return { version: first.version, hits }
}
