import type {
  Adviser, Callback, CallbackAttempt, CallRecording, CallState, Conversation, Disposition, KeptRecording, Language, Offer, PlaceInQueue,
} from '../../domain/telephony'
import type { CallEventEntry } from '../../telephone/call/ports'
import type { SealedValue } from '../seal'

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
  woken?: string[]
  /** How often each was woken, by staff id. */
  times?: Record<string, number>
  acceptedBy?: Adviser & { at: Date }
  /** Since when no telephone rang for it. */
  silentSince?: Date
  /** For so long that it is told of by other ways too. */
  isSilent?: true
}
