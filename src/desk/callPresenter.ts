import parsePhoneNumber from 'libphonenumber-js'
import type { Callback, CallState, Telephony } from '../domain/telephony'
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
  readonly message: string | undefined
}

const STATE_WORDS: Readonly<Record<CallState, string>> = {
  received: 'The call has just reached us',
  menu: 'The caller is hearing the menu',
  callback_asked: 'The caller asked to be called back',
  voicemail: 'The caller chose to leave a message',
  abandoned_menu: 'The caller hung up without choosing anything',
  ended: 'The call ended',
}

/** What happened in a call, in the order in which it happened. */
export function callView(call: Telephony, receivedAt: Date, messageUnheard: boolean): CallView {
  return {
    steps: [
      `Rang on ${londonDateTime(receivedAt)}`,
      ...(call.openOnArrival === false ? ['The service was closed'] : []),
      call.language === 'cy' ? 'Heard the service in Welsh' : 'Heard the service in English',
      ...(call.queuedAt ? [`Asked for a call-back on ${londonDateTime(call.queuedAt)}`] : []),
      ...(call.messageAskedAt ? [`Reached the tone on ${londonDateTime(call.messageAskedAt)}`] : []),
      STATE_WORDS[call.state] + lengthOf(call),
    ],
    callback: call.callback ? callbackFacts(call.callback) : [],
    unsafe: call.callback !== undefined && call.callback.safe !== 'yes',
    message: messageWords(call, messageUnheard),
  }
}

const lengthOf = (call: Telephony): string => (call.duration === undefined ? '' : ` after ${lengthWords(call.duration)}`)

const SAFE_WORDS: Readonly<Record<Callback['safe'], string>> = {
  yes: 'Yes. The caller said so',
  no: 'No. The caller said that ringing it is not safe',
  not_asked: 'Not known: the caller did not say. Treat it as not safe',
}

const callbackFacts = (callback: Callback): readonly Fact[] => [
  { key: 'Number', value: callback.number === undefined ? 'None that can be rung' : readableNumber(callback.number) },
  { key: 'Safe to ring', value: SAFE_WORDS[callback.safe] },
]

function messageWords(call: Telephony, unheard: boolean): string | undefined {
  const { recording } = call
  if (!recording) return undefined
  const length = recording.duration === undefined ? 'A message' : `A message of ${lengthWords(recording.duration)}`
  switch (recording.status) {
    case 'pending':
      return `${length} is on its way to us.`
    case 'completed':
      return unheard ? `${length} waits to be listened to.` : `${length} was left.`
    case 'absent':
      return 'The caller reached the tone, but no message was recorded.'
    default:
      return recording.status satisfies never
  }
}

/** Grouped for reading aloud, or as it came when it is not a number we can make out. */
export function readableNumber(number: string): string {
  const parsed = parsePhoneNumber(number, 'GB')
  if (!parsed) return number
  return parsed.countryCallingCode === '44' ? parsed.formatNational() : parsed.formatInternational()
}
