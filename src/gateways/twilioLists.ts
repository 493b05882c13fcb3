import type { CallInstance } from 'twilio/lib/rest/api/v2010/account/call'
import type { RecordingInstance } from 'twilio/lib/rest/api/v2010/account/recording'
import type { ListedCall, ListedRecording } from '../telephone/provider'

/** A call as the port names it. Of what the SDK promises to be there, some is null until the call is over. */
export function toListedCall(call: CallInstance): ListedCall {
  const startedAt = momentOf(call.startTime) ?? momentOf(call.dateCreated)
  const endedAt = momentOf(call.endTime)
  const duration = secondsOf(call.duration)
  return {
    sid: call.sid,
    direction: INBOUND.has(call.direction) ? 'inbound' : 'outbound',
    from: call.from,
    to: call.to,
    status: call.status,
    ...(call.parentCallSid && { parentSid: call.parentCallSid }),
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(duration !== undefined && { duration }),
  }
}

const INBOUND: ReadonlySet<string> = new Set(['inbound', 'trunking-originating'])

export function toListedRecording(recording: RecordingInstance): ListedRecording {
  const duration = secondsOf(recording.duration)
  return {
    sid: recording.sid,
    callSid: recording.callSid,
    status: statusOf(recording),
    createdAt: recording.dateCreated,
    ...(duration !== undefined && { duration }),
  }
}

function statusOf({ status }: RecordingInstance): ListedRecording['status'] {
  switch (status) {
    case 'completed':
      return 'completed'
    case 'absent':
    case 'deleted':
      return 'absent'
    // Also for states that the network may come to have: what may still become a recording is asked after again.
    default:
      return 'processing'
  }
}

/** The oldest first; what has no time yet is the newest. */
export const byStart = (a: ListedCall, b: ListedCall): number => (a.startedAt?.getTime() ?? Infinity) - (b.startedAt?.getTime() ?? Infinity)

const momentOf = (time: unknown): Date | undefined => (time instanceof Date && !Number.isNaN(time.getTime()) ? time : undefined)

/** Spelt in digits; `-1` or null while it is not known. */
const secondsOf = (text: unknown): number | undefined => (typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : undefined)
