import type { NextStep } from '../call/callPlan'
import { ScriptFault } from '../call/interrupted'
import type { SimulatedCall } from '../call/simulatedCall'
import { PROGRESS_EVENTS } from '../faults'
import type { TwimlElement } from '../parseTwiml'
import { addressIn } from './addressIn'
import { Bridge } from './bridge'
import type { DialResult } from './followDial'
import { seconds } from './speak'

const TIMEOUT_SECONDS = 30
const TIME_LIMIT_SECONDS = 14_400

/** Rings a number; whoever answers may be told something first, and then the two talk until one goes. */
export async function dialNumber(call: SimulatedCall, dial: TwimlElement, noun: TwimlElement, url: string): Promise<DialResult> {
  const to = noun.text.replaceAll(/[\s()-]/g, '')
  if (!/^\+\d{5,15}$/.test(to)) throw new ScriptFault(`Number wants a number such as +442079460123, not "${noun.text}".`)
  const bridge = new Bridge()
  const told = noun.attributes['url']
  const child = call.exchange.place({
    direction: 'outbound-dial',
    parentSid: call.callSid,
    from: dial.attributes['callerId'] ?? call.plan.from,
    to,
    ringSeconds: seconds(dial, 'timeout', TIMEOUT_SECONDS),
    ...progressOf(noun, url),
    begin: async (answered) => meet(answered, bridge, told === undefined ? undefined : addressIn(url, told)),
  })
  // However the other call ends, nobody waits for it any longer.
  const ended = child.over.then(() => bridge.end())
  try {
    await bridge.join(call, seconds(dial, 'timeLimit', TIME_LIMIT_SECONDS))
  } finally {
    child.cancel()
    child.line.putDown('service')
    await ended
  }
  const { status } = child
  return {
    status: status === 'busy' || status === 'no-answer' || status === 'failed' || status === 'canceled' ? status : 'completed',
    callSid: child.callSid, duration: bridge.seconds, wasBridged: bridge.wasUsed,
  }
}

async function meet(call: SimulatedCall, bridge: Bridge, told: string | undefined): Promise<NextStep> {
  try {
    if (told !== undefined) {
      const heard = await call.script.run(await call.script.fetch(told, {}, 'whisper'), 'whisper')
      if (heard === 'end') return 'end'
    }
    await bridge.join(call)
    return 'end'
  } catch (error) {
    if (error instanceof ScriptFault) return 'end'
    throw error
  } finally {
    bridge.end()
  }
}

function progressOf(noun: TwimlElement, url: string): { readonly progress?: { readonly url: string; readonly events: readonly (typeof PROGRESS_EVENTS)[number][] } } {
  const callback = noun.attributes['statusCallback']
  if (callback === undefined) return {}
  const wanted = (noun.attributes['statusCallbackEvent'] ?? 'completed').split(' ')
  return { progress: { url: addressIn(url, callback), events: PROGRESS_EVENTS.filter((event) => wanted.includes(event)) } }
}
