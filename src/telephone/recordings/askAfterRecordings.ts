import type { Telephony } from '../../domain/telephony'
import type { ListedRecording, TelephoneProvider } from '../provider'
import type { NoteRecording } from './ports'

export interface AskAfterDeps {
  readonly provider: Pick<TelephoneProvider, 'recordingsOf'>
  readonly noteRecording: NoteRecording
  /** In milliseconds since the tone. */
  readonly askAfterMs: number
  readonly giveUpAfterMs: number
}

/** `learnt`: the call knows more now; `nothing_new`: to be looked at again then; `gave_up`: there has been time enough. */
export type AskedAfter =
  | { readonly kind: 'not_awaited' | 'learnt' | 'gave_up' }
  | { readonly kind: 'nothing_new'; readonly lookAgainAt: Date }

/** The longest pause between two looks, in milliseconds. */
const LONGEST_PAUSE_MS = 10 * 60_000

/**
 * Asks the network after the recordings of a call that reached the tone, while none has been announced or one is still
 * on its way, and tells the call what there is. The pauses grow with the time since the tone.
 *
 * @throws ProviderFailure; whoever got no answer has not given up
 */
export async function askAfterRecordings(deps: AskAfterDeps, call: Telephony, now: Date): Promise<AskedAfter> {
  const { messageAskedAt } = call
  if (!messageAskedAt || !isAwaited(call)) return { kind: 'not_awaited' }
  const age = now.getTime() - messageAskedAt.getTime()
  const sinceTone = (ms: number): Date => new Date(messageAskedAt.getTime() + ms)
  if (age < deps.askAfterMs) return { kind: 'nothing_new', lookAgainAt: sinceTone(deps.askAfterMs) }

  const news = (await deps.provider.recordingsOf(call.callSid)).filter((listed) => isNews(call, listed))
  for (const listed of news) await deps.noteRecording(telling(call, listed))
  if (news.length > 0) return { kind: 'learnt' }
  if (age >= deps.giveUpAfterMs) return { kind: 'gave_up' }
  const next = age + Math.min(Math.max(age / 2, deps.askAfterMs / 2), LONGEST_PAUSE_MS)
  return { kind: 'nothing_new', lookAgainAt: sinceTone(Math.min(next, deps.giveUpAfterMs)) }
}

const isAwaited = ({ recordings }: Telephony): boolean =>
  recordings.length === 0 || recordings.some(({ status }) => status === 'pending')

/** A recording never heard of, or one that was on its way and is so no longer. What the network told for good stands. */
function isNews({ recordings }: Telephony, { sid, status }: ListedRecording): boolean {
  const known = recordings.find((recording) => recording.sid === sid)
  return !known || (known.status === 'pending' && status !== 'processing')
}

function telling({ callSid, from, callerWithheld }: Telephony, { sid, status, duration }: ListedRecording): Parameters<NoteRecording>[0] {
  return {
    callSid,
    caller: { withheld: callerWithheld, ...(from !== undefined && { from }) },
    event: {
      kind: 'recording', recordingSid: sid, status: status === 'processing' ? 'other' : status,
      ...(duration !== undefined && { duration }),
    },
  }
}
