import { type Acknowledgement, acknowledgementId } from '../../domain/acknowledgement'
import { answerableAddress } from './answerableAddress'
import { languageWritten } from '../reading/languageWritten'
import type { MessageReading } from '../reading/messageReading'

/** More ids than this make a header longer than some servers take; the root and the newest keep the thread. */
const REFERENCES_SENT = 20

interface Owed {
  readonly reading: MessageReading
  /** The code of automaticMail, when it found one. */
  readonly automatic: string | undefined
  /** The address that acknowledgements come from. */
  readonly sender: string
  /** 32 hex digits. */
  readonly random: string
  readonly now: Date
}

/**
 * The acknowledgement as it is written into the enquiry: recipient, id and thread are decided here once and for all.
 * It goes to the sender alone, never to Reply-To, which anybody can set to anybody.
 */
export function owedAcknowledgement({ reading, automatic, sender, random, now }: Owed): Acknowledgement {
  if (automatic !== undefined) return { state: 'suppressed', reason: automatic, attempts: 0 }
  const to = answerableAddress(reading.from?.address ?? '')
  if (to === undefined) return { state: 'failed', reason: 'address_unusable', attempts: 0 }
  return { state: 'pending', to, messageId: acknowledgementId(random, sender), ...threadOf(reading), ...languageOf(reading), dueAt: now, attempts: 0 }
}

const languageOf = (reading: MessageReading) => (languageWritten(reading) === 'cy' ? { language: 'cy' as const } : {})

/** RFC 5322, 3.6.4: the parent's References, else its In-Reply-To, then the parent. Without the parent's id, neither. */
function threadOf({ messageId, inReplyTo, references }: MessageReading) {
  if (messageId === undefined) return {}
  const parents = inReplyTo === undefined ? [] : [inReplyTo]
  const earlier = references.length > 0 ? references : parents
  const thread = [...earlier.filter((id) => id !== messageId), messageId]
  const short = thread.length <= REFERENCES_SENT
  return { inReplyTo: messageId, references: short ? thread : [...thread.slice(0, 1), ...thread.slice(1 - REFERENCES_SENT)] }
}
