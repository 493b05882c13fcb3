import type { NextStep } from '../call/callPlan'
import { ScriptFault } from '../call/interrupted'
import type { SimulatedCall } from '../call/simulatedCall'
import type { TwimlElement } from '../parseTwiml'
import { addressIn } from './addressIn'
import { dialNumber } from './dialNumber'
import { dialQueue } from './dialQueue'

/** How a Dial came out, as its `action` is told. */
export interface DialResult {
  readonly status: 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled'
  /** Of the call dialled or taken from the queue. */
  readonly callSid?: string
  /** Seconds of talking. */
  readonly duration: number
  readonly wasBridged: boolean
}

const KNOWN = ['action', 'method', 'timeout', 'timeLimit', 'callerId', 'answerOnBridge']

/**
 * Connects the call to another number, or to the next caller in a queue; goes on with `action` after the two have parted.
 * @throws Interrupted, ScriptFault
 */
export async function followDial(call: SimulatedCall, verb: TwimlElement, url: string): Promise<NextStep> {
  const strange = Object.keys(verb.attributes).find((name) => !KNOWN.includes(name) && verb.attributes[name] !== 'do-not-record')
  if (strange !== undefined) throw new ScriptFault(`The simulated network does not know Dial ${strange}.`)
  const result = await dial(call, verb, url)
  const action = verb.attributes['action']
  if (action === undefined) return call.line.isDown ? 'end' : 'go_on'
  const target = addressIn(url, action)
  if (!call.line.isDown) return call.script.fetch(target, fieldsOf(result))
  call.webhooks.notify(target, fieldsOf(result))
  return 'end'
}

async function dial(call: SimulatedCall, verb: TwimlElement, url: string): Promise<DialResult> {
  const [noun, ...others] = verb.children
  if (others.length > 0) throw new ScriptFault('The simulated network dials one at a time.')
  if (!noun) return dialNumber(call, verb, { name: 'Number', attributes: {}, children: [], text: verb.text }, url)
  switch (noun.name) {
    case 'Queue':
      return dialQueue(call, verb, noun, url)
    case 'Number':
      return dialNumber(call, verb, noun, url)
    default:
      throw new ScriptFault(`The simulated network cannot dial a ${noun.name}.`)
  }
}

const fieldsOf = ({ status, callSid, duration, wasBridged }: DialResult): Record<string, string> => ({
  DialCallStatus: status,
  ...(callSid !== undefined && { DialCallSid: callSid }),
  ...(wasBridged && { DialCallDuration: String(duration) }),
  DialBridged: String(wasBridged),
})
