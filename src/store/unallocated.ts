import { NOBODY_FITS, type NobodyFits } from '../domain/allocation'
import type { TaskModel } from './taskModel'

/** Enquiries that nobody could be given, by what is lacking, and for how long the oldest waits, in seconds. */
export interface UnallocatedFigures {
  readonly waiting: Readonly<Record<NobodyFits, number>>
  readonly oldestSeconds: number
}

export async function unallocatedFigures(tasks: TaskModel, now: Date): Promise<UnallocatedFigures> {
  const groups = await tasks.aggregate<{ _id: string; count: number; since: Date }>([
    { $match: { kind: 'unallocated', state: 'open' } },
    // Cards of what was given up by an earlier release say no cause.
    { $group: { _id: { $ifNull: ['$cause', 'failed'] }, count: { $sum: 1 }, since: { $min: '$createdAt' } } },
  ])
  const counts = new Map(groups.map(({ _id, count }) => [_id, count]))
  const since = Math.min(now.getTime(), ...groups.map((group) => group.since.getTime()))
  return {
    waiting: Object.fromEntries(NOBODY_FITS.map((why) => [why, counts.get(why) ?? 0])) as Record<NobodyFits, number>,
    oldestSeconds: (now.getTime() - since) / 1_000,
  }
}
