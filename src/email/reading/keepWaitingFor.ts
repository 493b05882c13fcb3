import type { ChildProcess } from 'node:child_process'

/** An idle reading process must not keep ours alive; one that is asked must. */
export function keepWaitingFor(child: ChildProcess, waiting: boolean): void {
  if (waiting) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}
