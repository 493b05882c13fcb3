import type { MessageReading } from './reading/messageReading'

export interface MessageReader {
  /** Mail is coming: what reading needs may be started meanwhile, so that the first message need not wait for it. */
  getReady?(): void
  /** What could not be read says so in `unreadable`. @throws NoReader when nothing can be read, through no fault of the message */
  read(bytes: Buffer): Promise<MessageReading>
}
