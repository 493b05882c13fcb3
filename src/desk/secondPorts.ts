import type { SecondProfessional, SecondRole } from '../domain/secondProfessionals'
import type { QueueEntry } from './ports'

/** An enquiry that somebody joined as second professional. Nothing in it was sealed. */
export interface SecondEntry {
  readonly entry: QueueEntry
  readonly second: SecondProfessional
}

/** Implemented by src/store/secondLists.ts. */
export interface SecondLists {
  /** Open enquiries that people of this role joined, the most pressing first; without those that this person is barred from. */
  list(role: SecondRole, staffId: string, limit: number): Promise<{ readonly entries: readonly SecondEntry[]; readonly more: boolean }>
  /** Whether the role has joined this enquiry. */
  hasJoined(intakeId: string, role: SecondRole): Promise<boolean>
}
