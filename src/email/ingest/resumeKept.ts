import { boundedBatches } from './batches'
import { giveUpOrRetry } from './giveUpOrRetry'
import { ingestMessages, type IngestMessagesDeps } from './ingestMessages'
import type { KeptMessage, MailLedger, MailPlace, RawMail, SafeMessage } from '../ports'

interface ResumeKeptDeps extends IngestMessagesDeps {
  readonly rawMail: RawMail
  readonly ledger: MailLedger
}

/**
 * Makes the enquiries still owed for messages whose bytes are safe, from those bytes: a process may have died in
 * between, and the message itself may since have been moved or deleted by a person.
 *
 * @returns how many are enquiries now
 */
export async function resumeKept(deps: ResumeKeptDeps, place: MailPlace, onBatch?: () => void): Promise<number> {
  let finished = 0
  for (const batch of boundedBatches(await deps.ledger.unfinished(place))) {
    const messages = await Promise.all(batch.map(async (kept) => openKept(deps, kept)))
    const { done, senderless } = await ingestMessages(deps, messages.flat())
    for (const location of senderless) await deps.ledger.quarantine(location, 'no_sender')
    finished += done.length
    onBatch?.()
  }
  return finished
}

async function openKept(deps: ResumeKeptDeps, kept: KeptMessage): Promise<readonly SafeMessage[]> {
  try {
    return [{ kept, bytes: await deps.rawMail.read(kept.intakeId, kept.rawFileId) }]
  } catch (error) {
    await giveUpOrRetry(deps, kept.location, error)
    return []
  }
}
