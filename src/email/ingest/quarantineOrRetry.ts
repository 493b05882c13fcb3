import type { Logger } from 'pino'
import type { MailLedger } from '../keptMailPorts'
import type { MailLocation } from '../mailboxPorts'

interface QuarantineOrRetryDeps {
  readonly ledger: Pick<MailLedger, 'countFailure' | 'quarantine'>
  readonly log: Logger
}

/** After so many failures a message is a person's: it must not block, nor be fetched for ever. */
const TRIES = 5

/**
 * Notes that work on one message failed; the next sync tries again, until it is quarantined. A failure that cannot be
 * noted, because the database is away, is not the message's: it does not count, and ends the sync.
 */
export async function quarantineOrRetry(deps: QuarantineOrRetryDeps, location: MailLocation, error: unknown): Promise<void> {
  const cause = failureCode(error)
  const failures = await deps.ledger.countFailure(location, cause)
  const { uid } = location
  deps.log.warn({ channel: 'email', uid, cause, failures }, 'message could not be taken in')
  if (failures >= TRIES) await deps.ledger.quarantine(location, 'kept_failing')
}

/** A short word for logs and cards: an error's own message may quote the mail. */
export function failureCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? String(error.code) : error.name
}
