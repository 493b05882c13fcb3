import type { NextStep } from '../call/callPlan'
import { Interrupted, ScriptFault } from '../call/interrupted'
import type { SimulatedCall } from '../call/simulatedCall'
import type { TwimlElement } from '../parseTwiml'
import type { CallerQueue, QueueMember, Taker } from '../queue/callerQueue'
import { addressIn } from './addressIn'

/** How a caller left the queue, as `QueueResult` tells it. */
type QueueResult = 'bridged' | 'error' | 'hangup' | 'leave' | 'redirected' | 'redirected-from-bridged' | 'queue-full'

interface Departure {
  readonly result: QueueResult
  readonly queue: CallerQueue
  /** Whole seconds. */
  readonly waited: number
}

/** A round that took no time at all would ask the service for ever. */
const SHORTEST_ROUND_MS = 1_000

/**
 * Holds the caller in a queue until somebody takes them, they leave it, or hang up; then goes on as `action` says.
 * @throws Interrupted when the call was sent elsewhere; `action` is told, and not followed
 */
export async function followEnqueue(call: SimulatedCall, verb: TwimlElement, url: string): Promise<NextStep> {
  const name = verb.text.trim()
  if (name === '' || name.length > 64 || 'workflowSid' in verb.attributes) throw new ScriptFault('Enqueue wants the name of a queue, of up to 64 characters.')
  const { state } = call.exchange
  const queue = state.queueNamed(name)
  if (queue.isFull) return depart(call, verb, url, { result: 'queue-full', queue, waited: 0 })
  const member = queue.join(call, state.date())
  call.line.emit({ kind: 'queued', queue: name })
  let result: QueueResult
  try {
    result = await waitInQueue(call, verb, url, queue, member)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    queue.leave(member)
    const waited = queue.secondsOf(member)
    if (!member.taker) {
      tell(call, verb, url, { result: 'redirected', queue, waited })
      throw error
    }
    return goWithTaker(call, verb, url, { taker: member.taker, queue, waited })
  }
  queue.leave(member)
  return depart(call, verb, url, { result, queue, waited: queue.secondsOf(member) })
}

/** Plays the wait document over and over. */
async function waitInQueue(
  call: SimulatedCall, verb: TwimlElement, url: string, queue: CallerQueue, member: QueueMember,
): Promise<'hangup' | 'leave' | 'error'> {
  const waitUrl = verb.attributes['waitUrl']
  call.line.throwIfInterrupted()
  try {
    while (!call.line.isDown) {
      const roundAt = call.line.clock.now()
      if (waitUrl !== undefined && waitUrl !== '') {
        const next = await call.script.run(await askToWait(call, addressIn(url, waitUrl), queue, member), 'wait')
        if (next !== 'go_on') return next === 'leave' ? 'leave' : 'hangup'
      }
      await call.line.pause(roundAt + SHORTEST_ROUND_MS - call.line.clock.now())
    }
    return 'hangup'
  } catch (error) {
    if (error instanceof ScriptFault) return 'error'
    throw error
  }
}

async function askToWait(call: SimulatedCall, waitUrl: string, queue: CallerQueue, member: QueueMember): Promise<NextStep> {
  return call.script.fetch(waitUrl, {
    QueueSid: queue.sid,
    QueueTime: String(queue.secondsOf(member)),
    QueuePosition: String(queue.positionOf(member)),
    AvgQueueTime: String(queue.averageSeconds),
    CurrentQueueSize: String(queue.members.length),
    MaxQueueSize: String(queue.maxSize),
  }, 'wait')
}

interface Taken {
  readonly taker: Taker
  readonly queue: CallerQueue
  readonly waited: number
}

async function goWithTaker(call: SimulatedCall, verb: TwimlElement, url: string, { taker, queue, waited }: Taken): Promise<NextStep> {
  call.line.resume()
  const fields = { QueueSid: queue.sid, QueueTime: String(waited) }
  if (taker.kind === 'request') {
    tell(call, verb, url, { result: 'redirected', queue, waited })
    return call.script.fetch(taker.url, fields)
  }
  try {
    return await depart(call, verb, url, { result: await meet(call, taker, fields), queue, waited })
  } catch (error) {
    if (error instanceof Interrupted) tell(call, verb, url, { result: 'redirected-from-bridged', queue, waited })
    throw error
  }
}

/** Whoever takes the caller may have them told something first; then the two talk until one goes. */
async function meet(call: SimulatedCall, taker: Taker & { kind: 'dialler' }, fields: Readonly<Record<string, string>>): Promise<QueueResult> {
  const { line, script } = call
  try {
    if (taker.url !== undefined) {
      const first = await script.fetch(taker.url, { ...fields, DequeingCallSid: taker.callSid }, 'whisper')
      if ((await script.run(first, 'whisper')) === 'end') line.putDown('service')
    }
    if (!line.isDown) await taker.bridge.join(call)
    return line.isDown && !taker.bridge.wasUsed ? 'hangup' : 'bridged'
  } catch (error) {
    if (error instanceof ScriptFault) return 'error'
    throw error
  } finally {
    taker.bridge.end()
  }
}

async function depart(call: SimulatedCall, verb: TwimlElement, url: string, departure: Departure): Promise<NextStep> {
  const action = verb.attributes['action']
  // "Hangup" in a wait document is the end of the call, and so is the caller's own.
  const isOver = call.line.isDown || departure.result === 'hangup'
  if (isOver) {
    call.line.putDown('service')
    tell(call, verb, url, departure)
    return 'end'
  }
  if (action === undefined) return 'go_on'
  return call.script.fetch(addressIn(url, action), queueFields(departure))
}

function tell(call: SimulatedCall, verb: TwimlElement, url: string, departure: Departure): void {
  const action = verb.attributes['action']
  if (action !== undefined) call.webhooks.notify(addressIn(url, action), queueFields(departure))
}

const queueFields = ({ result, queue, waited }: Departure): Record<string, string> => ({
  QueueResult: result, QueueSid: queue.sid, QueueTime: String(waited),
})
