import type { Priority } from '../../domain/priority'
import type { Category, Evidence, Likeness, Nation, NotesRead, Signal } from '../../domain/triage'
import type { SealedValue } from '../seal'

export interface TriageDocument {
  priority: Priority
  proposedPriority: Priority
  category: Category
  indicators: { code: string }[]
  signals: Partial<Record<Signal, true>>
  nation: Nation
  reasons: string[]
  rulesVersion: string
  /** What sentences read like to the second reader of this version; the sentences are sealed. */
  readsLike?: { version: string; likenesses: Likeness[] }
  notes?: NotesRead
  readerVersion?: string
  at: Date
  /** Sealed JSON: TriageEvidence. Evidence quotes the caller. */
  evidence: SealedValue
  /** Staff id. */
  confirmedBy?: string
  confirmedByName?: string
  confirmedAt?: Date
  /** Sealed text: a reason may name the child. */
  confirmReason?: SealedValue
}

export interface TriageEvidence {
  indicators: Record<string, readonly Evidence[]>
  signals: Partial<Record<Signal, readonly Evidence[]>>
  readsLike?: Partial<Record<Likeness, readonly Evidence[]>>
}
