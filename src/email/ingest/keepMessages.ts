import { createHash } from 'node:crypto'
import { beginReading } from './beginReading'
import type { EmailIntakes } from '../intakePorts'
import type { KeptMessage, MailLedger, RawMail, SafeMessage } from '../keptMailPorts'
import type { FetchedMessage, MailLocation } from '../mailboxPorts'
import type { MessageReader } from '../readerPorts'

export interface KeepMessagesDeps {
  readonly rawMail: RawMail
  readonly ledger: MailLedger
  readonly intakes: EmailIntakes
  readonly reader: MessageReader
}

export interface LocatedMessage {
  readonly location: MailLocation
  readonly message: FetchedMessage
}

/**
 * Makes messages safe: the bytes first, then the rows that say where they are. Both are durable when this resolves, so
 * the messages may then be flagged. They are read meanwhile, since nothing is made of a reading before then. The same
 * bytes at another location share enquiry and file.
 */
export async function keepMessages(deps: KeepMessagesDeps, found: readonly LocatedMessage[]): Promise<readonly SafeMessage[]> {
  const messages = found.map((located) => ({
    ...located, ...identify(deps, located.message.source), reading: beginReading(deps.reader, located.message.source),
  }))
  const files = await deps.rawMail.save(messages.map(({ intakeId, message }) => ({ intakeId, bytes: message.source })))
  const rows = await deps.ledger.recordKept(messages.map(({ location, message, sha256, intakeId }): KeptMessage => {
    const { receivedAt, source: { length: size } } = message
    return { location, sha256, intakeId, rawFileId: fileOf(files, intakeId), size, receivedAt }
  }))
  return rows.flatMap((kept, place) => {
    const reading = messages[place]?.reading
    return reading ? [{ kept, reading }] : []
  })
}

function identify({ intakes }: KeepMessagesDeps, bytes: Buffer): { sha256: string; intakeId: string } {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { sha256, intakeId: intakes.idFor(sha256) }
}

function fileOf(files: ReadonlyMap<string, string>, intakeId: string): string {
  const fileId = files.get(intakeId)
  if (fileId === undefined) throw new Error('A raw message was not saved.')
  return fileId
}
