import { readFileSync } from 'node:fs'
import { withChildren } from '../../support/processTree'

/** Linux counts in hundredths. */
const TICKS_A_SECOND = 100

/** Processor time of a process and all that it started, ended ones included once they were waited for; in seconds. */
export function cpuSecondsOf(pid: number): number {
  return withChildren(pid).map(ticksOf).reduce((sum, ticks) => sum + ticks, 0) / TICKS_A_SECOND
}

function ticksOf(pid: number): number {
  try {
    // After the name, which may hold anything: utime, stime, cutime, cstime are the 12th to 15th.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').slice(11, 15).reduce((sum, each) => sum + Number(each), 0)
  } catch {
    return 0 // it ended meanwhile
  }
}
