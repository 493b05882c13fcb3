import { senderStanding, type SenderStandingDeps } from '../sender/senderStanding'
import type { MessageReading } from './messageReading'
import { readHead } from './readHead'
import type { LetterSettings } from './readingSettings'
import { readMessage } from './readMessage'

/**
 * All that a message tells by itself, and how far it can be believed about who sent it.
 *
 * @param unreadable only the head is read, since the whole could not be for that reason
 */
export async function readAndJudge(deps: SenderStandingDeps & LetterSettings, message: Buffer, unreadable?: string): Promise<MessageReading> {
  if (unreadable !== undefined) return judged(deps, await readHead(message, unreadable))
  const reading = await readMessage(deps, message)
  return { ...reading, senderStanding: senderStanding(deps, reading) }
}

/** Judging may be what the whole failed over: who wrote is worth more than how far that can be believed. */
function judged(deps: SenderStandingDeps, head: MessageReading): MessageReading {
  try {
    return { ...head, senderStanding: senderStanding(deps, head) }
  } catch {
    return head
  }
}
