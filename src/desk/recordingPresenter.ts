import type { CallRecording, KeptRecording, Telephony } from '../domain/telephony'
import { lengthWords } from './londonTime'
import { paths } from './paths'

export interface RecordingView {
  readonly words: string
  /** Where it can be heard; absent while there is nothing to hear, or nobody's business to. */
  readonly src: string | undefined
  readonly label: string
}

/** The messages of a call: what can be heard, and of each other why not. */
export function recordingViews(intakeId: string, call: Telephony, { unheard, mayPlay }: { unheard: boolean; mayPlay: boolean }): readonly RecordingView[] {
  const announced = new Set(call.recordings.map(({ sid }) => sid))
  const unannounced: CallRecording[] = call.kept.filter(({ sid }) => !announced.has(sid)).map(({ sid }) => ({ sid, status: 'completed' }))
  const all = [...call.recordings, ...unannounced]
  // One that came to nothing tells something only where there is no other.
  const shown = all.some(({ status }) => status !== 'absent') ? all.filter(({ status }) => status !== 'absent') : all.slice(0, 1)
  return shown.map((recording, place) => {
    const kept = call.kept.find(({ sid }) => sid === recording.sid)
    return {
      words: wordsOf(recording, kept, unheard),
      src: kept && mayPlay ? paths.recording(intakeId, recording.sid) : undefined,
      label: shown.length === 1 ? 'The caller’s message' : `The caller’s message, ${place + 1} of ${shown.length}`,
    }
  })
}

const STILL_AWAY = ' It is still at the network: our copy is being made, and this page will offer it then.'

function wordsOf({ status, duration }: CallRecording, kept: KeptRecording | undefined, unheard: boolean): string {
  const length = duration === undefined ? 'A message' : `A message of ${lengthWords(duration)}`
  const standing = unheard ? `${length} waits to be listened to.` : `${length} was left.`
  if (kept) return standing
  switch (status) {
    case 'pending':
      return `${length} is on its way to us.`
    case 'completed':
      return `${standing}${STILL_AWAY}`
    case 'absent':
      return 'The caller reached the tone, but no message was recorded.'
    default:
      return status satisfies never
  }
}
