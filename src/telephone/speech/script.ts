import VoiceResponse from 'twilio/lib/twiml/VoiceResponse'
import type { Language } from '../../domain/telephony'
import { QUEUE_NAMES } from '../call/queueNames'
import { callUrl } from '../webhooks/callUrls'
import { SPOKEN_WORDS } from './words/spokenWords'
import type { SpokenWords } from './words/words'

/** Seconds of silence after which a question counts as unanswered. */
const KEY_TIMEOUT_S = 8
/** The longest message, in seconds; and the silence that ends one. */
const MESSAGE_MAX_S = 300
const MESSAGE_SILENCE_S = 8
/** Between two sentences of one round in the queue, in seconds: nobody is to take the line for dead. */
const HOLD_PAUSE_S = 14
const HOLD_END_S = 2

/** How a question wants its answer. @defaultValue keys: one */
interface Question {
  readonly url: string
  readonly keys?: 'one' | 'until_hash'
}

/** One TwiML document for a caller, written in one language. */
export class Script {
  private readonly response = new VoiceResponse()
  readonly words: SpokenWords

  constructor(private readonly publicBaseUrl: string, readonly language: Language) {
    this.words = SPOKEN_WORDS[language]
  }

  say(text: string): void {
    this.response.say(voiceOf(this.words), text)
  }

  /** Asks for keys while speaking. Silence is an answer too: it comes to the same address, without digits. */
  ask({ url, keys = 'one' }: Question, sentences: readonly string[], inOtherLanguage: readonly string[] = []): void {
    const gather = this.response.gather({
      action: url,
      method: 'POST',
      input: ['dtmf'],
      timeout: KEY_TIMEOUT_S,
      finishOnKey: '#',
      actionOnEmptyResult: true,
      ...(keys === 'one' && { numDigits: 1 }),
    })
    for (const sentence of sentences) gather.say(voiceOf(this.words), sentence)
    const other = SPOKEN_WORDS[this.language === 'en' ? 'cy' : 'en']
    for (const sentence of inOtherLanguage) gather.say(voiceOf(other), sentence)
  }

  enqueue(queue: keyof typeof QUEUE_NAMES): void {
    this.response.enqueue({
      waitUrl: callUrl(this.publicBaseUrl, 'wait'),
      waitUrlMethod: 'POST',
      action: callUrl(this.publicBaseUrl, 'queue_left'),
      method: 'POST',
    }, QUEUE_NAMES[queue])
  }

  /**
   * One round of holding, of 45 to 60 seconds, or some 70 with the reference, in which a key is heard at any moment; the network asks for the next.
   *
   * @param reference told in this round, twice
   */
  hold(sentences: readonly string[], reference?: string): void {
    const gather = this.response.gather({
      action: callUrl(this.publicBaseUrl, 'queue_choice'),
      method: 'POST',
      input: ['dtmf'],
      numDigits: 1,
      timeout: HOLD_END_S,
      actionOnEmptyResult: false,
    })
    const { stillHolding } = this.words
    const told = reference === undefined ? [] : [this.words.reference(reference)]
    const toldAgain = reference === undefined ? stillHolding : this.words.referenceAgain(reference)
    for (const sentence of [...sentences, ...told]) gather.say(voiceOf(this.words), sentence)
    for (const sentence of [toldAgain, stillHolding]) {
      gather.pause({ length: HOLD_PAUSE_S })
      gather.say(voiceOf(this.words), sentence)
    }
  }

  leaveQueue(): void {
    this.response.leave()
  }

  /**
   * What follows a recording in the script is heard only when the caller said nothing.
   *
   * @param then the address of what a caller hears who ended the message; read with GET, for it may be a file
   * @defaultValue then the application's own
   */
  record(words: string, then?: string): void {
    this.say(words)
    this.response.record({
      action: then ?? callUrl(this.publicBaseUrl, 'message'),
      method: then === undefined ? 'POST' : 'GET',
      maxLength: MESSAGE_MAX_S,
      timeout: MESSAGE_SILENCE_S,
      finishOnKey: '#',
      playBeep: true,
      trim: 'do-not-trim',
      recordingStatusCallback: callUrl(this.publicBaseUrl, 'recording'),
      recordingStatusCallbackMethod: 'POST',
      recordingStatusCallbackEvent: ['completed', 'absent'],
    })
  }

  /**
   * What a caller hears last.
   *
   * @param reference absent when there is none to tell yet
   * @param offersText the reference may be had by text: silence is no answer, and the call ends
   */
  farewell(reference: string | undefined, offersText = false): void {
    this.lastWords(reference)
    if (offersText) this.offerText()
    this.goodbye()
  }

  /**
   * What a caller hears last who said nothing at the tone. Only who is still there then has the network ask what comes next, as if a
   * text had been offered and left unanswered: so it is known that they heard the reference.
   */
  farewellToSilence(reference: string | undefined): void {
    this.lastWords(reference)
    if (reference === undefined) return this.goodbye()
    this.response.redirect({ method: 'POST' }, callUrl(this.publicBaseUrl, 'text_choice'))
  }

  private lastWords(reference: string | undefined): void {
    if (reference !== undefined) {
      this.say(this.words.reference(reference))
      this.response.pause({ length: 1 })
      this.say(this.words.referenceAgain(reference))
    }
    this.say(this.words.ifWorse)
  }

  goodbye(): void {
    this.say(this.words.goodbye)
    this.hangUp()
  }

  private offerText(): void {
    const gather = this.response.gather({
      action: callUrl(this.publicBaseUrl, 'text_choice'),
      method: 'POST',
      input: ['dtmf'],
      numDigits: 1,
      timeout: KEY_TIMEOUT_S,
      actionOnEmptyResult: false,
    })
    gather.say(voiceOf(this.words), this.words.offerText)
  }

  hangUp(): void {
    this.response.hangup()
  }

  toString(): string {
    return this.response.toString()
  }
}

const voiceOf = ({ voice: { name, language } }: SpokenWords) => ({ voice: name, language })
