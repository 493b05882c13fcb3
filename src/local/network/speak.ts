import type { HandsetLine } from './handsetLine'
import type { TwimlElement } from './parseTwiml'

/** Says, plays or waits, for as long as it would take, or until the caller does something that was asked for. */
export async function speak(line: HandsetLine, verb: TwimlElement, msPerCharacter: number): Promise<void> {
  switch (verb.name) {
    case 'Say':
      line.emit({ kind: 'said', text: verb.text, language: verb.attributes['language'] ?? 'en-US' })
      return line.pause(verb.text.length * msPerCharacter)
    case 'Play':
      line.emit({ kind: 'played', url: verb.text })
      return
    case 'Pause':
      return line.pause(msPerCharacter === 0 ? 0 : seconds(verb, 'length', 1) * 1000)
    default:
      throw new Error(`${verb.name} cannot stand here.`)
  }
}

/** A number in an attribute, or what Twilio takes without it. */
export function seconds(verb: TwimlElement, attribute: string, otherwise: number): number {
  const value = Number(verb.attributes[attribute] ?? otherwise)
  return Number.isFinite(value) ? value : otherwise
}
