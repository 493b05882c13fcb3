import type { MessageSummary } from './ports'

const MESSAGES_A_BATCH = 50
const BYTES_A_BATCH = 16 * 1024 * 1024

/**
 * Messages in the order given, in batches of bounded number and size, so that memory does not follow the mailbox. One
 * that is larger than a batch is a batch of its own, and so is one that failed before: it shall not fail the others, and
 * comes the later the more often it did.
 *
 * @param suspects how often each of those failed, by UID
 */
export function batchesOf(messages: readonly MessageSummary[], suspects: ReadonlyMap<number, number>): MessageSummary[][] {
  const batches: MessageSummary[][] = []
  let open: MessageSummary[] = []
  let bytes = 0
  for (const message of messages.filter(({ uid }) => !suspects.has(uid))) {
    if (open.length === MESSAGES_A_BATCH || (open.length > 0 && bytes + message.size > BYTES_A_BATCH)) {
      batches.push(open)
      open = []
      bytes = 0
    }
    open.push(message)
    bytes += message.size
  }
  if (open.length > 0) batches.push(open)
  const failed = ({ uid }: MessageSummary): number => suspects.get(uid) ?? 0
  const alone = messages.filter(({ uid }) => suspects.has(uid)).toSorted((a, b) => failed(a) - failed(b))
  return [...batches, ...alone.map((message) => [message])]
}
