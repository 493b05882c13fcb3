/** What happens on a simulated call, as the person with the handset notices it. */
export type CallSound =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'said'; readonly text: string; readonly language: string }
  | { readonly kind: 'played'; readonly url: string }
  | { readonly kind: 'asked'; readonly for: 'keys' | 'message' }
  | { readonly kind: 'pressed'; readonly key: string }
  | { readonly kind: 'tone' }
  | { readonly kind: 'recorded'; readonly seconds: number }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'ended'; readonly by: 'caller' | 'service'; readonly seconds: number }

/** What a person with a handset does. */
export type CallerAct =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'speaking' }
  | { readonly kind: 'message'; readonly seconds: number; readonly end: MessageEnd }

/** How a spoken message ends: the hash key, hanging up, or falling silent. */
export type MessageEnd = 'hash' | 'hang_up' | 'silence'

/** A posted webhook and what came back; `status` 0 means that no answer came. */
export interface PostedWebhook {
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  readonly status: number
  readonly body: string
}

export interface FinishedCall {
  readonly callSid: string
  /** Seconds. */
  readonly duration: number
  readonly sounds: readonly CallSound[]
  readonly posts: readonly PostedWebhook[]
}

/** Faults of the network that a test or a demonstration asks for. */
export interface CallFaults {
  /** Every webhook is delivered twice at once. */
  readonly duplicateEveryPost?: boolean
  readonly dropStatusCallback?: boolean
  readonly dropRecordingCallback?: boolean
  /** The caller hangs up by itself after so many milliseconds. */
  readonly hangUpAfterMs?: number
}
