import { parentPort } from 'node:worker_threads'
import { readHead } from './readHead'
import { readMessage } from './readMessage'

/** What a thread is asked. `unreadable` means: only the head, since the whole could not be read for that reason. */
interface Question {
  bytes: Uint8Array
  unreadable?: string
}

parentPort?.on('message', ({ bytes, unreadable }: Question) => {
  const message = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const reading = unreadable === undefined ? readMessage(message) : readHead(message, unreadable)
  // A rejection ends the thread with an 'error' event, which messageReader.ts takes for an answer.
  void reading.then((answer) => parentPort?.postMessage(answer))
})
