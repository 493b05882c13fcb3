import type { MessageSummary } from '../mailboxPorts'

const MESSAGES_A_BATCH = 50
const BYTES_A_BATCH = 16 * 1024 * 1024
/** Two batches' worth, of four that are made safe ahead: while those are read there is time to ask for the next. */
const MESSAGES_A_PAGE = 100

/** In the order given, in batches of bounded number and size; one that is larger than a batch is a batch of its own. */
export function boundedBatches<T extends { readonly size: number }>(messages: readonly T[]): T[][] {
  const batches: T[][] = []
  let open: T[] = []
  for (const message of messages) {
    if (open.length === MESSAGES_A_BATCH || (open.length > 0 && bytesOf(open) + message.size > BYTES_A_BATCH)) {
      batches.push(open)
      open = []
    }
    open.push(message)
  }
  if (open.length > 0) batches.push(open)
  return batches
}

/**
 * Messages of which size and time are asked for together, by UID: those that failed before last.
 *
 * @param suspects how often each of those failed, by UID
 */
export function pagesOf(uids: readonly number[], suspects: ReadonlyMap<number, number>): number[][] {
  const sound = uids.filter((uid) => !suspects.has(uid))
  const pages = Array.from({ length: Math.ceil(sound.length / MESSAGES_A_PAGE) }, (_, nth) => sound.slice(nth * MESSAGES_A_PAGE, (nth + 1) * MESSAGES_A_PAGE))
  const suspected = uids.filter((uid) => suspects.has(uid))
  return suspected.length > 0 ? [...pages, suspected] : pages
}

/**
 * Messages in bounded batches, so that memory does not follow the mailbox. One that failed before is a batch of its own:
 * it shall not fail the others, and comes the later the more often it did.
 *
 * @param suspects how often each of those failed, by UID
 */
export function batchesOf(messages: readonly MessageSummary[], suspects: ReadonlyMap<number, number>): MessageSummary[][] {
  const failed = ({ uid }: MessageSummary): number => suspects.get(uid) ?? 0
  const alone = messages.filter(({ uid }) => suspects.has(uid)).toSorted((a, b) => failed(a) - failed(b))
  return [...boundedBatches(messages.filter(({ uid }) => !suspects.has(uid))), ...alone.map((message) => [message])]
}

/** Whether two batches may be in memory at a time. */
export const fitTogether = (one: readonly MessageSummary[], other: readonly MessageSummary[]): boolean =>
  bytesOf(one) + bytesOf(other) <= BYTES_A_BATCH

export const bytesOf = (batch: readonly { readonly size: number }[]): number => batch.reduce((sum, { size }) => sum + size, 0)
