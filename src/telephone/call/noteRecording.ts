import type { CallRecording, CallSituation } from '../../domain/telephony'
import type { CallEvent } from './callEvent'

export const pendingRecording = (sid: string | undefined, duration: number | undefined): CallRecording | undefined =>
  sid === undefined ? undefined : { sid, status: 'pending', ...(duration !== undefined && { duration }) }

export const finishedRecording = (event: Extract<CallEvent, { kind: 'recording' }>): CallRecording => ({
  sid: event.recordingSid,
  status: event.status === 'other' ? 'pending' : event.status,
  ...(event.duration !== undefined && { duration: event.duration }),
})

const RECORDING_RANK = { pending: 0, absent: 1, completed: 2 } as const

/** What was recorded outranks what is missing or awaited; the longest length that was announced stands. */
export function withRecording(call: CallSituation, heard: CallRecording | undefined): CallSituation {
  if (!heard) return call
  const known = call.recordings.find(({ sid }) => sid === heard.sid)
  const others = call.recordings.filter(({ sid }) => sid !== heard.sid)
  const lengths = [known?.duration, heard.duration].filter((length) => length !== undefined)
  const status = known && RECORDING_RANK[known.status] > RECORDING_RANK[heard.status] ? known.status : heard.status
  const merged: CallRecording = { sid: heard.sid, status, ...(lengths.length > 0 && { duration: Math.max(...lengths) }) }
  return { ...call, recordings: [...others, merged].toSorted((a, b) => (a.sid < b.sid ? -1 : 1)) }
}
