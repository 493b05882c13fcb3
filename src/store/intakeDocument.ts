import type { Acceptance, Allocation } from '../domain/allocation'
import type { Closing } from '../domain/caseEnding'
import type { Barred, OfferSaying, Transfer } from '../domain/handover'
import type { Channel, IntakeStatus } from '../domain/intake'
import type { RecordedFact } from '../domain/recordedFacts'
import type { Rerouting } from '../domain/routing'
import type { SecondRole } from '../domain/secondProfessionals'
import type { StepName } from '../domain/step'
import type { TaskKind } from '../domain/task'
import type { ChildLink, Suggestion, Thread } from '../domain/thread'
import type { CategoryConfirmation } from '../domain/triage'
import type { AcknowledgementDocument } from './documents/acknowledgementDocument'
import type { EmailDocument } from './documents/emailDocument'
import type { CallbackEscalationDocument, EscalationDocument } from './documents/escalationDocuments'
import type { HistoryDocument } from './documents/historyDocument'
import type { SecondDocument } from './documents/secondDocument'
import type { StepDocument } from './documents/stepDocument'
import type { TelephonyDocument } from './documents/telephonyDocument'
import type { TriageDocument } from './documents/triageDocument'
import type { SealedValue } from './seal'

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
  owedTasks: { kind: TaskKind; dueAt: Date; about?: string; cause?: string }[]
  acknowledgement: AcknowledgementDocument
  telephony?: TelephonyDocument
  email?: EmailDocument
  triage?: TriageDocument
  /** Since when it is to be read again by rules that were changed: after all that is new. */
  toReadAgain?: Date
  /** What a person found it to be about; `reason` is sealed text. */
  categoryConfirmed?: Omit<CategoryConfirmation, 'reason'> & { reason?: SealedValue }
  allocation?: Allocation
  acceptance?: Acceptance
  /** By when a named person is to accept it; as it was while nobody had, once somebody has. Absent in what came in before there were clocks. */
  acceptBy?: Date
  escalation?: EscalationDocument
  callbackEscalation?: CallbackEscalationDocument
  /** `values` is sealed JSON. */
  facts?: (Omit<RecordedFact, 'values'> & { values: SealedValue })[]
  transfer?: Transfer
  /** Who is to be told of an offer, until they are; `joinedFrom`: who has it, where a join made the offer; `tries`: how often somebody began to. */
  offerNews?: { id: string; to: string; says: OfferSaying; at: Date; joinedFrom?: string; claimedAt?: Date; tries?: number }[]
  barred?: Barred[]
  /** Stays when it is ended there; gone when it comes back. `reason` is sealed text. */
  rerouting?: Omit<Rerouting, 'reason'> & { reason: SealedValue }
  /** Staff id. */
  closedBy?: string
  closedByName?: string
  closedAt?: Date
  outcome?: Closing['outcome']
  outcomeName?: string
  endedWith?: string
  endedWithId?: string
  /** Sealed text. */
  closingReason?: SealedValue
  /** Whoever is about to end it, by a token: what comes to belong with it meanwhile takes that away. */
  ending?: string
  /** The roles that it calls for, for the lists; what there is of each stands in `seconds`. */
  secondRoles?: SecondRole[]
  seconds?: Partial<Record<SecondRole, SecondDocument>>
  joinedTo?: string
  /** Since when a person has joined it, while nobody has looked yet who is to have it: only a process that died leaves it so. */
  toFollow?: Date
  /** Since when somebody is barred from it, while what they had of it is not taken from them: only a process that died leaves it so. */
  toTakeFromBarred?: Date
  joinedThrough?: readonly string[]
  joinedFrom?: NonNullable<Thread['joinedFrom']>
  suggestions?: readonly Suggestion[]
  links?: readonly ChildLink[]
  /** Keyed hashes of what may tell of the child, each of a pair of facts or of a reference. */
  linkKeys?: readonly string[]
  /** The same of where a child is and of numbers, each by itself. */
  weakKeys?: readonly string[]
  /** Neither a child nor a date of birth is named in it. */
  namesNobody?: boolean
  history?: HistoryDocument[]
}
