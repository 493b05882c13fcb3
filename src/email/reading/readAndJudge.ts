import { senderStanding, type SenderStandingDeps } from '../sender/senderStanding'
import type { MessageReading } from './messageReading'
import { readHead } from './readHead'
import { readMessage } from './readMessage'

/**
 * All that a message tells by itself, and how far it can be believed about who sent it.
 *
 * @param unreadable only the head is read, since the whole could not be for that reason
 */
export async function readAndJudge(deps: SenderStandingDeps, message: Buffer, unreadable?: string): Promise<MessageReading> {
  const reading = await (unreadable === undefined ? readMessage(message) : readHead(message, unreadable))
  return { ...reading, senderStanding: senderStanding(deps, reading) }
}
