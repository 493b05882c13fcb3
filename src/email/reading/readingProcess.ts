import { z } from 'zod'
import { readHead } from './readHead'
import type { MessageReading } from './messageReading'
import { readMessage } from './readMessage'

/**
 * What the process is asked; the answer carries the same number. `unreadable` means: only the head, since the whole could
 * not be read for that reason.
 */
const Question = z.object({ number: z.number(), bytes: z.instanceof(Uint8Array), unreadable: z.string().optional() })

let turn: Promise<unknown> = Promise.resolve()

process.on('message', (asked) => {
  const { number, bytes, unreadable } = Question.parse(asked)
  // One after the other: read together, a short one would be done before the long one that came first.
  turn = turn.then(async () => process.send?.({ number, reading: await read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), unreadable) }))
})

// A rejection ends the process, which messageReader.ts takes for an answer.
const read = (message: Buffer, unreadable: string | undefined): Promise<MessageReading> =>
  (unreadable === undefined ? readMessage(message) : readHead(message, unreadable))

// Whoever asked is gone, killed perhaps: nobody waits for an answer any more.
process.on('disconnect', () => process.exit())
