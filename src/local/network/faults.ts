/** Faults of the network that a test or a demonstration asks for, of one call. */
export interface CallFaults {
  /** Every webhook is delivered twice at once. */
  readonly duplicateEveryPost?: boolean
  /** The answer to the first try of every webhook is lost, and the network tries again. */
  readonly retryEveryPost?: boolean
  readonly dropStatusCallback?: boolean
  readonly dropRecordingCallback?: boolean
  /** The caller hangs up by itself after so many milliseconds. */
  readonly hangUpAfterMs?: number
  /** A message is ready, and told of, only so many seconds after it was spoken. */
  readonly recordingLateSeconds?: number
  /** A message was spoken, and yet there is no recording. */
  readonly recordingAbsent?: boolean
  /** The end of the call is told so many seconds late. */
  readonly statusCallbackLateSeconds?: number
}

export const PROGRESS_EVENTS = ['initiated', 'ringing', 'answered', 'completed'] as const
/** What the network tells of an outgoing call; `completed` stands for every way to end. */
export type ProgressEvent = (typeof PROGRESS_EVENTS)[number]

/** What goes wrong with what the network tells of outgoing calls. */
export interface ProgressFaults {
  /** Each second one overtakes the one before it. */
  readonly reorder?: boolean
  readonly duplicate?: boolean
  readonly drop?: readonly ProgressEvent[]
}
