import { parseTwiml, type TwimlElement } from '../../src/local/network/parseTwiml'

/**
 * The part of TwiML that the service speaks, checked by hand against the SDK's VoiceResponse types; twimlGrammar.test.ts
 * holds every attribute here against those types.
 */
type Check = (value: string) => boolean

const oneOf = (...values: string[]): Check => (value) => values.includes(value)
const whole = (from: number, to: number): Check => (value) => /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to
const bool = oneOf('true', 'false')
const method = oneOf('GET', 'POST')
const absoluteUrl: Check = (value) => /^https?:\/\//.test(value) && URL.canParse(value)
const words = (...allowed: string[]): Check => (value) => value.split(' ').every((word) => allowed.includes(word))

interface Rule {
  readonly attributes: Readonly<Record<string, Check>>
  readonly required?: readonly string[]
  readonly children?: readonly string[]
  readonly text?: Check
}

const said: Check = (text) => text.trim().length > 0 && text.length <= 4096

export const GRAMMAR: Readonly<Record<string, Rule>> = {
  Response: { attributes: {}, children: ['Say', 'Play', 'Pause', 'Gather', 'Record', 'Redirect', 'Hangup', 'Enqueue', 'Leave'] },
  Say: {
    attributes: { voice: oneOf('Polly.Amy-Neural', 'Polly.Gwyneth'), language: oneOf('en-GB', 'cy-GB'), loop: whole(0, 1000) },
    required: ['voice', 'language'],
    text: said,
  },
  Play: { attributes: { loop: whole(0, 1000) }, text: absoluteUrl },
  Pause: { attributes: { length: whole(1, 600) } },
  Gather: {
    attributes: {
      action: absoluteUrl, method, input: words('dtmf'), timeout: whole(1, 60), finishOnKey: (value) => /^[0-9*#]?$/.test(value),
      numDigits: whole(1, 32), actionOnEmptyResult: bool,
    },
    required: ['action'],
    children: ['Say', 'Play', 'Pause'],
  },
  Record: {
    attributes: {
      action: absoluteUrl, method, maxLength: whole(1, 14_400), timeout: whole(1, 600), finishOnKey: (value) => /^[0-9*#]+$/.test(value),
      playBeep: bool, trim: oneOf('trim-silence', 'do-not-trim'),
      recordingStatusCallback: absoluteUrl, recordingStatusCallbackMethod: method,
      recordingStatusCallbackEvent: words('in-progress', 'completed', 'absent'),
    },
    // Without an action a recording asks for the same document for ever.
    required: ['action', 'recordingStatusCallback', 'recordingStatusCallbackEvent'],
  },
  Enqueue: {
    attributes: { waitUrl: absoluteUrl, waitUrlMethod: method, action: absoluteUrl, method },
    // Without an action the caller who leaves the queue is cut off.
    required: ['waitUrl', 'action'],
    text: (name) => name.length > 0 && name.length <= 64,
  },
  Leave: { attributes: {} },
  Redirect: { attributes: { method }, text: absoluteUrl },
  Hangup: { attributes: {} },
}

/** What is wrong with a TwiML answer, a line a fault; empty when nothing is. */
export function twimlFaults(twiml: string): string[] {
  let root: TwimlElement
  try {
    root = parseTwiml(twiml)
  } catch (error) {
    return [String(error)]
  }
  const ends = root.children.findIndex(({ name }) => name === 'Hangup' || name === 'Redirect')
  return [
    ...elementFaults(root),
    ...(root.children.length === 0 ? ['Response says nothing'] : []),
    ...(ends !== -1 && ends !== root.children.length - 1 ? ['something follows the end'] : []),
  ]
}

function elementFaults({ name, attributes, children, text }: TwimlElement): string[] {
  const rule = GRAMMAR[name]
  if (!rule) return [`unknown element ${name}`]
  return [
    ...Object.entries(attributes).filter(([key, value]) => !rule.attributes[key]?.(value)).map(([key, value]) => `${name} ${key}="${value}"`),
    ...(rule.required ?? []).filter((key) => !(key in attributes)).map((key) => `${name} lacks ${key}`),
    ...children.filter((child) => !rule.children?.includes(child.name)).map((child) => `${child.name} in ${name}`),
    ...((rule.text ?? ((value: string) => value.trim() === ''))(text) ? [] : [`text of ${name}: "${text}"`]),
    ...children.flatMap(elementFaults),
  ]
}

/** @throws with every fault, so that a test shows them */
export function expectGoodTwiml(twiml: string): string {
  expect(twimlFaults(twiml)).toEqual([])
  return twiml
}

/** All that a caller would hear, sentence after sentence. */
export function spoken(twiml: string): string[] {
  const collect = (element: TwimlElement): string[] =>
    element.name === 'Say' ? [element.text] : element.children.flatMap(collect)
  return collect(parseTwiml(twiml))
}
