import { createHash } from 'node:crypto'
import type { EmailIntakes, FetchedMessage, KeptMessage, MailLedger, MailLocation, RawMail } from './ports'

export interface KeepMessageDeps {
  readonly rawMail: RawMail
  readonly ledger: MailLedger
  readonly intakes: EmailIntakes
}

/**
 * Makes a message safe: the bytes first, then the row that says where they are. Both are durable when this resolves, so
 * the message may then be flagged. The same bytes at another location share enquiry and file.
 */
export async function keepMessage(deps: KeepMessageDeps, location: MailLocation, message: FetchedMessage): Promise<KeptMessage> {
  const sha256 = createHash('sha256').update(message.source).digest('hex')
  const intakeId = deps.intakes.idFor(sha256)
  const rawFileId = await deps.rawMail.save(intakeId, message.source)
  const { receivedAt, source: { length: size } } = message
  return deps.ledger.recordKept({ location, sha256, intakeId, rawFileId, size, receivedAt })
}
