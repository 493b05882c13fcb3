import type { EndingKind } from '../../domain/caseEnding'
import type { ChildKind } from '../../domain/child'
import type { HandoverKind } from '../../domain/handover'
import type { Priority } from '../../domain/priority'
import type { RoutingKind } from '../../domain/routing'
import type { SecondKind, SecondRole } from '../../domain/secondProfessionals'
import type { TaskKind } from '../../domain/task'
import type { Disposition } from '../../domain/telephony'
import type { LinkKind, TakenBackKind } from '../../domain/thread'
import type { Category } from '../../domain/triage'
import type { SealedValue } from '../seal'

/** What a person did with the enquiry, and who had it, or what the rules had proposed, before that was changed; only ever added to. */
export interface HistoryDocument {
  kind: 'read_before' | 'allocated_before' | 'priority_confirmed' | 'accepted' | 'callback_taken' | 'note' | 'joined' | 'joined_here' | 'suggestion_dismissed' | 'linked' | TakenBackKind | HandoverKind | RoutingKind | EndingKind | SecondKind | ChildKind
  at: Date
  /** Staff id; empty of the rules. */
  by: string
  byName: string
  from?: Priority
  to?: Priority
  /** Sealed text: a reason or a note may name the child. */
  reason?: SealedValue
  /** Of a note about a conversation. */
  disposition?: Disposition
  /** The card that a note closed. */
  closes?: { id: string; kind: TaskKind }
  /** The reference of the enquiry that a decision about belonging together named; of a hand-over, the other person's name. */
  other?: string
  /** Whose reference that is, so that nobody with a conflict of interest in it is told. */
  otherId?: string
  /** Of `linked`. */
  link?: LinkKind
  /** The list that it went to, or what a person found it to be about. */
  category?: Category
  outcome?: string
  /** Of casework that was ended: the outcome as it was called then. */
  outcomeName?: string
  /** Who had it when it went to a list, or to whoever has what it belongs with; who had accepted what was taken over. */
  hadBy?: string
  /** The manager of whoever it went to, by name. */
  manager?: string
  /** Of a second professional. */
  role?: SecondRole
  /** The reference of a child's record. */
  child?: string
}
