import { closeSync, openSync } from 'node:fs'
import type { RunningWorkers } from '../compose/startWorkers'
import type { Say } from './parts/toolbox'

type ReadsRules = Pick<RunningWorkers, 'changeRules'>

/**
 * At SIGHUP the rules are read again, as a workers process of production does, and what came of it is said. A terminal that is closed
 * sends the same signal, and is obeyed: nobody could stop what goes on without it.
 *
 * @returns what takes the workers once they are up; a signal that comes sooner waits for them
 */
export function rereadOnHangUp(say: Say): (workers: ReadsRules) => void {
  const hadTerminal = process.stdout.isTTY
  let take: (workers: ReadsRules) => void = () => undefined
  const up = new Promise<ReadsRules>((resolve) => {
    take = resolve
  })
  process.on('SIGHUP', () => {
    if (hadTerminal && isTerminalGone()) return stopUnseen()
    void up.then(async (workers) => workers.changeRules()).then((standing) => say(inWords(standing)))
  })
  return take
}

const inWords = (standing: string): string =>
  standing === 'ok' ? 'The rules were read again and are in force.' : `The rules were read again and refused: ${standing}.`

function stopUnseen(): void {
  // What is said while stopping has nowhere to go any more, which is no reason to stop in disorder.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  process.kill(process.pid, 'SIGTERM')
}

function isTerminalGone(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'))
    return false
  } catch {
    return true
  }
}
