import { failureCode } from '../ingest/quarantineOrRetry'
import { ingestMessages, type IngestMessagesDeps } from '../ingest/ingestMessages'
import { openKept, type OpenKeptDeps } from '../ingest/openKept'
import type { KeptMessage } from '../keptMailPorts'
import type { ConnectedMailbox, FolderPlace } from '../mailboxPorts'
import type { ReplayOutcome, Replays, WantedMessage } from './ports'

export interface CarryOutReplaysDeps extends IngestMessagesDeps, OpenKeptDeps {
  readonly replays: Replays
}

/**
 * Takes in again what people asked for: from the bytes that are kept, else by moving the message back to the inbox. May be
 * repeated at any moment; a wish stays until it is settled. One that fails is settled so, and keeps no other waiting.
 *
 * @returns how many wishes there were: messages may lie in the inbox again
 * @throws when the connection or the store is lost: then no message is to blame
 */
export async function carryOutReplays(deps: CarryOutReplaysDeps, mailbox: ConnectedMailbox): Promise<number> {
  const wanted = await deps.replays.wanted(mailbox)
  for (const message of wanted) {
    const outcome = await replay(deps, mailbox, message).catch((error: unknown) => failedBy(deps, mailbox, message, error))
    if (!outcome) continue
    await deps.replays.settle(message.id, outcome)
    deps.log.info({ channel: 'email', uid: message.location.uid, outcome: outcome.kind }, 'a held message was replayed')
  }
  return wanted.length
}

function failedBy({ log }: CarryOutReplaysDeps, mailbox: ConnectedMailbox, { location }: WantedMessage, error: unknown): ReplayOutcome {
  if (!mailbox.connected) throw error
  const cause = failureCode(error)
  log.warn({ channel: 'email', uid: location.uid, cause }, 'a held message could not be replayed')
  return { kind: 'failed', cause }
}

/** @returns nothing while it is under way */
async function replay(deps: CarryOutReplaysDeps, mailbox: ConnectedMailbox, message: WantedMessage): Promise<ReplayOutcome | undefined> {
  if (message.back) return outcomeOf(message.back)
  if (!message.kept) return moveBack(deps, mailbox, message)
  const outcome = await takeIn(deps, message.kept)
  if (outcome?.kind === 'enquiry' && message.held) await fileReplayed(deps, mailbox, message.held)
  return outcome
}

/** It is an enquiry, wherever its message lies. */
async function fileReplayed({ log }: CarryOutReplaysDeps, mailbox: ConnectedMailbox, held: FolderPlace): Promise<void> {
  await mailbox.moveFrom('Quarantine', held, 'Processed').catch((error: unknown) => {
    if (!mailbox.connected) throw error
    log.warn({ channel: 'email', uid: held.uid, cause: failureCode(error) }, 'a replayed message could not be filed away')
  })
}

function outcomeOf({ state, intakeId }: NonNullable<WantedMessage['back']>): ReplayOutcome | undefined {
  switch (state) {
    case 'ingested':
      return intakeId === undefined ? { kind: 'moved_back' } : { kind: 'enquiry', intakeId }
    case 'quarantined':
      return { kind: 'set_aside_again' }
    case 'unmet': case 'seen': case 'kept':
      return undefined
    case 'moved_back': case 'gone':
      return { kind: 'not_found' }
    default:
      return state satisfies never
  }
}

/** @returns nothing while no reader can be had: the wish stays */
async function takeIn(deps: CarryOutReplaysDeps, kept: KeptMessage): Promise<ReplayOutcome | undefined> {
  try {
    const { done, senderless, waiting } = await ingestMessages(deps, [await openKept(deps, kept)])
    if (waiting.length > 0) return undefined
    if (done.length > 0) return { kind: 'enquiry', intakeId: kept.intakeId }
    return { kind: 'failed', cause: senderless.length > 0 ? 'no_sender' : 'kept_failing' }
  } catch (error) {
    deps.log.warn({ channel: 'email', uid: kept.location.uid, cause: failureCode(error) }, 'a held message could not be taken in again')
    return { kind: 'failed', cause: 'kept_failing' }
  }
}

async function moveBack(deps: CarryOutReplaysDeps, mailbox: ConnectedMailbox, message: WantedMessage): Promise<ReplayOutcome | undefined> {
  const { location: { uidValidity, uid }, held } = message
  // It may never have left: a server can refuse the move to Quarantine.
  const isInInbox = await mailbox.withInbox(async (inbox) => inbox.uidValidity === uidValidity && (await inbox.listUids()).includes(uid))
  if (isInInbox) {
    await deps.replays.noteBack(message, { uidValidity, uid })
    return undefined
  }
  const back = held && (await mailbox.moveFrom('Quarantine', held, 'inbox'))
  if (back === undefined) return { kind: 'not_found' }
  if (back === 'somewhere') return { kind: 'moved_back' }
  await deps.replays.noteBack(message, back)
  return undefined
}
