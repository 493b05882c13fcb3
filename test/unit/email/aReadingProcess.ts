import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'

type Sent = { number: number }

/** A process that does what it is told to when it is asked and when it is killed. */
export function aReadingProcess({ asked = () => undefined, killed = () => undefined }: { asked?: (child: EventEmitter, sent: Sent) => void; killed?: (child: EventEmitter) => void }): ChildProcess {
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
