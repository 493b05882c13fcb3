import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { ReadingChild } from '../../../src/email/reading/readingChild'
import { aReading } from './reading'

type Sent = { number: number }

/** A process that does what it is told to when it is asked and when it is killed. */
function aProcess({ asked = () => undefined, killed = () => undefined }: { asked?: (child: EventEmitter, sent: Sent) => void; killed?: (child: EventEmitter) => void }): ChildProcess {
  const child = Object.assign(new EventEmitter(), {
    pid: 1, connected: true, exitCode: null, signalCode: null, ref: () => undefined, unref: () => undefined,
    send: (sent: Sent) => asked(child, sent),
    kill: () => {
      killed(child)
      setImmediate(() => child.emit('exit'))
    },
  })
  return child as unknown as ChildProcess
}

test('an answer that comes while its process is killed for being slow does not put the blame on the message behind', async () => {
  const reading = aReading()
  const processes = [
    aProcess({ killed: (child) => child.emit('message', { number: 1, reading }) }),
    aProcess({ asked: (child, { number }) => setImmediate(() => child.emit('message', { number, reading })) }),
  ]
  const child = new ReadingChild({ timeLimitMs: 1, idleMs: 1, start: () => processes.shift()! })
  const question = { bytes: Buffer.alloc(0) }
  expect(await Promise.all([child.ask(question), child.ask(question)])).toEqual(['too_slow', reading])
  await child.close()
})
