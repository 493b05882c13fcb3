import type { CallEvent } from '../call/callEvent'
import { type CallDeps, type CallReply, continueWithEvent } from '../call/takeCallEvent'
import type { SpooledEvent } from './ports'

/** The queue that the caller never came to: as if the network had not let them in. */
const NEVER_QUEUED: CallEvent = { kind: 'queue_left', result: 'failed', queueTime: 0 }

/**
 * Has an event take effect that was kept on disk, at the time at which it happened. Nobody could be rung for the caller
 * then, and they were led to the tone: decided like that, a caller who chose an adviser is not taken for one who still
 * holds the line. A store that was only slow may have put them in the queue all the same; they are taken out of it.
 */
export async function applySpooled(deps: CallDeps, event: SpooledEvent): Promise<CallReply> {
  const unstaffed = { ...deps, isStaffed: async () => false }
  const reply = await continueWithEvent(unstaffed, event)
  if (reply.answer.kind !== 'enqueue' || (await cameToTheQueue(deps, event.callSid))) return reply
  return continueWithEvent(unstaffed, { ...event, event: NEVER_QUEUED })
}

/** The network asked what the caller is to hear there, so a repeat of the key was answered by the store. */
async function cameToTheQueue({ ledger }: CallDeps, callSid: string): Promise<boolean> {
  const call = await ledger.findCall(callSid)
  return call?.events.some(({ key }) => /^(wait|queue_|connected)/.test(key)) ?? false
}
