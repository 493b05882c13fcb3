import type { Scope } from '../../../src/local/network/call/callScript'
import { parseTwiml, type TwimlElement } from '../../../src/local/network/parseTwiml'
import { type ElementRule, type ValueKind, type VoiceLanguage, voiceLanguage } from './voiceLanguage'

let read: VoiceLanguage | undefined
const language = (): VoiceLanguage => (read ??= voiceLanguage())

/** What the types do not say: which verbs a document for somebody who waits, or for one side alone, may have. */
const SUBSETS: Readonly<Record<Scope, readonly string[] | undefined>> = {
  call: undefined,
  wait: ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Leave', 'Gather'],
  whisper: ['Play', 'Say', 'Pause', 'Hangup', 'Redirect', 'Gather'],
}
const ADDRESSES = /^(action|url|waitUrl|\w*[cC]allback|\w*CallbackUrl)$/
const METHODS = /[mM]ethod$/
const NO_WAY_ON = ['Hangup', 'Redirect', 'Reject', 'Leave']
const QUEUE_NAME_LENGTH = 64
/** The SDK would build them there; Twilio follows none. */
const NOUNS = ['Queue', 'Prompt']

/**
 * What is wrong with a document for a call, a line each: held against the SDK's own types, and against what Twilio's
 * manual says besides.
 * @param isInline handed over without an address of its own, so that relative ones lead nowhere
 */
export function twimlProblems(document: string, scope: Scope = 'call', isInline = false): string[] {
  let root: TwimlElement
  try {
    root = parseTwiml(document)
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
  const end = root.children.findIndex(({ name }) => NO_WAY_ON.includes(name))
  const subset = SUBSETS[scope]
  return [
    ...problemsOf(root, isInline),
    ...(subset ? root.children.filter(({ name }) => !subset.includes(name)).map(({ name }) => `${name} in a document of the kind "${scope}"`) : []),
    ...(end !== -1 && end < root.children.length - 1 ? [`nothing after ${root.children[end]?.name} is ever reached`] : []),
  ]
}

function problemsOf(element: TwimlElement, isInline: boolean): string[] {
  const { name, attributes, children } = element
  const rule = language().get(name)
  if (!rule) return [`there is no ${name}`]
  return [
    ...Object.entries(attributes).flatMap(([key, value]) => {
      const kind = rule.attributes.get(key)
      if (!kind) return [`${name} has no ${key}`]
      return isValue(kind, value) && isSound(key, value, isInline) ? [] : [`${name} ${key}="${value}"`]
    }),
    ...children.filter((child) => language().has(child.name) && !mayStandIn(name, rule, child.name)).map((child) => `${child.name} in ${name}`),
    ...textProblems(element, isInline),
    ...children.flatMap((child) => problemsOf(child, isInline)),
  ]
}

const mayStandIn = (parent: string, { children }: ElementRule, child: string): boolean =>
  children.has(child) && !(parent === 'Response' && NOUNS.includes(child))

const isValue = (kind: ValueKind, value: string): boolean => {
  switch (kind.kind) {
    case 'text':
      return true
    case 'number':
      return /^\d+(\.\d+)?$/.test(value)
    case 'boolean':
      return value === 'true' || value === 'false'
    case 'word':
      return kind.of.includes(value)
    case 'words':
      return value.split(' ').every((word) => kind.of.includes(word))
    default:
      return kind satisfies never
  }
}

function isSound(key: string, value: string, isInline: boolean): boolean {
  if (METHODS.test(key)) return value === 'GET' || value === 'POST'
  return !ADDRESSES.test(key) || leadsSomewhere(value, isInline)
}

function textProblems({ name, text }: TwimlElement, isInline: boolean): string[] {
  const words = text.trim()
  switch (name) {
    case 'Enqueue':
    case 'Queue':
      return words.length >= 1 && words.length <= QUEUE_NAME_LENGTH ? [] : [`${name} wants a name of 1 to ${QUEUE_NAME_LENGTH} characters`]
    case 'Redirect':
    case 'Play':
      return leadsSomewhere(words, isInline) ? [] : [`${name} leads to "${words}"`]
    case 'Response':
    case 'Gather':
    case 'Hangup':
    case 'Leave':
    case 'Pause':
    case 'Record':
      return words === '' ? [] : [`text in ${name}: "${words}"`]
    default:
      return []
  }
}

function leadsSomewhere(address: string, isInline: boolean): boolean {
  const base = isInline ? undefined : 'https://service.example/'
  return address !== '' && URL.canParse(address, base) && /^https?:$/.test(new URL(address, base).protocol)
}
