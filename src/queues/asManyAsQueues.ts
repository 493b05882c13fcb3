import { QUEUES, type WorkName } from '../../config/queues'
import { Turns } from '../domain/turns'
import type { Perform } from './workHere'

/**
 * The same work, of each kind at most as much at a time as its queue lets one process do, whoever asks for it: while Redis comes and
 * goes, what jobs had begun and what is done without them run side by side, and a language model reads for all.
 */
export function asManyAsQueues(perform: Perform): Perform {
  const turns = new Map<WorkName, Turns>()
  const turnsOf = (work: WorkName): Turns => {
    const known = turns.get(work) ?? new Turns(QUEUES[work].concurrency)
    turns.set(work, known)
    return known
  }
  return async (work, intakeId) => turnsOf(work).take(async () => perform(work, intakeId))
}
