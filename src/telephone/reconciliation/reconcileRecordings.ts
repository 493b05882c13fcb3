import { continueCall } from '../call/continueCall'
import type { CallEvent } from '../call/callEvent'
import type { ListedRecording } from '../provider'
import { eachOne, type FailedItem, gapCard, isCallers, isSettled, type ReconcileDeps } from './deps'
import { noteGap } from './noteGap'
import type { HeldCall } from './ports'
import { takeMissedCall } from './takeMissedCall'

type Finished = ListedRecording & { readonly status: 'completed' | 'absent' }

/**
 * Compares the recordings that the network made since then with ours, those of the fallback's own script included. One
 * that we never heard of is attached to its call, with a card: a message may lie there that nobody has listened to.
 *
 * @param taken calls that were taken in this run: their card says enough
 * @returns those that could not be attached, and how many the network listed
 */
export async function reconcileRecordings(deps: ReconcileDeps, since: Date, taken: ReadonlySet<string>): Promise<{ readonly failed: readonly FailedItem[]; readonly listed: number }> {
  const listed = (await deps.provider.recordingsSince(since))
    .filter(isFinished)
    .filter(({ callSid, createdAt }) => callSid !== '' && isSettled(deps, createdAt))
  const held = await deps.held.find([...new Set(listed.map(({ callSid }) => callSid))])
  const news = listed.filter((recording) => isNews(recording, held.get(recording.callSid)))
  const failed = await eachOne(news, ({ sid }) => ({ kind: 'recording', sid }), async (recording) => attach(deps, recording, held.get(recording.callSid), taken))
  return { failed, listed: listed.length }
}

const isFinished = (recording: ListedRecording): recording is Finished => recording.status !== 'processing'

const isNews = ({ sid, status }: Finished, held: HeldCall | undefined): boolean => {
  const known = held?.recordings.find((one) => one.sid === sid)
  // One that is gone at the network may have been brought home before.
  return known === undefined ? held === undefined || status === 'completed' : known.status === 'pending'
}

async function attach(deps: ReconcileDeps, recording: Finished, held: HeldCall | undefined, taken: ReadonlySet<string>): Promise<void> {
  const { calls, provider, meter, log } = deps
  const { sid, callSid, status, duration, createdAt } = recording
  let isAlarmed = taken.has(callSid)
  if (!held) {
    // A call of another number of the account, a worker's leg, or one that began before the window.
    const call = await provider.findCall(callSid)
    if (!call || !isCallers(deps, call)) return
    await takeMissedCall(deps, call)
    isAlarmed = true
  }
  const isUnknown = !held?.recordings.some((one) => one.sid === sid)
  const ledger = isUnknown && !isAlarmed && status === 'completed' ? noteGap(calls.ledger, gapCard(deps)) : calls.ledger
  const event: CallEvent & { kind: 'recording' } = { kind: 'recording', recordingSid: sid, status, ...(duration !== undefined && { duration }) }
  await continueCall({ ...calls, ledger }, { callSid, caller: { withheld: true }, event, at: createdAt })
  meter.gapFound('recording')
  const fields = { callSid, recordingSid: sid, kind: 'recording' }
  if (isUnknown) log.error(fields, 'the network had a recording that we did not know')
  else log.warn(fields, 'what became of a recording was not told to us')
}
