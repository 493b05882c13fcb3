/** What happens on a simulated call, as the person with the handset notices it. */
export type CallSound =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'said'; readonly text: string; readonly language: string }
  | { readonly kind: 'played'; readonly url: string }
  | { readonly kind: 'asked'; readonly for: 'keys' | 'message' }
  | { readonly kind: 'pressed'; readonly key: string }
  | { readonly kind: 'tone' }
  | { readonly kind: 'recorded'; readonly seconds: number }
  | { readonly kind: 'queued'; readonly queue: string }
  /** Talking to the other party, whose number it is. */
  | { readonly kind: 'bridged'; readonly with: string }
  | { readonly kind: 'parted' }
  | { readonly kind: 'fault'; readonly message: string }
  /** `caller`: whoever holds this handset. */
  | { readonly kind: 'ended'; readonly by: 'caller' | 'service'; readonly seconds: number }

/** What a person with a handset does. */
export type CallerAct =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'speaking' }
  | { readonly kind: 'message'; readonly seconds: number; readonly end: MessageEnd }

/** How a spoken message ends: the hash key, hanging up, or falling silent. */
export type MessageEnd = 'hash' | 'hang_up' | 'silence'

/** What the line waits for: a key, a message, or that two people part; `over` once the call is. */
export type WaitsFor = 'keys' | 'message' | 'talking' | 'over'

/** A posted webhook and what came back; `status` 0 means that no answer came. */
export interface PostedWebhook {
  readonly url: string
  readonly params: Readonly<Record<string, string>>
  readonly status: number
  readonly body: string
  readonly contentType: string
  /** Until the answer had come, tries included, in milliseconds of real time. */
  readonly ms: number
  /** Requests made: more than one after failures. */
  readonly tries: number
}

export interface FinishedCall {
  readonly callSid: string
  /** Seconds. */
  readonly duration: number
  readonly sounds: readonly CallSound[]
  readonly posts: readonly PostedWebhook[]
}
