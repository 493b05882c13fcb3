import { ScriptFault } from '../call/interrupted'
import type { SimulatedCall } from '../call/simulatedCall'
import type { TwimlElement } from '../parseTwiml'
import type { QueueMember } from '../queue/callerQueue'
import { addressIn } from './addressIn'
import { Bridge } from './bridge'
import type { DialResult } from './followDial'
import { seconds } from './speak'

const TIMEOUT_SECONDS = 30
const TIME_LIMIT_SECONDS = 14_400

/** Takes the caller at the front of a queue, or the first to join an empty one, and talks to them. */
export async function dialQueue(call: SimulatedCall, dial: TwimlElement, noun: TwimlElement, url: string): Promise<DialResult> {
  const name = noun.text.trim()
  if (name === '') throw new ScriptFault('Queue wants the name of a queue.')
  const queue = call.exchange.state.queueNamed(name)
  const member = await firstInTime(call, queue.front.bind(queue), seconds(dial, 'timeout', TIMEOUT_SECONDS))
  if (!member) return { status: call.line.isDown ? 'canceled' : 'no-answer', duration: 0, wasBridged: false }
  const bridge = new Bridge()
  const toldFirst = noun.attributes['url']
  queue.take(member, {
    kind: 'dialler', callSid: call.callSid, bridge, ...(toldFirst !== undefined && { url: addressIn(url, toldFirst) }),
  })
  await bridge.join(call, seconds(dial, 'timeLimit', TIME_LIMIT_SECONDS))
  return { status: bridge.wasUsed ? 'completed' : 'no-answer', callSid: member.call.callSid, duration: bridge.seconds, wasBridged: bridge.wasUsed }
}

async function firstInTime(
  { line }: SimulatedCall, front: (until: AbortSignal) => Promise<QueueMember | undefined>, timeoutSeconds: number,
): Promise<QueueMember | undefined> {
  const over = new AbortController()
  // Whatever comes first ends the others: somebody joins, time is up, the line is put down or sent elsewhere.
  const tooLate = line.clock.wait(timeoutSeconds * 1000, over.signal).then(() => over.abort())
  const gone = line.holdOn(over.signal).finally(() => over.abort())
  const member = await front(over.signal)
  over.abort()
  await Promise.all([tooLate, gone])
  return member
}
