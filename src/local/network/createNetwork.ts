import type { OutgoingCall } from './call/callPlan'
import { SimulatedCall } from './call/simulatedCall'
import type { Exchange, NetworkSettings } from './exchange'
import type { WebhookSettings } from './call/webhookClient'
import type { CallFaults } from './faults'
import { type NetworkClock, realTime } from './networkClock'
import { NetworkState } from './networkState'
import type { Telephone } from './telephones/telephone'

export type { CallSound, FinishedCall, MessageEnd, PostedWebhook, WaitsFor } from './call/callSounds'
export type { SimulatedCall as PhoneCall } from './call/simulatedCall'
export type { CallFaults, ProgressFaults } from './faults'
export { ManualClock, type NetworkClock, realTime } from './networkClock'
export type { NetworkState } from './networkState'
export type { Telephone } from './telephones/telephone'

/** What the network passes on for a caller who withholds the number: "anonymous", spelt on a keypad. */
export const WITHHELD_NUMBER = '+266696687'

export interface Dialled {
  /** As the network passes it on; see `WITHHELD_NUMBER`. */
  readonly from: string
  readonly to: string
  readonly faults?: CallFaults
  /** For this call, in place of the network's. */
  readonly speechMsPerCharacter?: number
}

export interface TelephoneNetwork {
  /** Everything that the network knows: what its REST side shows. */
  readonly state: NetworkState
  readonly exchange: Exchange
  /** Rings the service. The call goes on by itself; `done` tells when it is over and never rejects. */
  dial(dialled: Dialled): SimulatedCall
  /** Gives a number a telephone, in place of what it had. A number without one cannot be reached. */
  install(number: string, telephone: Telephone): void
}

export interface NewNetwork extends WebhookSettings {
  /** @defaultValue real time */
  readonly clock?: NetworkClock
  /** @defaultValue 65: an unhurried voice */
  readonly speechMsPerCharacter?: number
  /** Seconds that a played sound takes in a queue. @defaultValue 20 */
  readonly musicSeconds?: number
  /** Looks at every document that comes back: a line each for what is wrong with it. A fault is told on the call. */
  readonly checkTwiml?: NonNullable<NetworkSettings['checkTwiml']>
}

/**
 * A telephone network in place of Twilio's: it signs and posts the very webhooks that Twilio would, and follows the
 * TwiML that comes back.
 */
export function createNetwork(options: NewNetwork): TelephoneNetwork {
  const { clock = realTime, speechMsPerCharacter = 65, musicSeconds = 20, publicBaseUrl } = options
  const settings: NetworkSettings = { ...options, clock, speechMsPerCharacter, musicSeconds }
  const state = new NetworkState(clock, {
    voiceUrl: `${publicBaseUrl}/twilio/voice`, voiceMethod: 'POST',
    voiceFallbackUrl: `${publicBaseUrl}/twilio/fallback`, voiceFallbackMethod: 'POST',
    statusCallback: `${publicBaseUrl}/twilio/status`, statusCallbackMethod: 'POST',
  })
  const kept = (call: SimulatedCall): SimulatedCall => {
    state.calls.set(call.callSid, call)
    return call
  }
  const exchange: Exchange = { settings, state, place: (plan: OutgoingCall) => kept(new SimulatedCall(exchange, plan)) }
  return {
    state,
    exchange,
    dial: (dialled) => kept(new SimulatedCall(exchange, { ...dialled, direction: 'inbound', number: state.number(dialled.to) })),
    install: (number, telephone) => void state.telephones.set(number, telephone),
  }
}
