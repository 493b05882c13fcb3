import type { NextStep } from '../call/callPlan'
import type { SimulatedCall } from '../call/simulatedCall'
import type { TwimlElement } from '../parseTwiml'
import { addressIn } from './addressIn'
import { seconds, speak } from './speak'

/** Listens for keys, also while speaking: the first one cuts the speech short. */
export async function followGather(call: SimulatedCall, verb: TwimlElement, url: string): Promise<NextStep> {
  const { line } = call
  line.listenFor('keys')
  for (const inner of verb.children) {
    if (!line.hasAct()) await speak(call, inner)
  }
  if (!line.hasAct()) line.emit({ kind: 'asked', for: 'keys' })
  const digits = await collect(call, verb)
  line.stopListening()
  if (line.isDown) return 'end'
  if (digits === '' && verb.attributes['actionOnEmptyResult'] !== 'true') return 'go_on'
  return call.script.fetch(addressIn(url, verb.attributes['action'] ?? url), { Digits: digits })
}

async function collect({ line }: SimulatedCall, verb: TwimlElement): Promise<string> {
  const finishOnKey = verb.attributes['finishOnKey'] ?? '#'
  const wanted = seconds(verb, 'numDigits', Number.POSITIVE_INFINITY)
  const silenceMs = seconds(verb, 'timeout', 5) * 1000
  let digits = ''
  while (digits.length < wanted) {
    const act = await line.nextAct(silenceMs)
    if (!act) break
    if (act.kind !== 'key') continue
    if (finishOnKey !== '' && finishOnKey.includes(act.key)) break
    digits += act.key
  }
  return digits
}
