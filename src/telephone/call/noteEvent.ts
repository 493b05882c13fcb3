import type { Callback, CallbackTime, CallRecording, CallSituation, Conversation } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import { type CallAnswer, ownNumber } from './callAnswer'
import type { CallbackStep, CallEvent, MenuStep, QueueResult } from './callEvent'
import { ringableNumber } from './phoneNumbers'

/**
 * The call with what the event tells added. Facts only add up: no order of arrival can make one undo another.
 *
 * @param led what the event leads to: a caller who is led to the tone has reached it
 */
export function noteEvent(call: CallSituation, event: CallEvent, at: Date, led: CallAnswer): CallSituation {
  switch (event.kind) {
    case 'voice':
      return call
    case 'menu':
      return reached(noteMenu(call, event, at), at, led)
    case 'callback_confirm':
    case 'callback_number':
    case 'callback_safety':
    case 'callback_time':
    case 'callback_other':
      return reached(askedForCallback(call, at, learntFrom(event)), at, led)
    case 'wait':
      return withPlace(joinedQueue(call, at), event, at)
    case 'queue_choice':
      return event.digits === '1' ? askedForCallback(joinedQueue(call, at), at, { askedInQueue: true }) : joinedQueue(call, at)
    case 'queue_left':
      return noteLeaving(joinedQueue(call, at), event.result, at, led)
    case 'connected':
      return withConversation(joinedQueue(call, event.conversation.since), event.conversation)
    case 'message':
      return withRecording(askedForMessage(call, at), pendingRecording(event.recordingSid, event.duration))
    case 'recording':
      return withRecording(askedForMessage(call, at), finishedRecording(event))
    case 'status':
      return event.final ? ended(call, at, event.duration) : call
    default:
      return unreachable(event)
  }
}

function noteMenu(call: CallSituation, { digits, language }: MenuStep, at: Date): CallSituation {
  const spoken: CallSituation = digits === '8' || language === 'cy' ? { ...call, language: 'cy' } : call
  switch (digits) {
    case '2':
      return askedForCallback(spoken, at, {})
    case '9':
      return { ...spoken, urgentAt: earliest(call.urgentAt, at) }
    default:
      return spoken
  }
}

/** Where the caller was led. */
function reached(call: CallSituation, at: Date, led: CallAnswer): CallSituation {
  if (led.kind === 'enqueue') return joinedQueue(call, at)
  return led.kind === 'record' ? askedForMessage(call, at) : call
}

const joinedQueue = (call: CallSituation, at: Date): CallSituation => ({
  ...call,
  adviserAskedAt: earliest(call.adviserAskedAt, at),
  queuedAt: earliest(call.queuedAt, at),
})

/** The longest time in the queue is the latest news of it. */
function withPlace(call: CallSituation, { queueTime, position }: Extract<CallEvent, { kind: 'wait' }>, at: Date): CallSituation {
  return call.place && call.place.queueTime >= queueTime ? call : { ...call, place: { queueTime, position, at } }
}

function noteLeaving(call: CallSituation, result: QueueResult, at: Date, led: CallAnswer): CallSituation {
  switch (result) {
    case 'bridged':
      return { ...call, conversationEndedAt: earliest(call.conversationEndedAt, at) }
    case 'hangup':
      return ended(call, at, undefined)
    case 'failed':
      return reached(call, at, led)
    // Whether it leads to the tone or to a call-back turns on what the caller pressed, which may come later.
    case 'leave':
    case 'redirected':
      return call
    default:
      return unreachable(result)
  }
}

/** The first to speak with the caller is who took the call. */
const withConversation = (call: CallSituation, heard: Conversation): CallSituation => {
  const known = call.conversation
  const first = known && (known.since < heard.since || (known.since.getTime() === heard.since.getTime() && known.legId <= heard.legId))
  return first ? call : { ...call, conversation: heard }
}

const TIMES: Readonly<Record<string, CallbackTime>> = { 1: 'any', 2: 'morning', 3: 'afternoon', 4: 'evening' }

/** What the keys said about the call-back; empty when they said nothing that we asked for. */
function learntFrom({ kind, digits }: CallbackStep): Partial<Callback> {
  switch (kind) {
    case 'callback_number': {
      const number = ringableNumber(digits)
      return number === undefined ? {} : { source: 'keyed', number }
    }
    case 'callback_confirm':
      return digits === '1' || digits === '2' ? { source: digits === '1' ? 'own' : 'declined' } : {}
    case 'callback_safety':
      return yesOrNo(digits, (safe) => ({ safe }))
    case 'callback_time': {
      const time = TIMES[digits]
      return time ? { time } : {}
    }
    case 'callback_other':
      return yesOrNo(digits, (mayNameUs) => ({ mayNameUs }))
    default:
      return unreachable(kind)
  }
}

const yesOrNo = (digits: string, learn: (answer: 'yes' | 'no') => Partial<Callback>): Partial<Callback> =>
  digits === '1' || digits === '2' ? learn(digits === '1' ? 'yes' : 'no') : {}

const SOURCE_RANK = { own: 0, declined: 1, keyed: 2 } as const
const TIME_RANK: readonly (CallbackTime | undefined)[] = [undefined, 'any', 'morning', 'afternoon', 'evening']

/** A keyed number outranks a declined one, and that the number of the call; the careful answer outranks the other. */
function askedForCallback(call: CallSituation, at: Date, learnt: Partial<Callback>): CallSituation {
  const known = call.callback
  const sources = [known?.source ?? 'own', learnt.source ?? 'own'] as const
  const source = SOURCE_RANK[sources[1]] > SOURCE_RANK[sources[0]] ? sources[1] : sources[0]
  const number = numberFrom(source, call, learnt.number ?? known?.number)
  const time = TIME_RANK[Math.max(TIME_RANK.indexOf(known?.time), TIME_RANK.indexOf(learnt.time))]
  return {
    ...call,
    queuedAt: earliest(call.queuedAt, at),
    callback: {
      safe: careful(known?.safe, learnt.safe),
      mayNameUs: careful(known?.mayNameUs, learnt.mayNameUs),
      source,
      ...(number !== undefined && { number }),
      ...(time !== undefined && { time }),
      ...((known?.askedInQueue ?? learnt.askedInQueue) && { askedInQueue: true }),
    },
  }
}

type Answered = Callback['safe'] | undefined

const careful = (...answers: readonly Answered[]): Callback['safe'] =>
  answers.includes('no') ? 'no' : answers.includes('yes') ? 'yes' : 'not_asked'

function numberFrom(source: 'own' | 'declined' | 'keyed', call: CallSituation, keyed: string | undefined): string | undefined {
  switch (source) {
    case 'own':
      return ownNumber(call)
    case 'declined':
      return undefined
    case 'keyed':
      return keyed
    default:
      return unreachable(source)
  }
}

const askedForMessage = (call: CallSituation, at: Date): CallSituation => ({
  ...call,
  messageAskedAt: earliest(call.messageAskedAt, at),
})

const pendingRecording = (sid: string | undefined, duration: number | undefined): CallRecording | undefined =>
  sid === undefined ? undefined : { sid, status: 'pending', ...(duration !== undefined && { duration }) }

const finishedRecording = (event: Extract<CallEvent, { kind: 'recording' }>): CallRecording => ({
  sid: event.recordingSid,
  status: event.status === 'other' ? 'pending' : event.status,
  ...(event.duration !== undefined && { duration: event.duration }),
})

const RECORDING_RANK = { pending: 0, absent: 1, completed: 2 } as const

/** What was recorded outranks what is missing or awaited; the longest length that was announced stands. */
function withRecording(call: CallSituation, heard: CallRecording | undefined): CallSituation {
  if (!heard) return call
  const known = call.recordings.find(({ sid }) => sid === heard.sid)
  const others = call.recordings.filter(({ sid }) => sid !== heard.sid)
  const lengths = [known?.duration, heard.duration].filter((length) => length !== undefined)
  const status = known && RECORDING_RANK[known.status] > RECORDING_RANK[heard.status] ? known.status : heard.status
  const merged: CallRecording = { sid: heard.sid, status, ...(lengths.length > 0 && { duration: Math.max(...lengths) }) }
  return { ...call, recordings: [...others, merged].toSorted((a, b) => (a.sid < b.sid ? -1 : 1)) }
}

const ended = (call: CallSituation, at: Date, duration: number | undefined): CallSituation => ({
  ...call,
  endedAt: earliest(call.endedAt, at),
  ...(duration !== undefined && { duration: Math.max(call.duration ?? 0, duration) }),
})

const earliest = (known: Date | undefined, at: Date): Date => (known && known <= at ? known : at)
