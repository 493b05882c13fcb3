import parsePhoneNumber from 'libphonenumber-js'
import { PARTS_OF_THE_DAY } from '../domain/callbackHours'
import type { Callback, CallbackTime, CallState, Telephony } from '../domain/telephony'
import { lengthWords, londonDateTime } from './londonTime'

export interface Fact {
  readonly key: string
  readonly value: string
}

export interface CallView {
  readonly steps: readonly string[]
  /** Ringing the number may put somebody in danger, for all we know. */
  readonly unsafe: boolean
  readonly callback: readonly Fact[]
}

export const CALL_STATE_WORDS: Readonly<Record<CallState, string>> = {
  received: 'The call has just reached us',
  menu: 'The caller is hearing the menu',
  queued: 'The caller holds the line for an adviser',
  offered: 'An adviser’s telephone is ringing for the caller',
  callback_asked: 'The caller asked to be called back',
  voicemail: 'The caller was asked to leave a message',
  connected: 'The caller is speaking with an adviser',
  wrap_up: 'The conversation is over',
  abandoned_menu: 'The caller hung up without choosing anything',
  abandoned_queue: 'The caller hung up while waiting for an adviser',
  abandoned_recording: 'The call ended without a message',
  ended: 'The call ended',
}

/** What happened in a call, in the order in which it happened. */
export function callView(call: Telephony, receivedAt: Date): CallView {
  return {
    steps: [
      `Rang on ${londonDateTime(receivedAt)}`,
      ...(call.openOnArrival === false ? ['The service was closed'] : []),
      call.language === 'cy' ? 'Heard the service in Welsh' : 'Heard the service in English',
      ...(call.urgentAt ? [`Pressed the urgent key on ${londonDateTime(call.urgentAt)}`] : []),
      ...(call.adviserAskedAt ? [`Asked for an adviser on ${londonDateTime(call.adviserAskedAt)}`] : []),
      ...(call.callback && call.queuedAt ? [callbackStep(call.callback, call.queuedAt)] : []),
      ...(call.conversation ? [`Spoke with ${call.conversation.name} from ${londonDateTime(call.conversation.since)}`] : []),
      ...(call.nobodyTookItAt ? [`Nobody on duty took the call: all were rung by ${londonDateTime(call.nobodyTookItAt)}`] : []),
      ...(call.messageAskedAt ? [`Reached the tone on ${londonDateTime(call.messageAskedAt)}`] : []),
      ...(call.textAskedAt ? ['Asked for the reference by text, and said that nobody else sees that telephone’s messages'] : []),
      CALL_STATE_WORDS[call.state] + lengthOf(call),
      ...(call.callbackAttempts ?? []).map(({ name, at, answered }) => `${name} rang them back on ${londonDateTime(at)}, and ${answered ? 'the call was answered' : 'nobody answered'}`),
    ],
    callback: call.callback ? callbackFacts(call.callback) : [],
    unsafe: call.callback !== undefined && call.callback.safe !== 'yes',
  }
}

const callbackStep = (callback: Callback, queuedAt: Date): string =>
  callback.askedInQueue ? 'Asked in the queue to be called back' : `Asked for a call-back on ${londonDateTime(queuedAt)}`

const lengthOf = (call: Telephony): string => (call.duration === undefined ? '' : ` after ${lengthWords(call.duration)}`)

const SAFE_WORDS: Readonly<Record<Callback['safe'], string>> = {
  yes: 'Yes. The caller said so',
  no: 'No. The caller said that ringing it is not safe',
  not_asked: 'Not known: the caller did not say. Treat it as not safe',
}

/** Such as "In the morning only, 08:00 to 12:00". */
export function callbackTimeWords(time: CallbackTime): string {
  if (time === 'any') return 'At any time'
  const [from, before] = PARTS_OF_THE_DAY[time].map((hour) => `${String(hour).padStart(2, '0')}:00`)
  return `In the ${time} only, ${from} to ${before}`
}

const OTHER_WORDS: Readonly<Record<Callback['mayNameUs'], string>> = {
  yes: 'You may say that the advice line is ringing',
  no: 'Say nothing and ring off: the caller asked for that',
  not_asked: 'Say nothing and ring off: the caller did not say what may be told',
}

const callbackFacts = (callback: Callback): readonly Fact[] => [
  { key: 'Number', value: callback.number === undefined ? 'None that can be rung' : readableNumber(callback.number) },
  { key: 'Safe to ring', value: SAFE_WORDS[callback.safe] },
  ...(callback.time === undefined ? [] : [{ key: 'When', value: callbackTimeWords(callback.time) }]),
  { key: 'If somebody else answers', value: OTHER_WORDS[callback.mayNameUs] },
]

/** Grouped for reading aloud, or as it came when it is not a number we can make out. */
export function readableNumber(number: string): string {
  const parsed = parsePhoneNumber(number, 'GB')
  if (!parsed) return number
  return parsed.countryCallingCode === '44' ? parsed.formatNational() : parsed.formatInternational()
}
