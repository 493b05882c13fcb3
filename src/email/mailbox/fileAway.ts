import type { Logger } from 'pino'
import { failureCode } from '../ingest/quarantineOrRetry'
import type { MailLedger } from '../keptMailPorts'
import type { MailFolder, MailLocation, OpenInbox } from '../mailboxPorts'

interface FileAwayDeps {
  readonly ledger: Pick<MailLedger, 'noteHeld'>
  readonly log: Logger
}

/**
 * Moves messages of which nothing more is to be done out of the inbox, and remembers where the held ones went. A move
 * that the server refuses keeps no other message out: they stay where they are, and the next sync tries again.
 */
export async function fileAway(deps: FileAwayDeps, inbox: OpenInbox, messages: readonly MailLocation[], folder: MailFolder): Promise<void> {
  if (messages.length === 0) return
  const filed = await inbox.move(messages.map(({ uid }) => uid), folder).catch((error: unknown) => {
    if (!inbox.connected) throw error
    deps.log.error({ channel: 'email', folder, count: messages.length, cause: failureCode(error) }, 'messages could not be filed away')
    return undefined
  })
  if (folder !== 'Quarantine' || !filed) return
  for (const location of messages) {
    const held = filed.get(location.uid)
    if (held) await deps.ledger.noteHeld(location, held)
  }
}
