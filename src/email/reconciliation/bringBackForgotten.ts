import { createHash } from 'node:crypto'
import { boundedBatches, bytesOf } from '../ingest/batches'
import { failureCode } from '../ingest/quarantineOrRetry'
import { SIZE_LIMIT } from '../ingest/inboxWork'
import type { ConnectedMailbox, FolderPlace, MailFolder, MessageSummary, OpenFolder } from '../mailboxPorts'
import type { ReconcileMailboxDeps } from './deps'
import { raiseGap } from './noteGaps'

/** In one run, of a folder: the next takes the rest. */
const MOST_AT_ONCE = 50
/** Fetched in one run to be compared by content, in bytes: the inbox waits meanwhile. Only a server that writes another time on what it moves comes near it. */
const MOST_FETCHED = 256 * 1024 * 1024
/** What is older was compared when it was new, in milliseconds. */
const LONGEST_LOOK_BACK_MS = 30 * 24 * 3_600_000

interface Forgotten {
  readonly folder: MailFolder
  readonly uidValidity: string
  readonly uids: readonly number[]
}

/**
 * Moves back to the inbox what we filed away and know nothing of any more, as after the database was restored from a
 * backup: there it is taken in anew.
 * One gap for each folder in which there was any is shown first, since what was moved is not found here again.
 *
 * @param since messages that their server took before then are left alone
 */
export async function bringBackForgotten(deps: ReconcileMailboxDeps, mailbox: ConnectedMailbox, since: Date): Promise<void> {
  const from = new Date(Math.max(since.getTime(), deps.now().getTime() - LONGEST_LOOK_BACK_MS))
  const found = [
    await mailbox.withFolder('Processed', async (open) => forgottenIn(deps, 'Processed', open, await withoutEnquiry(deps, open, await unrecorded(deps, mailbox, open, from)))),
    await mailbox.withFolder('Quarantine', async (open) => forgottenIn(deps, 'Quarantine', open, await withoutCard(deps, mailbox, open, from))),
  ]
  for (const { folder, uidValidity, uids } of found) {
    if (uids.length === 0) continue
    const detail = `${folder}/${uidValidity}/${Math.max(...uids)}`
    await raiseGap(deps, mailbox, { kind: 'mail_forgotten', detail })
    let refused = 0
    for (const uid of uids) refused += (await moveBack(deps, mailbox, folder, { uidValidity, uid })) ? 0 : 1
    if (refused > 0) await raiseGap(deps, mailbox, { kind: 'mail_not_brought_back', detail })
  }
}

/** A move that the server refuses keeps no other message there: the next run tries it again. @returns whether it was not refused */
async function moveBack({ log, name }: ReconcileMailboxDeps, mailbox: ConnectedMailbox, folder: MailFolder, place: FolderPlace): Promise<boolean> {
  try {
    await mailbox.moveFrom(folder, place, 'inbox')
    return true
  } catch (error) {
    if (!mailbox.connected) throw error
    log.error({ channel: 'email', mailbox: name, folder, uid: place.uid, cause: failureCode(error) }, 'a forgotten message could not be moved back to the inbox')
    return false
  }
}

function forgottenIn({ log }: ReconcileMailboxDeps, folder: MailFolder, { uidValidity }: OpenFolder, messages: readonly MessageSummary[]): Forgotten {
  const uids = messages.map(({ uid }) => uid)
  if (uids.length > 0) log.warn({ channel: 'email', folder, count: uids.length }, 'messages were filed away of which nothing is known; they go back to the inbox')
  return { folder, uidValidity, uids }
}

/** Of a second in which more were filed than rows tell of: most likely none. A server may also change that moment as it moves a message. */
async function unrecorded({ records }: ReconcileMailboxDeps, mailbox: ConnectedMailbox, open: OpenFolder, since: Date): Promise<readonly MessageSummary[]> {
  const messages = (await open.filedSince(since)).filter(({ size }) => size <= SIZE_LIMIT)
  if (messages.length === 0) return []
  const recorded = await records.arrivals(mailbox, since)
  const filed = new Map<number, number>()
  for (const { receivedAt } of messages) filed.set(receivedAt.getTime(), (filed.get(receivedAt.getTime()) ?? 0) + 1)
  const isMissed = ({ receivedAt }: MessageSummary): boolean => (filed.get(receivedAt.getTime()) ?? 0) > (recorded.get(receivedAt.getTime()) ?? 0)
  return messages.filter(isMissed)
}

/** What a message holds decides whether it is an enquiry, wherever it came in. The newest first, until there are enough to bring back. */
async function withoutEnquiry(deps: ReconcileMailboxDeps, open: OpenFolder, messages: readonly MessageSummary[]): Promise<readonly MessageSummary[]> {
  const absent: MessageSummary[] = []
  let [fetched, compared] = [0, 0]
  for (const batch of boundedBatches(messages.toSorted((a, b) => b.uid - a.uid))) {
    if (absent.length >= MOST_AT_ONCE) break
    if (fetched + bytesOf(batch) > MOST_FETCHED) {
      deps.log.warn({ channel: 'email', folder: 'Processed', count: messages.length - compared }, 'older messages were not compared by what they hold: there were too many for one run')
      break
    }
    absent.push(...(await absentOf(deps, open, batch)))
    fetched += bytesOf(batch)
    compared += batch.length
  }
  // A reply is joined to what came before it.
  return absent.slice(0, MOST_AT_ONCE).toReversed()
}

async function absentOf({ intakes, memory }: ReconcileMailboxDeps, open: OpenFolder, batch: readonly MessageSummary[]): Promise<readonly MessageSummary[]> {
  const release = await memory.hold(bytesOf(batch))
  try {
    const fetched = (await open.fetch(batch)).map((message) => ({ message, id: intakes.idFor(createHash('sha256').update(message.source).digest('hex')) }))
    const known = await intakes.existing(fetched.map(({ id }) => id))
    return fetched.filter(({ id }) => !known.has(id)).map(({ message: { uid, size, receivedAt } }) => ({ uid, size, receivedAt }))
  } finally {
    release?.()
  }
}

/**
 * A row that does not tell where its message lies may be that of any message here without one. Where there are fewer such
 * rows than messages, some have no card, but not which: a person must look.
 */
async function withoutCard(deps: ReconcileMailboxDeps, mailbox: ConnectedMailbox, open: OpenFolder, since: Date): Promise<readonly MessageSummary[]> {
  const messages = await open.filedSince(since)
  if (messages.length === 0) return []
  const held = await deps.records.heldPlaces(mailbox, since)
  const here = new Set(held.flatMap((place) => (place?.uidValidity === open.uidValidity ? place.uid : [])))
  const anywhere = held.filter((place) => place?.uidValidity !== open.uidValidity).length
  const unknown = messages.filter(({ uid }) => !here.has(uid))
  if (anywhere === 0) return unknown.slice(-MOST_AT_ONCE)
  if (unknown.length > anywhere) await raiseGap(deps, mailbox, { kind: 'mail_card_missing', detail: `${open.uidValidity}/${Math.max(...unknown.map(({ uid }) => uid))}` })
  return []
}
