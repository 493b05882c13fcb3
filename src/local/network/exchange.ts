import type { OutgoingCall } from './call/callPlan'
import type { Scope } from './call/callScript'
import type { SimulatedCall } from './call/simulatedCall'
import type { WebhookSettings } from './call/webhookClient'
import type { NetworkClock } from './networkClock'
import type { NetworkState } from './networkState'

export interface NetworkSettings extends WebhookSettings {
  readonly clock: NetworkClock
  /** Milliseconds that one spoken character takes. */
  readonly speechMsPerCharacter: number
  /** Seconds that a played sound takes while somebody waits in a queue. */
  readonly musicSeconds: number
  /** What is wrong with a document, a line each. @param scope what the document is for */
  readonly checkTwiml?: (document: string, scope: Scope) => readonly string[]
}

/** Where calls live. */
export interface Exchange {
  readonly settings: NetworkSettings
  readonly state: NetworkState
  place(plan: OutgoingCall): SimulatedCall
}
