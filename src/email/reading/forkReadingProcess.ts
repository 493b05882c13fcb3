import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { currentSettings } from './currentSettings'
import type { ReadingSettings } from './readingSettings'

/** @param heapLimitMb of the process's heap, in megabytes */
export function forkReadingProcess(heapLimitMb: number, settings: ReadingSettings = currentSettings()()): ChildProcess {
  // From source (tests, local mode) the process needs tsx as well; a built one has JavaScript beside it.
  const source = __filename.endsWith('.ts')
  const child = fork(join(__dirname, source ? 'readingProcess.ts' : 'readingProcess.js'), [], {
    execArgv: [...(source ? ['--require', require.resolve('tsx/cjs')] : []), ...heapFlags(heapLimitMb)],
    // It gets none of our secrets, and what it says of a message it chokes on reaches no log.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  // One without an id never ran, and ended is heard of by its end.
  if (child.pid !== undefined) child.send({ settings }, () => undefined)
  return child
}

/** A heap with a low limit is cleared whenever it grew by a third, which took an eighth of the process's time; up to a quarter of the limit that is of no use. */
const heapFlags = (limitMb: number): readonly string[] => [`--max-old-space-size=${limitMb}`, `--initial-old-space-size=${Math.floor(limitMb / 4)}`]
