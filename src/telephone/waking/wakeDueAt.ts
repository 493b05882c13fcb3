import type { CallSituation } from '../../domain/telephony'
import type { CallTargets } from '../call/cardsOwedByCall'

/**
 * When somebody is to be woken for a call, from what is known of it; undefined while nobody need be. A message has no
 * words to triage, so nobody knows how pressing it is: while the service is open it is due to be heard within the
 * target, and while it is closed nobody looks at the desk. The urgent key wakes at once, unless an adviser speaks with
 * the caller. A moment that is past means now.
 */
export function wakeDueAt(call: CallSituation, { listenWithinMs }: Pick<CallTargets, 'listenWithinMs'>): Date | undefined {
  if (call.conversation ?? call.conversationEndedAt) return undefined
  const moments = [urgentFrom(call), unheardFrom(call, listenWithinMs)].filter((moment) => moment !== undefined)
  return moments.toSorted((a, b) => a.getTime() - b.getTime())[0]
}

/** While the caller waits for an adviser in the opening hours, the queue is the quickest way to a person. */
function urgentFrom({ urgentAt, openOnArrival, messageAskedAt, callback, endedAt }: CallSituation): Date | undefined {
  const leftTheQueue = messageAskedAt !== undefined || callback !== undefined || endedAt !== undefined
  return openOnArrival === false || leftTheQueue ? urgentAt : undefined
}

function unheardFrom({ messageAskedAt, recordings, openOnArrival }: CallSituation, withinMs: number): Date | undefined {
  const isLeft = recordings.some(({ status }) => status !== 'absent')
  if (!messageAskedAt || !isLeft) return undefined
  return openOnArrival === false ? messageAskedAt : new Date(messageAskedAt.getTime() + withinMs)
}
