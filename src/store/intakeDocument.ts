import type { AcknowledgementState } from '../domain/acknowledgement'
import type { Acceptance, Allocation } from '../domain/allocation'
import type { Channel, IntakeStatus } from '../domain/intake'
import type { Priority } from '../domain/priority'
import type { StepName, StepState } from '../domain/step'
import type { TaskKind } from '../domain/task'
import type { CallState } from '../domain/telephony'
import type { Category, Evidence, Nation, Signal } from '../domain/triage'
import type { SealedValue } from './seal'

export interface StepDocument {
  state: StepState
  dueAt?: Date
  attempts: number
  token?: string
}

export interface TelephonyDocument {
  callSid: string
  state: CallState
  language: 'en' | 'cy'
  callerWithheld: boolean
  openOnArrival?: boolean
  /** Sealed text. */
  from?: SealedValue
  fromHash?: string
  queuedAt?: Date
  /** `number` is sealed text. */
  callback?: { safe: 'yes' | 'no' | 'not_asked'; source?: 'own' | 'declined' | 'keyed'; number?: SealedValue }
  messageAskedAt?: Date
  recording?: { sid: string; status: 'pending' | 'completed' | 'absent'; duration?: number }
  endedAt?: Date
  duration?: number
  /** Raised by every event; an event is written only on the version it was decided on. */
  version: number
  /** The webhooks that took effect, each with the call as it stood before: a repeat is answered from there. */
  events: { key: string; at: Date; before: CallState | null }[]
}

export interface EmailDocument {
  sha256: string
  messageId?: string
  rawFileId: string
  size: number
  /** Sealed JSON: EmailAddress. */
  from?: SealedValue
  fromHash?: string
  /** Sealed text. */
  subject: SealedValue
  /** Sealed text. */
  text: SealedValue
  /** Sealed JSON: AttachmentNote[]. */
  attachments: SealedValue
  unreadable?: string
  automatic?: string
}

export interface TriageDocument {
  priority: Priority
  proposedPriority: Priority
  category: Category
  indicators: { code: string }[]
  signals: Partial<Record<Signal, true>>
  nation: Nation
  reasons: string[]
  rulesVersion: string
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
}

export interface AcknowledgementDocument {
  state: AcknowledgementState
  reason?: string
  /** Sealed text. */
  to?: SealedValue
  toHash?: string
  messageId?: string
  inReplyTo?: string
  references?: string[]
  dueAt?: Date
  attempts: number
  doubts?: number
  sentAt?: Date
  token?: string
}

/** What a person did with the enquiry; only ever added to. */
export interface HistoryDocument {
  kind: 'priority_confirmed' | 'accepted'
  at: Date
  /** Staff id. */
  by: string
  byName: string
  from?: Priority
  to?: Priority
  /** Sealed text: a reason may name the child. */
  reason?: SealedValue
}

export interface IntakeDocument {
  _id: string
  reference: string
  channel: Channel
  receivedAt: Date
  status: IntakeStatus
  /** Where it stands in the queue: the priority's rank, or -1 while nobody and nothing has read it. */
  queueRank: number
  demonstration: boolean
  steps: Record<StepName, StepDocument>
  owedTasks: { kind: TaskKind; dueAt: Date }[]
  acknowledgement: AcknowledgementDocument
  telephony?: TelephonyDocument
  email?: EmailDocument
  triage?: TriageDocument
  allocation?: Allocation
  acceptance?: Acceptance
  history?: HistoryDocument[]
}
