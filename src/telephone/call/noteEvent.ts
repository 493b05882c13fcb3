import type { Callback, CallRecording, CallSituation } from '../../domain/telephony'
import { unreachable } from '../../domain/unreachable'
import { type CallEvent, type KeyedStep, LAST_ATTEMPT } from './callEvent'
import { ringableNumber } from './phoneNumbers'

/** The call with what the event tells added. Facts only add up: no order of arrival can make one undo another. */
export function noteEvent(call: CallSituation, event: CallEvent, at: Date): CallSituation {
  switch (event.kind) {
    case 'voice':
      return call
    case 'menu':
      return noteChoice(call, event, at)
    case 'callback_confirm':
    case 'callback_number':
    case 'callback_safety':
      return noteCallback(call, event, at)
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

function noteChoice(call: CallSituation, step: KeyedStep, at: Date): CallSituation {
  if (step.digits === '2') return askedForCallback(call, at, {})
  return step.digits === '3' || step.attempt >= LAST_ATTEMPT ? askedForMessage(call, at) : call
}

function noteCallback(call: CallSituation, step: KeyedStep, at: Date): CallSituation {
  const learnt = learntFrom(step)
  const noted = askedForCallback(call, at, learnt ?? {})
  const failed = learnt === undefined && step.attempt >= LAST_ATTEMPT
  return failed || learnt?.safe === 'no' ? askedForMessage(noted, at) : noted
}

/** What the keys said about the call-back; undefined when they said nothing that we asked for. */
function learntFrom({ kind, digits }: KeyedStep): Partial<Callback> | undefined {
  if (kind === 'callback_number') {
    const number = ringableNumber(digits)
    return number === undefined ? undefined : { source: 'keyed', number }
  }
  if (digits !== '1' && digits !== '2') return undefined
  if (kind === 'callback_confirm') return { source: digits === '1' ? 'own' : 'declined' }
  return { safe: digits === '1' ? 'yes' : 'no' }
}

const SOURCE_RANK = { own: 0, declined: 1, keyed: 2 } as const

/** A keyed number outranks a declined one, and that the number of the call; "not safe" outranks "safe". */
function askedForCallback(call: CallSituation, at: Date, learnt: Partial<Callback>): CallSituation {
  const known = call.callback
  const sources = [known?.source ?? 'own', learnt.source ?? 'own'] as const
  const source = SOURCE_RANK[sources[1]] > SOURCE_RANK[sources[0]] ? sources[1] : sources[0]
  const number = numberFrom(source, call, learnt.number ?? known?.number)
  const answers = [known?.safe, learnt.safe]
  const safe = answers.includes('no') ? 'no' : answers.includes('yes') ? 'yes' : 'not_asked'
  return {
    ...call,
    queuedAt: earliest(call.queuedAt, at),
    callback: { safe, source, ...(number !== undefined && { number }) },
  }
}

function numberFrom(source: 'own' | 'declined' | 'keyed', call: CallSituation, keyed: string | undefined): string | undefined {
  switch (source) {
    case 'own':
      return call.from === undefined ? undefined : ringableNumber(call.from)
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

/** What was recorded outranks what is missing or awaited; between equals the smaller sid stays, whichever came first. */
function withRecording(call: CallSituation, heard: CallRecording | undefined): CallSituation {
  const known = call.recording
  if (!heard) return call
  if (!known) return { ...call, recording: heard }
  const rank = RECORDING_RANK[heard.status] - RECORDING_RANK[known.status]
  const better = rank > 0 || (rank === 0 && heard.sid < known.sid)
  return better ? { ...call, recording: heard } : call
}

const ended = (call: CallSituation, at: Date, duration: number | undefined): CallSituation => ({
  ...call,
  endedAt: earliest(call.endedAt, at),
  ...(duration !== undefined && { duration: Math.max(call.duration ?? 0, duration) }),
})

const earliest = (known: Date | undefined, at: Date): Date => (known && known <= at ? known : at)
