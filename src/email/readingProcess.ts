import { z } from 'zod'
import { readHead } from './readHead'
import { readMessage } from './readMessage'

/** What the process is asked. `unreadable` means: only the head, since the whole could not be read for that reason. */
const Question = z.object({ bytes: z.instanceof(Uint8Array), unreadable: z.string().optional() })

process.on('message', (asked) => {
  const { bytes, unreadable } = Question.parse(asked)
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const reading = unreadable === undefined ? readMessage(message) : readHead(message, unreadable)
  // A rejection ends the process, which messageReader.ts takes for an answer.
  void reading.then((answer) => process.send?.(answer))
})
// Whoever asked is gone, killed perhaps: nobody waits for an answer any more.
process.on('disconnect', () => process.exit())
