import type { Language } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import type { CallEvent } from '../call/callEvent'
import { Script } from './script'

export interface SpooledListener {
  readonly publicBaseUrl: string
  readonly language: Language
  /** How long the store has been away, in milliseconds. */
  readonly awayForMs: number
}

/** For so long, in milliseconds, callers in the queue are held: an adviser may still come. After it, nobody can. */
const HOLD_THROUGH_MS = 60_000

/**
 * What a caller hears while nothing can be read or stored: the truth, and the tone. It rests on the event alone. There
 * is no reference to tell, and nobody on duty can see or be rung for a caller until the store is back.
 *
 * @returns undefined where the event wants no answer
 */
export function spooledTwiml(event: CallEvent, listener: SpooledListener): string | undefined {
  if (event.kind === 'recording' || event.kind === 'status') return undefined
  const script = new Script(listener.publicBaseUrl, listener.language)
  write(script, event, listener)
  return script.toString()
}

function write(script: Script, event: Exclude<CallEvent, { kind: 'recording' | 'status' }>, { awayForMs }: SpooledListener): void {
  const { words } = script
  switch (event.kind) {
    case 'voice':
      return toTheTone(script, words.fallback)
    case 'menu':
    case 'callback_confirm':
    case 'callback_number':
    case 'callback_safety':
    case 'callback_time':
    case 'callback_other':
      return toTheTone(script, words.cannotGoOn)
    case 'wait':
      return awayForMs > HOLD_THROUGH_MS ? script.leaveQueue() : script.hold([])
    case 'queue_choice':
      return event.digits === '1' ? script.leaveQueue() : script.say(words.stillHolding)
    case 'queue_left':
      return event.result === 'leave' || event.result === 'failed' ? toTheTone(script, words.cannotGoOn) : script.hangUp()
    case 'connected':
      return script.say(words.connected)
    case 'message':
      if (event.hungUp) return script.hangUp()
      script.say(words.messageKept)
      return script.farewell(undefined)
    case 'text_choice':
      if (event.digits === '1') script.say(words.textPromised)
      return script.goodbye()
    default:
      return unreachable(event)
  }
}

function toTheTone(script: Script, notice: string): void {
  script.record(notice)
  script.say(script.words.nothingHeard)
  script.farewell(undefined)
}
