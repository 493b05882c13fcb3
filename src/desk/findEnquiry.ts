import { readReference } from '../domain/referenceNumber'
import type { DeskIntakes, LookupThrottle } from './ports'

export interface FindEnquiryDeps {
  readonly intakes: Pick<DeskIntakes, 'idOf' | 'isBarred'>
  readonly lookups: LookupThrottle
}

export type FindOutcome =
  | { readonly kind: 'found'; readonly intakeId: string }
  /** None has it, or none that this person may see: the two are told in the same words. */
  | { readonly kind: 'unknown'; readonly reference: string }
  | { readonly kind: 'empty' | 'mistyped' | 'wrong_length' }
  | { readonly kind: 'too_many'; readonly seconds: number }

/** Finds the enquiry whose reference a caller or sender quoted. Whoever only guesses is slowed down. */
export async function findEnquiry({ intakes, lookups }: FindEnquiryDeps, { typed, staffId }: { readonly typed: string; readonly staffId: string }): Promise<FindOutcome> {
  if (typed.trim() === '') return { kind: 'empty' }
  const read = readReference(typed)
  if (read.kind !== 'reference') return read
  // Counted before the look and given back after it, so that many at once are counted too.
  const seconds = await lookups.take(staffId)
  if (seconds > 0) return { kind: 'too_many', seconds }
  const intakeId = await intakes.idOf(read.reference)
  if (intakeId === undefined || (await intakes.isBarred(intakeId, staffId))) return { kind: 'unknown', reference: read.reference }
  await lookups.giveBack(staffId)
  return { kind: 'found', intakeId }
}
