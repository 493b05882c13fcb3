import { z } from 'zod'
import { MessageReadingSchema } from './messageReading'

/** What a reading process is asked. `unreadable`: only the head, since the whole could not be read for that reason. */
export interface Question {
  readonly bytes: Buffer
  readonly unreadable?: string
}

/** `no_reader`: no process could be had, which is no fault of the message. */
export type NotRead = 'no_reader' | 'too_slow' | 'too_large'
/** Sent away unread, because another takes long: to be asked of another process. */
export type SentAway = 'sent_away'

/** An answer names its question: what one message says must never be taken for another's. */
export const Answer = z.object({ number: z.number(), reading: MessageReadingSchema })
