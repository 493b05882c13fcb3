import { PRIORITIES, type Priority } from '../domain/priority'
import type { IntakeModel } from './intakeModel'

/** Enquiries that nobody accepted in time, by priority; `unread` has none yet. Found by index, among those whose clock runs. */
export async function overdueFigures(intakes: IntakeModel, now: Date): Promise<Readonly<Record<Priority | 'unread', number>>> {
  const groups = await intakes.aggregate<{ _id: Priority | null; count: number }>([
    { $match: { status: { $in: ['received', 'triaged', 'allocated'] }, acceptBy: { $lte: now }, 'steps.escalate.dueAt': { $exists: true } } },
    { $group: { _id: '$triage.priority', count: { $sum: 1 } } },
  ])
  const at = (priority: Priority | null): number => groups.find(({ _id }) => _id === priority)?.count ?? 0
  return { unread: at(null), ...Object.fromEntries(PRIORITIES.map((priority) => [priority, at(priority)])) } as Record<Priority | 'unread', number>
}
