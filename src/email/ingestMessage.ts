import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import type { EmailContact } from '../domain/email'
import type { OwedTask } from '../domain/task'
import { automaticMail, type OwnIdentity } from './automaticMail'
import { findThread } from './findThread'
import type { MessageReading } from './messageReading'
import { owedAcknowledgement } from './owedAcknowledgement'
import type { EmailIntakes, KeptMessage, MessageReader } from './ports'

export interface IngestMessageDeps {
  readonly intakes: EmailIntakes
  readonly reader: MessageReader
  readonly own: OwnIdentity
  /** 32 hex digits, fresh. */
  readonly randomHex: () => string
  readonly now: Clock
  readonly log: Logger
}

export type Ingested = 'ingested' | 'already_there' | 'no_sender'

/**
 * Makes the enquiry of a message whose bytes are safe, with all that it owes, in one write. A message that cannot be read
 * is an enquiry all the same, for a person to open; only one that names no sender at all is none.
 */
export async function ingestMessage(deps: IngestMessageDeps, kept: KeptMessage, bytes: Buffer): Promise<Ingested> {
  if (await deps.intakes.exists(kept.intakeId)) return 'already_there'
  const reading = await deps.reader.read(bytes)
  if (!reading.from && !isHeadLost(reading)) return 'no_sender'
  const now = deps.now()
  const automatic = automaticMail(reading, deps.own)
  const thread = await findThread(deps.intakes, reading)
  const acknowledgement = owedAcknowledgement({ reading, automatic, sender: deps.own.sender, random: deps.randomHex(), now })
  const owedTasks: OwedTask[] = [
    ...(reading.unreadable === undefined ? [] : [{ kind: 'unreadable', dueAt: now } as const]),
    ...(acknowledgement.state === 'failed' ? [{ kind: 'acknowledgement_failed', dueAt: now } as const] : []),
  ]
  const email = contactOf(kept, reading, automatic)
  const { intakeId: id, receivedAt } = kept
  const inserted = await deps.intakes.insert({ id, receivedAt, email, acknowledgement, owedTasks, thread })
  const { unreadable } = email
  if (inserted) deps.log.info({ intakeId: id, channel: 'email', automatic, unreadable, acknowledgement: acknowledgement.state }, 'enquiry received')
  return inserted ? 'ingested' : 'already_there'
}

/** Not even the head could be read, so that whether it names a sender is not known. */
const isHeadLost = ({ unreadable, headers }: MessageReading): boolean => unreadable !== undefined && headers.length === 0

function contactOf(kept: KeptMessage, reading: MessageReading, automatic: string | undefined): EmailContact {
  const { sha256, rawFileId, size } = kept
  const { messageId, from, subject, text, attachments, unreadable } = reading
  return {
    sha256, rawFileId, size, subject, text, attachments,
    ...(messageId !== undefined && { messageId }),
    ...(from && { from }),
    ...(unreadable !== undefined && { unreadable }),
    ...(automatic !== undefined && { automatic }),
  }
}
