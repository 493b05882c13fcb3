import type { Language } from '../../domain/telephony'
import type { CallbackStepKind } from '../call/callEvent'

export const TWILIO_PATHS = {
  voice: '/twilio/voice',
  status: '/twilio/status',
  fallback: '/twilio/fallback',
  menu: '/twilio/menu',
  wait: '/twilio/wait',
  queue_choice: '/twilio/queue-choice',
  queue_left: '/twilio/queue-left',
  connected: '/twilio/connected',
  callback_confirm: '/twilio/callback-confirm',
  callback_number: '/twilio/callback-number',
  callback_safety: '/twilio/callback-safety',
  callback_time: '/twilio/callback-time',
  callback_other: '/twilio/callback-other',
  message: '/twilio/message',
  recording: '/twilio/recording-status',
} as const

/**
 * Asks Twilio to try again, in milliseconds, where by default it would give up: its connection and read timeouts and
 * our 5xx, twice, within the 15 seconds that it waits in all. Every step of ours stands being repeated.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const PATIENCE = '#rc=2&rp=ct,rt,5xx&ct=2000&rt=4000&tt=14000'

/** @param publicBaseUrl the origin that Twilio sees, without a slash at the end */
export const callUrl = (publicBaseUrl: string, path: keyof typeof TWILIO_PATHS): string => `${publicBaseUrl}${TWILIO_PATHS[path]}${PATIENCE}`

export const menuUrl = (publicBaseUrl: string, language: Language, attempt: number): string =>
  `${publicBaseUrl}${TWILIO_PATHS.menu}?lang=${language}&attempt=${attempt}${PATIENCE}`

export const callbackUrl = (publicBaseUrl: string, step: CallbackStepKind, { attempt, fromQueue }: { readonly attempt: number; readonly fromQueue: boolean }): string =>
  `${publicBaseUrl}${TWILIO_PATHS[step]}?attempt=${attempt}${fromQueue ? '&from=queue' : ''}${PATIENCE}`
