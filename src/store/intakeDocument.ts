import type { JudgedAs } from '../allocation/escalation/acceptanceClock'
import type { Manner } from '../allocation/escalation/ports'
import type { AcknowledgementState, BounceCause } from '../domain/acknowledgement'
import type { Acceptance, Allocation } from '../domain/allocation'
import type { Closing, EndingKind } from '../domain/caseEnding'
import type { Protection } from '../domain/email'
import type { Rung, Telling } from '../domain/escalation'
import type { Barred, HandoverKind, Transfer } from '../domain/handover'
import type { Channel, IntakeStatus } from '../domain/intake'
import type { Priority } from '../domain/priority'
import type { RecordedFact } from '../domain/recordedFacts'
import type { Rerouting, RoutingKind } from '../domain/routing'
import type { SecondKind, SecondReason, SecondRole } from '../domain/secondProfessionals'
import type { SenderStanding } from '../domain/senderStanding'
import type { StepName, StepState } from '../domain/step'
import type { TaskKind } from '../domain/task'
import type {
  Adviser, Callback, CallbackAttempt, CallRecording, CallState, Conversation, Disposition, KeptRecording, Language, Offer, PlaceInQueue,
} from '../domain/telephony'
import type { ChildKind } from '../domain/child'
import type { ChildLink, LinkKind, Suggestion, TakenBackKind, Thread } from '../domain/thread'
import type { CallEventEntry } from '../telephone/call/ports'
import type { Category, CategoryConfirmation, Evidence, Likeness, Nation, NotesRead, Signal } from '../domain/triage'
import type { SealedValue } from './seal'

export interface StepDocument {
  state: StepState
  dueAt?: Date
  attempts: number
  token?: string
  /** Of allocation: waits only because nobody could take the enquiry. */
  nobodyFits?: true
}

export interface TelephonyDocument {
  callSid: string
  state: CallState
  language: Language
  callerWithheld: boolean
  openOnArrival?: boolean
  /** Sealed text. */
  from?: SealedValue
  fromHash?: string
  urgentAt?: Date
  queuedAt?: Date
  adviserAskedAt?: Date
  place?: PlaceInQueue
  /** Only while the caller holds the line: what the queue is read by. `rank` 0 for urgent callers, 1 for the others. */
  waiting?: { rank: 0 | 1; since: Date }
  offer?: Offer
  /** Staff ids of everybody who was rung for this caller. */
  rung?: string[]
  /** How often somebody was taken off `rung` again because it was for no reason of theirs that the two did not meet. */
  rungAgain?: number
  nobodyTookItAt?: Date
  /** Who asked, on the desk, to be rung so that they can ring the caller back. */
  callbackWanted?: Adviser & { at: Date; unsafeConfirmed: boolean; legId?: string }
  /** Each ringing of the caller, by the leg of the worker who rang. */
  callbackAttempts?: CallbackAttempt[]
  conversation?: Conversation
  conversationEndedAt?: Date
  /** `number` is sealed text. */
  callback?: Omit<Callback, 'number'> & { number?: SealedValue }
  messageAskedAt?: Date
  textAskedAt?: Date
  recordings: CallRecording[]
  kept: StoredRecording[]
  endedAt?: Date
  duration?: number
  disposition?: Disposition
  /** True until the end of the call was heard; absent afterwards. */
  open?: true
  /** Who was woken for this call, and who accepted. */
  waking?: WakingDocument
  /** Raised by every write; an event is written only on the version it was decided on. */
  version: number
  /** The webhooks that took effect, each with the answer that it had: a repeat hears the same. */
  events: CallEventEntry[]
}

/** Our copy of a recording: the file's id, and what is known of it. */
export interface StoredRecording extends KeptRecording {
  fileId: string
}

export interface WakingDocument {
  /** Staff ids, in the order in which they were woken, the latest only; somebody may stand there several times. */
  woken: string[]
  /** How often each was woken, by staff id. */
  times?: Record<string, number>
  acceptedBy?: Adviser & { at: Date }
}

export interface EmailDocument {
  sha256: string
  messageId?: string
  /** A keyed hash of what it says; absent where that could not be compared. */
  contentHash?: string
  rawFileId: string
  size: number
  /** Sealed JSON: EmailAddress. */
  from?: SealedValue
  fromHash?: string
  /** `details` is sealed JSON: SenderDetails. */
  senderStanding?: Omit<SenderStanding, 'details'> & { details: SealedValue }
  /** Sealed text. */
  subject: SealedValue
  /** Sealed text. */
  text: SealedValue
  /** Sealed JSON: TextPart[]. */
  parts?: SealedValue
  /** Sealed JSON: AttachmentNote[]. */
  attachments: SealedValue
  unreadable?: string
  protection?: Protection
  portal?: string
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

export interface AcknowledgementDocument {
  state: AcknowledgementState
  reason?: string
  /** Sealed text. */
  to?: SealedValue
  toHash?: string
  /** A keyed hash of the message that it answers, by Message-ID, sender and words: for one message one goes out. */
  onceFor?: string
  messageId?: string
  inReplyTo?: string
  references?: string[]
  language?: Language
  dueAt?: Date
  attempts: number
  doubts?: number
  sentAt?: Date
  delayedAt?: Date
  bouncedAt?: Date
  bounceCause?: BounceCause
  token?: string
}

/** What a person did with the enquiry; only ever added to. */
export interface HistoryDocument {
  kind: 'priority_confirmed' | 'accepted' | 'callback_taken' | 'note' | 'joined' | 'suggestion_dismissed' | 'linked' | TakenBackKind | HandoverKind | RoutingKind | EndingKind | SecondKind | ChildKind
  at: Date
  /** Staff id. */
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
  /** Who had it when it went to a list, or to whoever has what it belongs with. */
  hadBy?: string
  /** Of a second professional. */
  role?: SecondRole
  /** The reference of a child's record. */
  child?: string
}

/** What its clock was set for, how far it has gone up, and who was told. */
export interface EscalationDocument {
  judgedAs?: JudgedAs
  from?: Date
  /** A manager lowered the priority, and the clock has not been set since. */
  mayRelax?: true
  /** The acceptance ended then, and the clock has not been set since. */
  restartAt?: Date
  /** It came back then, from a list or from its end: whoever had its caller in hand before had done with it. */
  anewSince?: Date
  /** Who had accepted it when a note raised it: they are told first, unless it was given to another since. */
  hadBy?: { staffId: string; at: Date }
  manner?: Manner
  since?: Date
  rung?: Rung
  nextAt?: Date
  /** The latest only. */
  tellings?: Telling[]
}

/** How far an overdue call-back has gone up, who was told, and who took it. */
export interface CallbackEscalationDocument {
  since?: Date
  rung?: Rung
  nextAt?: Date
  /** The latest only. */
  tellings?: Telling[]
  taken?: Adviser & { at: Date }
}

/** The part of one second professional. */
export interface SecondDocument {
  /** Only ever added to. */
  because: SecondReason[]
  since: Date
  /** When a person last called for one. */
  calledAt?: Date
  acceptance?: Acceptance
  /** Whom a manager named, until somebody is on it. */
  asked?: Acceptance
  /** `reasons`: how many there were then; with another it does not hold any more. */
  notNeeded?: Acceptance & { reasons: number }
  /** Staff ids of those who gave it back: they are not told again. */
  handedBack?: string[]
  /** Since when another is awaited, where it is not the first. */
  awaitedSince?: Date
  acceptBy?: Date
  /** When it is next looked at. */
  lookAt?: Date
  manner?: Manner
  /** Since when in this manner. */
  toldSince?: Date
  rung?: Rung
  nextAt?: Date
  /** The latest only. */
  tellings?: Telling[]
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
