import { giveUpOrRetry } from './giveUpOrRetry'
import { ingestMessage, type IngestMessageDeps } from './ingestMessage'
import type { KeptMessage, MailLedger, MailPlace, RawMail } from './ports'

interface ResumeKeptDeps extends IngestMessageDeps {
  readonly rawMail: RawMail
  readonly ledger: MailLedger
}

/**
 * Makes the enquiries still owed for messages whose bytes are safe, from those bytes: a process may have died in
 * between, and the message itself may since have been moved or deleted by a person.
 *
 * @returns how many are enquiries now
 */
export async function resumeKept(deps: ResumeKeptDeps, place: MailPlace): Promise<number> {
  const unfinished = await deps.ledger.unfinished(place)
  let finished = 0
  for (const kept of unfinished) if (await resume(deps, kept)) finished += 1
  return finished
}

async function resume(deps: ResumeKeptDeps, kept: KeptMessage): Promise<boolean> {
  try {
    const outcome = await ingestMessage(deps, kept, await deps.rawMail.read(kept.intakeId, kept.rawFileId))
    if (outcome === 'no_sender') await deps.ledger.quarantine(kept.location, 'no_sender')
    else await deps.ledger.markIngested([kept.location])
    return outcome !== 'no_sender'
  } catch (error) {
    await giveUpOrRetry(deps, kept.location, error)
    return false
  }
}
