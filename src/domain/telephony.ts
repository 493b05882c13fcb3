/**
 * Where a call stands, least advanced first. Telephony state and the enquiry's status are apart: a late webhook never
 * moves triage back. `abandoned_menu` and `ended` are terminal.
 */
export const CALL_STATES = [
  'received', 'menu', 'callback_asked', 'voicemail', 'abandoned_menu', 'ended',
] as const
export type CallState = (typeof CALL_STATES)[number]

/** How far a state is along the way; a call's state never falls back. */
export const callStateRank = (state: CallState): number => CALL_STATES.indexOf(state)

export const isCallOver = (state: CallState): boolean => state === 'abandoned_menu' || state === 'ended'

export interface Callback {
  /** E.164; the caller's own number or the one they keyed. Absent when neither is usable. */
  readonly number?: string
  /** What the caller said about ringing that number. */
  readonly safe: 'yes' | 'no' | 'not_asked'
  /** `own`: the number the call came from; `declined`: the caller wants another one; `keyed`: the caller keyed it. */
  readonly source?: 'own' | 'declined' | 'keyed'
}

export interface CallRecording {
  readonly sid: string
  /** Seconds, as the network announced it. */
  readonly duration?: number
  readonly status: 'pending' | 'completed' | 'absent'
}

/** A webhook that has taken effect. `before` is where the call stood then (null: unknown), so that a repeat gets the same answer. */
export interface CallEventEntry {
  readonly key: string
  readonly at: Date
  readonly before: CallState | null
}

export interface Telephony {
  readonly callSid: string
  readonly state: CallState
  readonly language: 'en' | 'cy'
  /** E.164 or as received; absent when withheld. */
  readonly from?: string
  readonly callerWithheld: boolean
  /** Whether the service was open when the call reached us. */
  readonly openOnArrival?: boolean
  /** When the caller asked for a call-back: their place in the order of call-backs. */
  readonly queuedAt?: Date
  readonly callback?: Callback
  /** When the caller first reached the tone, whether or not a message followed. */
  readonly messageAskedAt?: Date
  readonly recording?: CallRecording
  readonly endedAt?: Date
  /** Seconds, as the network reported at the end. */
  readonly duration?: number
}

/** All that is known of a call but the provider's name for it. */
export type CallSituation = Omit<Telephony, 'callSid'>
