/**
 * Where a call stands, least advanced first. Telephony state and the enquiry's status are apart: a late webhook never
 * moves triage back. The three abandoned states and `ended` are terminal, but for a recording that comes late.
 */
export const CALL_STATES = [
  'received', 'menu', 'queued', 'offered', 'callback_asked', 'voicemail', 'connected', 'wrap_up',
  'abandoned_menu', 'abandoned_queue', 'abandoned_recording', 'ended',
] as const
export type CallState = (typeof CALL_STATES)[number]

/** How far a state is along the way; a caller's webhook never makes a call's state fall back. */
export const callStateRank = (state: CallState): number => CALL_STATES.indexOf(state)

const OVER: readonly CallState[] = ['wrap_up', 'abandoned_menu', 'abandoned_queue', 'abandoned_recording', 'ended']

/** Whether the caller is gone. */
export const isCallOver = (state: CallState): boolean => OVER.includes(state)

/** Whether the caller holds the line for an adviser. */
export const isWaiting = (state: CallState): boolean => state === 'queued' || state === 'offered'

export const LANGUAGES = ['en', 'cy'] as const
/** What a caller hears: English or Welsh. */
export type Language = (typeof LANGUAGES)[number]

/** When a caller may be rung back. */
export const CALLBACK_TIMES = ['any', 'morning', 'afternoon', 'evening'] as const
export type CallbackTime = (typeof CALLBACK_TIMES)[number]

export interface Callback {
  /** E.164; the caller's own number or the one they keyed. Absent when neither is usable. */
  readonly number?: string
  /** What the caller said about ringing that number. */
  readonly safe: 'yes' | 'no' | 'not_asked'
  /** `own`: the number the call came from; `declined`: the caller wants another one; `keyed`: the caller keyed it. */
  readonly source?: 'own' | 'declined' | 'keyed'
  /** When it is safe; absent when the caller did not say. */
  readonly time?: CallbackTime
  /** Whether somebody else who answers may be told who rings; `no` until the caller says so. */
  readonly mayNameUs: 'yes' | 'no' | 'not_asked'
  /** The caller gave up waiting in the queue for it. */
  readonly askedInQueue?: true
  /** The caller said in the queue which number to ring, which counts for more than what they said in the menu before. */
  readonly numberSaidInQueue?: true
}

export interface CallRecording {
  readonly sid: string
  /** Seconds, as the network announced it. */
  readonly duration?: number
  /** What the network says of it: `pending` until it told either way. */
  readonly status: 'pending' | 'completed' | 'absent'
}

/** Our own copy of a recording, made by a worker; absent until it is whole and verified. */
export interface KeptRecording {
  readonly sid: string
  /** Of the bytes as received, hex; what was read back from the store had the same. */
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly contentType: string
  readonly keptAt: Date
  /** When the network's copy was removed; absent while it still has one. */
  readonly removedAt?: Date
}

/** A member of staff's part in a call: who was rung or spoke. */
export interface Adviser {
  readonly staffId: string
  readonly name: string
}

/** The caller and an adviser spoke. */
export interface Conversation extends Adviser {
  readonly since: Date
  /** The worker's leg. */
  readonly legId: string
}

/** A worker's telephone rings for this caller. */
export interface Offer extends Adviser {
  readonly legId: string
  readonly at: Date
}

/** The caller was rung back, once, by a worker's own key. */
export interface CallbackAttempt extends Adviser {
  readonly legId: string
  readonly at: Date
  /** By whomever, or whatever: an answerphone answers too. */
  readonly answered: boolean
  /** Of one that was answered: when the note of it is due, by which the note's card is known. */
  readonly noteDueAt?: Date
  /** Whether there was a conversation, as the worker's note says; absent until then. */
  readonly spoke?: boolean
}

/** The last time that the caller was rung back, where it was answered and its note is still to say what came of it. */
export function callbackToNote(attempts: readonly CallbackAttempt[] = []): CallbackAttempt | undefined {
  const last = attempts.at(-1)
  return last?.answered && last.noteDueAt !== undefined && last.spoke === undefined ? last : undefined
}

/** How the caller stands in the queue, as the network last told it. */
export interface PlaceInQueue {
  /** Seconds in the queue, by the network's count. */
  readonly queueTime: number
  /** From 1. */
  readonly position: number
  readonly at: Date
}

/** What a worker made of a conversation. */
export const DISPOSITIONS = [
  'advice_given', 'enquiry_opened', 'referred_on', 'call_back_agreed', 'wrong_service', 'no_conversation',
] as const
export type Disposition = (typeof DISPOSITIONS)[number]

export interface Telephony {
  readonly callSid: string
  readonly state: CallState
  readonly language: Language
  /** E.164 or as received; absent when withheld. */
  readonly from?: string
  readonly callerWithheld: boolean
  /** Whether the service was open when the call reached us. */
  readonly openOnArrival?: boolean
  /** When the caller pressed the urgent key: a child is missing now, still with who harms them, or about to be moved. */
  readonly urgentAt?: Date
  /** When the caller first asked for a person, by queue or call-back: their place in the order, which they keep. */
  readonly queuedAt?: Date
  /** When the caller first joined the queue for an adviser. */
  readonly adviserAskedAt?: Date
  readonly place?: PlaceInQueue
  /** Nobody of those on duty took the call; the next message to the caller is that they may leave one. */
  readonly nobodyTookItAt?: Date
  readonly offer?: Offer
  readonly conversation?: Conversation
  /** When the network told that caller and adviser had parted. */
  readonly conversationEndedAt?: Date
  readonly callback?: Callback
  readonly callbackAttempts?: readonly CallbackAttempt[]
  /** When the caller first reached the tone, whether or not a message followed. */
  readonly messageAskedAt?: Date
  /**
   * When the caller asked for the reference by text and said that nobody else sees that telephone's messages, by one key
   * that means both. Nothing else sets it.
   */
  readonly textAskedAt?: Date
  /** In the order of their sids. One call may have several: one of the fallback, say. */
  readonly recordings: readonly CallRecording[]
  readonly kept: readonly KeptRecording[]
  readonly endedAt?: Date
  /** Seconds, as the network reported at the end. */
  readonly duration?: number
  readonly disposition?: Disposition
  /** The caller was told the reference: the answer that reads it out went to a telephone that was not hung up. */
  readonly referenceTold?: true
  /** No answer that tells it reached the caller, who heard something else: MongoDB was away, or the call was found in the network's list. */
  readonly referenceUnspoken?: true
}

/** What webhooks of the caller's call tell, and nothing that workers add: the part that the call flow decides on. */
export type CallSituation = Omit<Telephony, 'callSid' | 'offer' | 'kept' | 'disposition' | 'nobodyTookItAt' | 'callbackAttempts' | 'referenceTold' | 'referenceUnspoken'>

/** Whether anybody of the service has spoken with the caller, in their own call or by ringing back. */
export const wasSpokenWith = (
  { conversation, conversationEndedAt, callbackAttempts = [] }: { readonly conversation?: unknown; readonly conversationEndedAt?: Date | undefined; readonly callbackAttempts?: readonly { readonly spoke?: boolean | undefined }[] | undefined },
): boolean => conversation !== undefined || conversationEndedAt !== undefined || callbackAttempts.some(({ spoke }) => spoke)
