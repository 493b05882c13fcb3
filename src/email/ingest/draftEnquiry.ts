import type { Clock } from '../../domain/clock'
import type { EmailContact } from '../../domain/email'
import type { OwedTask } from '../../domain/task'
import { automaticMail, DELIVERY_REPORT, type OwnIdentity } from '../answering/automaticMail'
import { contentDigest } from './contentDigest'
import { findThread } from '../findThread'
import type { MessageReading } from '../reading/messageReading'
import { owedAcknowledgement } from '../answering/owedAcknowledgement'
import type { NewEmailIntake, Threads } from '../intakePorts'
import type { KeptMessage } from '../keptMailPorts'

export interface DraftEnquiryDeps {
  readonly intakes: Threads
  readonly own: OwnIdentity
  /** 32 hex digits, fresh. */
  readonly randomHex: () => string
  readonly now: Clock
}

/**
 * The enquiry that a message is, with all that it owes. A message that cannot be read is one all the same, for a person
 * to open; only one that names no sender at all is none.
 */
export async function draftEnquiry(deps: DraftEnquiryDeps, kept: KeptMessage, reading: MessageReading): Promise<NewEmailIntake | 'no_sender'> {
  if (!reading.from && !isHeadLost(reading)) return 'no_sender'
  const now = deps.now()
  const thread = await findThread(deps.intakes, reading)
  const isReportOnOurs = reading.report !== undefined && thread.joinedTo !== undefined
  const automatic = isReportOnOurs ? DELIVERY_REPORT : automaticMail(reading, deps.own)
  const acknowledgement = owedAcknowledgement({ reading, automatic, sender: deps.own.sender, random: deps.randomHex(), now })
  const owedTasks: OwedTask[] = [
    ...(reading.unreadable === undefined ? [] : [{ kind: 'unreadable', dueAt: now } as const]),
    ...(isElsewhere(reading) ? [{ kind: 'open_by_hand', dueAt: now } as const] : []),
    // A mail system that reports on our own mail is nobody to be wary of in conversation.
    ...(reading.senderStanding?.flags.includes('look_alike') && !reading.report ? [{ kind: 'look_alike_sender', dueAt: now } as const] : []),
    ...(acknowledgement.state === 'failed' ? [{ kind: 'acknowledgement_failed', dueAt: now } as const] : []),
  ]
  const email = contactOf(kept, reading, automatic)
  const { intakeId: id, receivedAt } = kept
  const digest = contentDigest(reading)
  return { id, receivedAt, email, acknowledgement, owedTasks, thread, ...(digest !== undefined && { contentDigest: digest }) }
}

/** Not even the head could be read, so that whether it names a sender is not known. */
const isHeadLost = ({ unreadable, headers }: MessageReading): boolean => unreadable !== undefined && headers.length === 0

/** What was written is not before us, though the message could be read: in a portal, or in a packing that only Outlook opens. */
const isElsewhere = ({ unreadable, portal, attachments }: MessageReading): boolean =>
  unreadable === undefined && (portal !== undefined || attachments.some(({ type }) => type === 'winmail'))

function contactOf(kept: KeptMessage, reading: MessageReading, automatic: string | undefined): EmailContact {
  const { sha256, rawFileId, size } = kept
  const { messageId, from, subject, text, parts, attachments, unreadable, protection, portal, senderStanding } = reading
  return {
    sha256, rawFileId, size, subject, text, parts, attachments,
    ...(messageId !== undefined && { messageId }),
    ...(from && { from }),
    ...(unreadable !== undefined && { unreadable }),
    ...(protection !== undefined && { protection }),
    ...(portal !== undefined && { portal }),
    ...(automatic !== undefined && { automatic }),
    ...(senderStanding && { senderStanding }),
  }
}
