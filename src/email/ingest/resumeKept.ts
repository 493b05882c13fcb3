import { boundedBatches } from './batches'
import { quarantineOrRetry } from './quarantineOrRetry'
import { ingestInTime, type IngestInTimeDeps } from './ingestInTime'
import { openKept, type OpenKeptDeps } from './openKept'
import type { MailPlace } from '../../domain/mailPlace'
import type { KeptMessage, MailLedger, SafeMessage } from '../keptMailPorts'

export interface SyncProgress {
  /** Ends the work between two batches; what is left is found by the next sync. */
  readonly signal?: AbortSignal
  /** Called whenever one batch is dealt with. */
  readonly onBatch?: () => void
}

interface ResumeKeptDeps extends IngestInTimeDeps, OpenKeptDeps {
  readonly ledger: MailLedger
}

/**
 * Makes the enquiries still owed for messages whose bytes are safe, from those bytes: a process may have died in
 * between, and the message itself may since have been moved or deleted by a person. Each is tried once.
 *
 * @returns how many are enquiries now, and how many wait for a reader
 */
export async function resumeKept(deps: ResumeKeptDeps, place: MailPlace, { signal, onBatch }: SyncProgress = {}): Promise<{ ingested: number; waiting: number }> {
  let ingested = 0
  for await (const owed of unfinished(deps.ledger, place)) {
    for (const batch of boundedBatches(owed.filter(({ intakeId }) => !deps.late.has(intakeId)))) {
      if (signal?.aborted || deps.late.isFull) return { ingested, waiting: 0 }
      const messages = await Promise.all(batch.map(async (kept) => openOrBlame(deps, kept)))
      const { done, senderless, waiting } = await ingestInTime(deps, messages.flat())
      for (const location of senderless) await deps.ledger.quarantine(location, 'no_sender')
      ingested += done.length
      onBatch?.()
      if (waiting.length > 0) return { ingested, waiting: waiting.length }
    }
  }
  return { ingested, waiting: 0 }
}

/** Page by page: after a long outage there are many. */
async function* unfinished(ledger: MailLedger, place: MailPlace): AsyncGenerator<readonly KeptMessage[]> {
  for (let page = await ledger.unfinished(place); page.length > 0; page = await ledger.unfinished(place, page.at(-1))) yield page
}

async function openOrBlame(deps: ResumeKeptDeps, kept: KeptMessage): Promise<readonly SafeMessage[]> {
  try {
    return [await openKept(deps, kept)]
  } catch (error) {
    await quarantineOrRetry(deps, kept.location, error)
    return []
  }
}
