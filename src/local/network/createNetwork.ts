import { type NetworkClock, realTime } from './networkClock'
import { type Dialled, type NetworkSettings, SimulatedCall } from './simulatedCall'
import type { WebhookSettings } from './webhookClient'

export type { CallFaults, CallSound, FinishedCall, MessageEnd, PostedWebhook } from './callSounds'
export { ManualClock, type NetworkClock, realTime } from './networkClock'
export type { SimulatedCall as PhoneCall } from './simulatedCall'

/** What the network passes on for a caller who withholds the number: "anonymous", spelt on a keypad. */
export const WITHHELD_NUMBER = '+266696687'

export interface TelephoneNetwork {
  /** Rings the service. The call goes on by itself; `done` tells when it is over and never rejects. */
  dial(dialled: Dialled): SimulatedCall
}

export interface NewNetwork extends WebhookSettings {
  /** @defaultValue real time */
  readonly clock?: NetworkClock
  /** @defaultValue 65: an unhurried voice */
  readonly speechMsPerCharacter?: number
}

/**
 * A telephone network in place of Twilio's: it signs and posts the very webhooks that Twilio would, and follows the
 * TwiML that comes back.
 */
export function createNetwork({ clock = realTime, speechMsPerCharacter = 65, ...webhooks }: NewNetwork): TelephoneNetwork {
  const settings: NetworkSettings = {
    ...webhooks,
    clock,
    speechMsPerCharacter,
    voiceUrl: `${webhooks.publicBaseUrl}/twilio/voice`,
    statusUrl: `${webhooks.publicBaseUrl}/twilio/status`,
    fallbackUrl: `${webhooks.publicBaseUrl}/twilio/fallback`,
  }
  return { dial: (dialled) => new SimulatedCall(settings, dialled) }
}
