import type { Logger } from 'pino'
import type { MailLedger } from '../keptMailPorts'
import type { MailLocation } from '../mailboxPorts'

interface NoteLostConnectionDeps {
  readonly ledger: MailLedger
  readonly log: Logger
}

/**
 * After so many lost connections, all but the first while nothing else was fetched, it is the message and not the line:
 * some servers hang up over a damaged one. With the waits between connections this takes some seven minutes at least.
 */
const DROPS = 20

/**
 * Notes that the connection went while a message was fetched. That is no failure of the message, so that an unsteady line
 * costs no mail; but it is fetched alone and last from now on, so that it cannot keep the others out.
 */
export async function noteLostConnection(deps: NoteLostConnectionDeps, location: MailLocation): Promise<void> {
  const drops = await deps.ledger.countDrop(location)
  if (drops < DROPS) return
  deps.log.warn({ channel: 'email', uid: location.uid, cause: 'connection_lost', count: drops }, 'message could not be taken in')
  await deps.ledger.quarantine(location, 'connection_lost')
}
