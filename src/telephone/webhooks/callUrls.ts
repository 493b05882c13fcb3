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
  text_choice: '/twilio/text-choice',
  recording: '/twilio/recording-status',
  leg_answered: '/twilio/legs/:legId/answered',
  leg_key: '/twilio/legs/:legId/key',
  leg_parted: '/twilio/legs/:legId/parted',
  leg_status: '/twilio/legs/:legId/status',
  leg_caller_status: '/twilio/legs/:legId/caller-status',
} as const

/** For so long Twilio waits for one answer of ours, in milliseconds. */
export const READ_TIMEOUT_MS = 4_000

/**
 * Asks Twilio to try again, in milliseconds, where by default it would give up: its connection and read timeouts and
 * our 5xx, twice, within the 15 seconds that it waits in all. Every step of ours stands being repeated.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export const PATIENCE = `#rc=2&rp=ct,rt,5xx&ct=2000&rt=${READ_TIMEOUT_MS}&tt=14000`

/** @param publicBaseUrl the origin that Twilio sees, without a slash at the end */
export const callUrl = (publicBaseUrl: string, path: keyof typeof TWILIO_PATHS): string => `${publicBaseUrl}${TWILIO_PATHS[path]}${PATIENCE}`

export const menuUrl = (publicBaseUrl: string, language: Language, attempt: number): string =>
  `${publicBaseUrl}${TWILIO_PATHS.menu}?lang=${language}&attempt=${attempt}${PATIENCE}`

export const callbackUrl = (publicBaseUrl: string, step: CallbackStepKind, { attempt, fromQueue }: { readonly attempt: number; readonly fromQueue: boolean }): string =>
  `${publicBaseUrl}${TWILIO_PATHS[step]}?attempt=${attempt}${fromQueue ? '&from=queue' : ''}${PATIENCE}`

export type LegPath = 'leg_answered' | 'leg_key' | 'leg_parted' | 'leg_status' | 'leg_caller_status'

/** An address of a worker's leg. */
export const legUrl = (publicBaseUrl: string, path: LegPath, legId: string): string =>
  `${publicBaseUrl}${TWILIO_PATHS[path].replace(':legId', legId)}${PATIENCE}`

/** Where the worker's call goes on after the two have parted; `round` counts the queues that were tried. */
export const partedUrl = (publicBaseUrl: string, legId: string, round: number): string =>
  `${publicBaseUrl}${TWILIO_PATHS.leg_parted.replace(':legId', legId)}?round=${round}${PATIENCE}`

/** Asked on the caller's side, before the two hear each other. */
export const connectedUrl = (publicBaseUrl: string, legId: string): string => `${publicBaseUrl}${TWILIO_PATHS.connected}?leg=${legId}${PATIENCE}`
