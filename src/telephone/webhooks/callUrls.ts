import type { KeyedStep } from '../call/callEvent'

export const TWILIO_PATHS = {
  voice: '/twilio/voice',
  status: '/twilio/status',
  fallback: '/twilio/fallback',
  menu: '/twilio/menu',
  callback_confirm: '/twilio/callback-confirm',
  callback_number: '/twilio/callback-number',
  callback_safety: '/twilio/callback-safety',
  message: '/twilio/message',
  recording: '/twilio/recording-status',
} as const

/**
 * Asks Twilio to try again, in milliseconds, where by default it would give up: its connection and read timeouts and
 * our 5xx, twice, within the 15 seconds that it waits in all. Every step of ours stands being repeated.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
const PATIENCE = '#rc=2&rp=ct,rt,5xx&ct=2000&rt=4000&tt=14000'

/** @param publicBaseUrl the origin that Twilio sees, without a slash at the end */
export const stepUrl = (publicBaseUrl: string, step: KeyedStep['kind'], attempt: number): string =>
  `${publicBaseUrl}${TWILIO_PATHS[step]}?attempt=${attempt}${PATIENCE}`

export const recordingUrl = (publicBaseUrl: string, what: 'message' | 'recording'): string =>
  `${publicBaseUrl}${TWILIO_PATHS[what]}${PATIENCE}`
