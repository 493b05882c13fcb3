/** An inbound or outbound call as the network lists it. Times are the network's. */
export interface ListedCall {
  readonly sid: string
  readonly parentSid?: string
  readonly direction: 'inbound' | 'outbound'
  readonly from: string
  readonly to: string
  /** As the network spells it: queued, ringing, in-progress, completed, busy, no-answer, failed, canceled. */
  readonly status: string
  /** While it is still on its way out: when it was asked for. */
  readonly startedAt?: Date
  readonly endedAt?: Date
  /** Seconds; known once the call is over. */
  readonly duration?: number
}

export interface ListedRecording {
  readonly sid: string
  readonly callSid: string
  /** `processing` covers every state that may still become a recording. */
  readonly status: 'processing' | 'completed' | 'absent'
  /** Seconds. */
  readonly duration?: number
  readonly createdAt: Date
}

export interface ListedText {
  readonly body: string
  /** As the network spells it: queued, sending, sent, delivered, undelivered, failed … */
  readonly status: string
}

export interface RecordingMedia {
  readonly bytes: Buffer
  readonly contentType: string
  /** Bytes, as announced before they came; absent when the network did not say. */
  readonly announcedSize?: number
}

export interface NewCall {
  /** E.164. */
  readonly to: string
  /** Where the network asks what to say once somebody answers. */
  readonly url: string
  /** Told of every change: initiated, ringing, answered, completed. */
  readonly statusUrl: string
  /** Seconds of ringing before it counts as not answered. */
  readonly ringSeconds: number
}

/**
 * `created`; `refused`: the call was not placed, for certain: to ring somebody else, or the same person anew, cannot make
 * two calls of one. Trying again cannot help, unless the reason `passes`: no connection to the network, or more asked of
 * it than it takes at once. `unknown`: no clear answer came, so the call may or may not be under way: look before any
 * other try (`callsTo` shows calls placed since).
 */
export type Submission =
  | { readonly kind: 'created'; readonly callSid: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly passes?: true }
  | { readonly kind: 'unknown' }

/**
 * The telephone network's REST side. Implemented by src/gateways/twilioProvider.ts; sids are Twilio's. Every method
 * throws a ProviderFailure when the network does not answer or refuses, but those whose result says so. None tries twice.
 */
export interface TelephoneProvider {
  ring(call: NewCall): Promise<Submission>
  /** Ends a call that is ringing or under way; one that is over already is no error. */
  hangUp(callSid: string): Promise<void>
  findCall(callSid: string): Promise<ListedCall | undefined>
  /** Calls to the number that began at `since` or later, oldest first, all pages. */
  callsTo(number: string, since: Date): Promise<readonly ListedCall[]>
  /** Recordings of the account made at `since` or later, oldest first, all pages. */
  recordingsSince(since: Date): Promise<readonly ListedRecording[]>
  recordingsOf(callSid: string): Promise<readonly ListedRecording[]>
  findRecording(sid: string): Promise<ListedRecording | undefined>
  /** The sound itself, from an address built of the sid alone; undefined while or once there is none. */
  fetchMedia(sid: string): Promise<RecordingMedia | undefined>
  /** One that is gone already is no error. */
  removeRecording(sid: string): Promise<void>
  /** A text message. @returns false when the network refuses it @throws also when it may have been sent, and nobody knows */
  sendText(message: { readonly to: string; readonly from: string; readonly body: string }): Promise<boolean>
  /** Text messages to the number, the latest first, at most 50. */
  textsTo(number: string): Promise<readonly ListedText[]>
}
