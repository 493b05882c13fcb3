import type { RecordedFact } from '../domain/recordedFacts'

/** The references of the records of children that these facts name. */
export const recordsNamed = (facts: readonly RecordedFact[]): readonly string[] => facts.flatMap(({ about }) => about?.reference ?? [])

/** Each child is told from the others, and no record named that whoever looks may not see. @param open the references of those that they may */
export function withoutRecords(facts: readonly RecordedFact[], open: ReadonlySet<string>): readonly RecordedFact[] {
  const known = [...new Set(facts.flatMap(({ about }) => about?.id ?? []))]
  return facts.map(({ about, ...fact }) => ({ ...fact, ...(about && { about: open.has(about.reference) ? about : { ...about, reference: `child ${known.indexOf(about.id) + 1}` } }) }))
}
