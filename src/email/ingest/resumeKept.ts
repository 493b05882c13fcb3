import { boundedBatches } from './batches'
import { giveUpOrRetry } from './giveUpOrRetry'
import { ingestInTime, type IngestInTimeDeps } from './ingestInTime'
import { openKept, type OpenKeptDeps } from './openKept'
import type { KeptMessage, MailLedger, MailLocation, MailPlace, SafeMessage } from '../ports'

interface ResumeKeptDeps extends IngestInTimeDeps, OpenKeptDeps {
  readonly ledger: MailLedger
}

/**
 * Makes the enquiries still owed for messages whose bytes are safe, from those bytes: a process may have died in
 * between, and the message itself may since have been moved or deleted by a person.
 *
 * @returns how many are enquiries now, and how many wait for a reader
 */
export async function resumeKept(deps: ResumeKeptDeps, place: MailPlace, onBatch?: () => void): Promise<{ ingested: number; waiting: number }> {
  const tried = new Set<string>()
  let ingested = 0
  // The ledger names some at a time: after a long outage there are many, and each is tried once.
  for (let owed = await untried(deps, place, tried); owed.length > 0; owed = await untried(deps, place, tried)) {
    for (const batch of boundedBatches(owed)) {
      await deps.late.untilThereIsRoom()
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

async function untried({ ledger, late }: ResumeKeptDeps, place: MailPlace, tried: Set<string>): Promise<readonly KeptMessage[]> {
  const isUntried = ({ location, intakeId }: KeptMessage): boolean => !tried.has(nameOf(location)) && !late.has(intakeId)
  const fresh = (await ledger.unfinished(place)).filter(isUntried)
  for (const { location } of fresh) tried.add(nameOf(location))
  return fresh
}

const nameOf = ({ uidValidity, uid }: MailLocation): string => `${uidValidity}/${uid}`

async function openOrBlame(deps: ResumeKeptDeps, kept: KeptMessage): Promise<readonly SafeMessage[]> {
  try {
    return [await openKept(deps, kept)]
  } catch (error) {
    await giveUpOrRetry(deps, kept.location, error)
    return []
  }
}
