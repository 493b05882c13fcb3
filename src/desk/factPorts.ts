import type { RecordedFact } from '../domain/recordedFacts'

/** Implemented by src/store/deskFacts.ts. */
export interface DeskFacts {
  /**
   * Adds a fact, sealed; nothing recorded before is changed. `authority_first`: a referral is recorded once it is recorded
   * that the child's authority was contacted.
   */
  record(intakeId: string, fact: RecordedFact): Promise<'recorded' | 'authority_first' | 'unknown'>
}
