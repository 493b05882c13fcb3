import type { SimulatedCall } from '../call/simulatedCall'
import { ScriptFault } from '../call/interrupted'
import type { TwimlElement } from '../parseTwiml'

/** Says, plays or waits, for as long as it would take, or until the caller does something that was asked for. */
export async function speak(call: SimulatedCall, verb: TwimlElement): Promise<void> {
  const { line, speechMsPerCharacter: msPerCharacter, script } = call
  switch (verb.name) {
    case 'Say':
      line.emit({ kind: 'said', text: verb.text, language: verb.attributes['language'] ?? 'en-US' })
      return line.pause(verb.text.length * msPerCharacter)
    case 'Play':
      line.emit({ kind: 'played', url: verb.text })
      // Who waits hears it out, for what comes after would otherwise come at once and for ever.
      if (script.isWaiting) await line.pause(call.exchange.settings.musicSeconds * 1000)
      return
    case 'Pause':
      return line.pause(msPerCharacter === 0 && !script.isWaiting ? 0 : seconds(verb, 'length', 1) * 1000)
    default:
      throw new ScriptFault(`${verb.name} cannot stand here.`)
  }
}

/** A number in an attribute, or what Twilio takes without it. */
export function seconds(verb: TwimlElement, attribute: string, otherwise: number): number {
  const value = Number(verb.attributes[attribute] ?? otherwise)
  return Number.isFinite(value) ? value : otherwise
}
