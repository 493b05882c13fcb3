import type { Language } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import type { CallAnswer, RecordReason } from '../call/callAnswer'
import { callbackUrl, menuUrl } from '../webhooks/callUrls'
import { Script } from './script'
import { slowly } from './words/slowly'
import type { SpokenWords } from './words/words'

export interface TwimlSettings {
  readonly publicBaseUrl: string
  /** The service's hours as they are said to callers. */
  readonly hoursInWords: Readonly<Record<Language, string>>
}

/** Whom the answer is for. */
export interface Listener {
  readonly language: Language
  /** Spoken where the answer tells it; absent while the call could not be stored. */
  readonly reference?: string
  /** The caller's number, of which the last digits are read back. */
  readonly from?: string
}

/** Turns an answer into TwiML; undefined when the event wants none. */
export type RenderAnswer = (answer: CallAnswer, listener: Listener) => string | undefined

/** Answers that read the reference out. They are the same for everybody but for it. */
const TELLS_REFERENCE: readonly CallAnswer['kind'][] = ['callback_booked', 'after_talk', 'wait', 'record', 'message_kept']
/** Stands where a reference will. None holds a nought, and nothing else is spelt out so. */
const ANY_REFERENCE = '0000-0000'
const ANY_SPOKEN = slowly(ANY_REFERENCE)
/** Places in the queue and minutes of waiting make many forms of one answer. */
const MOST_KEPT = 1_000

/** What is the same for everybody is built once for each of its forms: building costs more than deciding. */
export function callRenderer(settings: TwimlSettings): RenderAnswer {
  const kept = new Map<string, string>()
  return (answer, listener) => {
    if (answer.kind === 'nothing') return undefined
    if (answer.kind === 'confirm_number') return render(answer, listener, settings)
    const { language, reference } = listener
    const tells = reference !== undefined && TELLS_REFERENCE.includes(answer.kind)
    const form = `${language}:${tells}:${JSON.stringify(answer)}`
    const script = kept.get(form) ?? render(answer, { language, ...(tells && { reference: ANY_REFERENCE }) }, settings)
    if (kept.size < MOST_KEPT) kept.set(form, script)
    return tells ? script.replaceAll(ANY_SPOKEN, slowly(reference)) : script
  }
}

function render(answer: CallAnswer, listener: Listener, settings: TwimlSettings): string {
  const script = new Script(settings.publicBaseUrl, listener.language)
  write(script, answer, listener, settings)
  return script.toString()
}

function write(script: Script, answer: CallAnswer, listener: Listener, settings: TwimlSettings): void {
  const { words, language } = script
  const { publicBaseUrl } = settings
  const hours = settings.hoursInWords[language]
  const sorry = 'attempt' in answer && answer.attempt > 1 ? [words.notUnderstood] : []
  switch (answer.kind) {
    case 'menu':
      return script.ask({ url: menuUrl(publicBaseUrl, language, answer.attempt) }, menuWords(words, hours, answer), words.inOtherLanguage)
    case 'confirm_number':
      return script.ask({ url: callbackUrl(publicBaseUrl, 'callback_confirm', answer) }, [...sorry, words.confirmNumber(lastDigits(listener))])
    case 'key_number': {
      const again = answer.attempt > 1 ? [words.notANumber] : []
      return script.ask({ url: callbackUrl(publicBaseUrl, 'callback_number', answer), keys: 'until_hash' }, [...again, words.keyNumber])
    }
    case 'ask_safety':
      return script.ask({ url: callbackUrl(publicBaseUrl, 'callback_safety', answer) }, [...sorry, words.askSafety])
    case 'ask_time':
      return script.ask({ url: callbackUrl(publicBaseUrl, 'callback_time', answer) }, [...sorry, words.askTime])
    case 'ask_other':
      return script.ask({ url: callbackUrl(publicBaseUrl, 'callback_other', answer) }, [...sorry, words.askOther])
    case 'callback_booked':
      script.say(answer.open ? words.booked : words.bookedWhileClosed(hours))
      return script.farewell(listener.reference, answer.offersText)
    case 'enqueue':
      script.say(connectingWords(words, answer))
      return script.enqueue(answer.urgent ? 'urgent' : 'ordinary')
    case 'wait':
      return script.hold([words.place(answer.position, answer.minutes), words.offerCallback], answer.tells && listener.reference)
    case 'wait_on':
      return script.say(words.stillHolding)
    case 'leave_queue':
      return script.leaveQueue()
    case 'connected':
      return script.say(words.connected)
    case 'after_talk':
      return script.farewell(listener.reference, answer.offersText)
    case 'record':
      script.record(`${RECORD_WORDS[answer.why](words)} ${whenFinished(words, answer, listener)}`)
      script.say(words.nothingHeard)
      return script.farewellToSilence(listener.reference)
    case 'message_kept':
      script.say(words.messageKept)
      return script.farewell(listener.reference, answer.offersText)
    case 'text_promised':
      script.say(words.textPromised)
      return script.goodbye()
    case 'goodbye':
      return script.goodbye()
    case 'hang_up':
      return script.hangUp()
    case 'nothing':
      return
    default:
      return unreachable(answer)
  }
}

const lastDigits = ({ from = '' }: Listener): string => from.slice(-3)

function menuWords(words: SpokenWords, hours: string, { open, attempt, urgent }: Extract<CallAnswer, { kind: 'menu' }>): string[] {
  const choices = open ? words.menu : words.menuWhileClosed
  if (attempt > 1) return [words.notUnderstood, choices]
  if (urgent === 'noted') return [words.urgentNoted, choices]
  const danger = urgent === 'offered' ? [words.urgentKey] : []
  return [words.emergency, words.welcome, ...(open ? [] : [words.closed(hours)]), ...danger, choices]
}

function connectingWords(words: SpokenWords, { urgent, understood }: Extract<CallAnswer, { kind: 'enqueue' }>): string {
  if (urgent) return words.connectingUrgent
  return understood ? words.connecting : words.connectingNotUnderstood
}

const RECORD_WORDS: Readonly<Record<RecordReason, (words: SpokenWords) => string>> = {
  chosen: (words) => words.leaveMessage,
  not_understood: (words) => words.leaveMessageNotUnderstood,
  not_safe: (words) => words.leaveMessageNotSafe,
  nobody_free: (words) => words.leaveMessageNobodyFree,
  waited_long: (words) => words.leaveMessageWaitedLong,
}

const whenFinished = (words: SpokenWords, { tells }: Extract<CallAnswer, { kind: 'record' }>, { reference }: Listener): string =>
  tells && reference !== undefined ? words.whenFinishedTold(reference) : words.whenFinished

/**
 * The fixed answer for when the application cannot give its own: the emergency notice and a recording. It rests on
 * nothing but the settings, so the same text can be hosted away from the application.
 *
 * @param then where `fallbackGoodbyeTwiml` is hosted. Without it the end of a message is told to the application, and
 *   while that is away the network turns to the fallback again, so that the caller hears it all once more.
 */
export function fallbackTwiml(publicBaseUrl: string, then?: string): string {
  const script = new Script(publicBaseUrl, 'en')
  script.record(script.words.fallback, then)
  script.hangUp()
  return script.toString()
}

/** What a caller hears who has left a message with a fallback that is hosted away from the application. */
export function fallbackGoodbyeTwiml(publicBaseUrl: string): string {
  const script = new Script(publicBaseUrl, 'en')
  script.say(script.words.messageKept)
  script.farewell(undefined)
  return script.toString()
}
