/** Where a call stands. Telephony state and the enquiry's status are apart: a late callback never moves triage back. */
export const CALL_STATES = [
  'received', 'menu', 'callback_asked', 'voicemail', 'abandoned_menu', 'ended',
] as const
export type CallState = (typeof CALL_STATES)[number]

export interface Callback {
  /** E.164; the caller's own number or the one they keyed. Absent when neither is usable. */
  readonly number?: string
  /** What the caller said about ringing that number. */
  readonly safe: 'yes' | 'no' | 'not_asked'
}

export interface CallRecording {
  readonly sid: string
  /** Seconds, as the network announced it. */
  readonly duration?: number
  readonly status: 'pending' | 'completed' | 'absent'
}

/** A webhook that has taken effect. `before` is the call as it stood then, so that a repeat gets the same answer. */
export interface CallEventEntry {
  readonly key: string
  readonly at: Date
}

export interface Telephony {
  readonly callSid: string
  readonly state: CallState
  readonly language: 'en' | 'cy'
  /** E.164 or as received; absent when withheld. */
  readonly from?: string
  readonly callerWithheld: boolean
  readonly callback?: Callback
  readonly recording?: CallRecording
  readonly endedAt?: Date
  /** Seconds, as the network reported at the end. */
  readonly duration?: number
}
