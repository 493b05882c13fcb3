import { twiml } from 'twilio'
import { unreachable } from '../../domain/unreachable'
import type { CallAnswer } from '../call/callAnswer'
import type { KeyedStep } from '../call/callEvent'
import { recordingUrl, stepUrl } from '../webhooks/callUrls'
import { en } from './words/en'
import type { SpokenWords } from './words/words'

export interface TwimlSettings {
  readonly publicBaseUrl: string
  /** The service's hours as they are said to callers. */
  readonly hoursInWords: string
}

/** Seconds of silence after which a question counts as unanswered. */
const KEY_TIMEOUT_S = 8
/** The longest message, in seconds; and the silence that ends one. */
const MESSAGE_MAX_S = 300
const MESSAGE_SILENCE_S = 8

/** Turns an answer into TwiML; undefined when the event wants none. `reference` is spoken where the answer ends the call. */
export type RenderAnswer = (answer: CallAnswer, reference: string) => string | undefined

/** The menu is the same for every caller and is built once for each of its forms: every call begins with it. */
export function callRenderer(settings: TwimlSettings): RenderAnswer {
  const menus = new Map<string, string>()
  return (answer, reference) => {
    if (answer.kind === 'nothing') return undefined
    if (answer.kind !== 'menu') return render(answer, reference, settings)
    const form = `${answer.open}:${answer.attempt}`
    const menu = menus.get(form) ?? render(answer, reference, settings)
    menus.set(form, menu)
    return menu
  }
}

type SpokenAnswer = Exclude<CallAnswer, { kind: 'nothing' }>

function render(answer: SpokenAnswer, reference: string, settings: TwimlSettings): string {
  const script = new Script(settings, en)
  write(script, answer, reference)
  return script.toString()
}

function write(script: Script, answer: SpokenAnswer, reference: string): void {
  const { words, hours } = script
  switch (answer.kind) {
    case 'menu':
      return script.ask('menu', answer.attempt, menuWords(words, hours, answer))
    case 'confirm_number':
      return script.ask('callback_confirm', answer.attempt, [...sorry(words, answer.attempt), words.confirmNumber(answer.lastDigits)])
    case 'key_number':
      return script.ask('callback_number', answer.attempt, [...(answer.attempt > 1 ? [words.notANumber] : []), words.keyNumber])
    case 'ask_safety':
      return script.ask('callback_safety', answer.attempt, [...sorry(words, answer.attempt), words.askSafety])
    case 'callback_booked':
      script.say(answer.open ? words.booked : words.bookedWhileClosed(hours))
      return script.farewell(reference)
    case 'record':
      script.record(RECORD_WORDS[answer.why](words))
      script.say(words.nothingHeard)
      return script.farewell(reference)
    case 'message_kept':
      script.say(words.messageKept)
      return script.farewell(reference)
    case 'hang_up':
      return script.hangUp()
    default:
      return unreachable(answer)
  }
}

const sorry = (words: SpokenWords, attempt: number): string[] => (attempt > 1 ? [words.notUnderstood] : [])

function menuWords(words: SpokenWords, hours: string, { open, attempt }: { open: boolean; attempt: number }): string[] {
  if (attempt > 1) return [words.notUnderstood, words.menu]
  return [words.emergency, words.welcome, ...(open ? [] : [words.closed(hours)]), words.menu]
}

const RECORD_WORDS = {
  chosen: (words: SpokenWords) => words.leaveMessage,
  not_understood: (words: SpokenWords) => words.leaveMessageNotUnderstood,
  not_safe: (words: SpokenWords) => words.leaveMessageNotSafe,
} as const

/**
 * The fixed answer for when the application cannot give its own: the emergency notice and a recording. It rests on
 * nothing but the settings, so the same text can be hosted away from the application.
 */
export function fallbackTwiml(publicBaseUrl: string): string {
  const script = new Script({ publicBaseUrl, hoursInWords: '' }, en)
  script.record(en.fallback)
  script.hangUp()
  return script.toString()
}

class Script {
  private readonly response = new twiml.VoiceResponse()

  constructor(private readonly settings: TwimlSettings, readonly words: SpokenWords) {}

  get hours(): string {
    return this.settings.hoursInWords
  }

  say(text: string): void {
    this.response.say(this.voice, text)
  }

  /** Asks for keys while speaking. Silence is an answer too: it comes to the same address, without digits. */
  ask(step: KeyedStep['kind'], attempt: number, sentences: readonly string[]): void {
    const gather = this.response.gather({
      action: stepUrl(this.settings.publicBaseUrl, step, attempt),
      method: 'POST',
      input: ['dtmf'],
      timeout: KEY_TIMEOUT_S,
      finishOnKey: '#',
      actionOnEmptyResult: true,
      ...(step !== 'callback_number' && { numDigits: 1 }),
    })
    for (const sentence of sentences) gather.say(this.voice, sentence)
  }

  /** What follows a recording in the script is heard only when the caller said nothing. */
  record(words: string): void {
    this.say(words)
    this.response.record({
      action: recordingUrl(this.settings.publicBaseUrl, 'message'),
      method: 'POST',
      maxLength: MESSAGE_MAX_S,
      timeout: MESSAGE_SILENCE_S,
      finishOnKey: '#',
      playBeep: true,
      trim: 'do-not-trim',
      recordingStatusCallback: recordingUrl(this.settings.publicBaseUrl, 'recording'),
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: ['completed', 'absent'],
    })
  }

  farewell(reference: string): void {
    this.say(this.words.reference(reference))
    this.response.pause({ length: 1 })
    this.say(this.words.referenceAgain(reference))
    this.say(this.words.goodbye)
    this.hangUp()
  }

  hangUp(): void {
    this.response.hangup()
  }

  toString(): string {
    return this.response.toString()
  }

  private get voice() {
    return { voice: this.words.voice.name, language: this.words.voice.language }
  }
}
