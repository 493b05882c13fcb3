import { PRIORITIES } from '../domain/priority'
import { paths, type QueueTab } from './paths'
import type { QueueCounts } from './ports'

export interface QueueTabLink {
  readonly text: string
  readonly href: string
  readonly current: boolean
}

/** The lists of the desk, each with how many are in it. */
export function queueTabs(counts: QueueCounts, current: QueueTab | 'callbacks' | 'lists' | 'ended'): readonly QueueTabLink[] {
  const waiting = PRIORITIES.reduce((sum, priority) => sum + counts.byPriority[priority], counts.unread)
  return [
    { text: `Waiting (${waiting})`, href: paths.queue, current: current === 'waiting' },
    { text: `Call-backs (${counts.callbacks})`, href: paths.callbacks, current: current === 'callbacks' },
    { text: `Accepted (${counts.accepted})`, href: paths.accepted, current: current === 'accepted' },
    { text: `Other lists (${counts.rerouted})`, href: paths.lists, current: current === 'lists' },
  ]
}
