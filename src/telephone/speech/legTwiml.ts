import VoiceResponse from 'twilio/lib/twiml/VoiceResponse'
import { unreachable } from '../../domain/unreachable'
import { QUEUE_NAMES } from '../call/queueNames'
import type { LegAnswer } from '../legs/legFlow'
import { connectedUrl, legUrl, partedUrl } from '../webhooks/callUrls'
import { en } from './words/en'
import { STAFF_WORDS } from './words/staffWords'

export interface LegTwimlSettings {
  readonly publicBaseUrl: string
  /** The number that a caller who is rung back sees, E.164. */
  readonly callerId: string
}

/** Seconds for the key after the words were said twice. */
const KEY_TIMEOUT_S = 5
/** Seconds that a worker waits for a caller who was there a moment ago. */
const QUEUE_TIMEOUT_S = 5
/** Seconds that the caller's telephone rings. */
const CALLER_RINGS_S = 30

/** @param number of the caller to be rung, E.164; only for `ring_caller`, which without one ends the call */
export function legTwiml(answer: LegAnswer, legId: string, settings: LegTwimlSettings, number?: string): string | undefined {
  switch (answer.kind) {
    case 'screen_queue':
      return screen(legId, settings, STAFF_WORDS.caller({ urgent: answer.urgent, welsh: answer.language === 'cy' }))
    case 'screen_callback':
      return screen(legId, settings, STAFF_WORDS.callback({ ...answer, welsh: answer.language === 'cy' }))
    case 'screen_alert':
      return screen(legId, settings, STAFF_WORDS.alert(answer))
    case 'join_queue':
      return joinQueue(legId, settings, answer)
    case 'ring_caller':
      return number === undefined ? farewell(STAFF_WORDS.farewell.caller_gone) : ringCaller(legId, settings, number)
    case 'hang_up':
      return farewell(STAFF_WORDS.farewell[answer.why])
    case 'nothing':
      return undefined
    default:
      return unreachable(answer)
  }
}

/** For a leg that is not ours: it ends, and nothing is said. */
export const unknownLegTwiml = (): string => {
  const response = new VoiceResponse()
  response.hangup()
  return response.toString()
}

/** Says nothing and changes nothing: the two are put through. */
export const silentTwiml = (): string => new VoiceResponse().toString()

const voice = { voice: en.voice.name, language: en.voice.language } as const

/** Said twice, for who picks up late; a personal voicemail presses no key. */
function screen(legId: string, { publicBaseUrl }: LegTwimlSettings, words: string): string {
  const response = new VoiceResponse()
  const gather = response.gather({
    action: legUrl(publicBaseUrl, 'leg_key', legId), method: 'POST', input: ['dtmf'], numDigits: 1, timeout: KEY_TIMEOUT_S, actionOnEmptyResult: true,
  })
  gather.say(voice, words)
  gather.pause({ length: 1 })
  gather.say(voice, words)
  return response.toString()
}

function joinQueue(legId: string, { publicBaseUrl }: LegTwimlSettings, { queue, round }: Extract<LegAnswer, { kind: 'join_queue' }>): string {
  const response = new VoiceResponse()
  if (round === 1) response.say(voice, STAFF_WORDS.connecting)
  const dial = response.dial({ action: partedUrl(publicBaseUrl, legId, round), method: 'POST', timeout: QUEUE_TIMEOUT_S })
  dial.queue({ url: connectedUrl(publicBaseUrl, legId), method: 'POST' }, QUEUE_NAMES[queue])
  return response.toString()
}

function ringCaller(legId: string, { publicBaseUrl, callerId }: LegTwimlSettings, number: string): string {
  const response = new VoiceResponse()
  response.say(voice, STAFF_WORDS.connecting)
  const dial = response.dial({ action: partedUrl(publicBaseUrl, legId, 1), method: 'POST', timeout: CALLER_RINGS_S, callerId })
  const statusCallback = legUrl(publicBaseUrl, 'leg_caller_status', legId)
  dial.number({ statusCallback, statusCallbackMethod: 'POST', statusCallbackEvent: ['answered'] }, number)
  return response.toString()
}

function farewell(words: string): string {
  const response = new VoiceResponse()
  response.say(voice, words)
  response.hangup()
  return response.toString()
}
