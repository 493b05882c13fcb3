import { answerCall } from '../call/answerCall'
import { endCall } from '../call/endCall'
import { isFinalStatus } from '../call/finalStatus'
import { readCallerId } from '../call/phoneNumbers'
import type { ListedCall } from '../provider'
import { gapCard, type ReconcileDeps } from './deps'
import { noteGap } from './noteGap'

/** A call that the network had and we do not hold becomes an enquiry, at its own time, with a card that says so. */
export async function takeMissedCall(deps: ReconcileDeps, call: ListedCall): Promise<void> {
  const { calls, meter, log } = deps
  const alarming = { ...calls, ledger: noteGap(calls.ledger, gapCard(deps)) }
  const { created } = await answerCall(alarming, {
    callSid: call.sid, caller: readCallerId(call.from), event: { kind: 'voice' }, at: call.startedAt ?? calls.now(),
  })
  if (created) {
    meter.gapFound('call')
    log.error({ callSid: call.sid, kind: 'call' }, 'the network had a call that we did not: it is an enquiry now')
  }
  if (isFinalStatus(call.status)) await endAsListed(deps, call)
}

/** The end of a call, as its status callback would have told it. */
export async function endAsListed(
  { calls }: Pick<ReconcileDeps, 'calls'>, { sid, from, status, endedAt, duration }: Omit<ListedCall, 'direction' | 'to'>,
): Promise<void> {
  await endCall(calls, {
    callSid: sid,
    caller: readCallerId(from),
    event: { kind: 'status', status, final: true, ...(duration !== undefined && { duration }) },
    at: endedAt ?? calls.now(),
  })
}
