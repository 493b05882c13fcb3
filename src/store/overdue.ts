import { PRIORITIES, type Priority } from '../domain/priority'
import { SECOND_ROLES, type SecondRole } from '../domain/secondProfessionals'
import { TO_BE_TAKEN_OVER } from './acceptEnquiry'
import { OPEN_STATUSES } from './caseloads'
import type { IntakeModel } from './intakeModel'
import type { TaskModel } from './taskModel'

/** Call-backs whose card is open after it was due. */
export const overdueCallbacks = async (tasks: TaskModel, now: Date): Promise<number> =>
  tasks.countDocuments({ kind: 'callback', state: 'open', dueAt: { $lte: now } })

/** Enquiries that nobody accepted in time, by priority; `unread` has none yet. Found by index, among those whose clock runs. */
export async function overdueFigures(intakes: IntakeModel, now: Date): Promise<Readonly<Record<Priority | 'unread', number>>> {
  const groups = await intakes.aggregate<{ _id: Priority | null; count: number }>([
    { $match: { status: { $in: ['received', 'triaged', 'allocated'] }, acceptBy: { $lte: now }, 'steps.escalate.dueAt': { $exists: true } } },
    { $group: { _id: '$triage.priority', count: { $sum: 1 } } },
  ])
  const at = (priority: Priority | null): number => groups.find(({ _id }) => _id === priority)?.count ?? 0
  return { unread: at(null), ...Object.fromEntries(PRIORITIES.map((priority) => [priority, at(priority)])) } as Record<Priority | 'unread', number>
}

/** Enquiries that somebody accepted, and that whoever has them has not taken over in time. */
export const overdueTakeOvers = async (intakes: IntakeModel, now: Date): Promise<number> =>
  intakes.countDocuments({ ...TO_BE_TAKEN_OVER, acceptBy: { $lte: now }, 'steps.escalate.dueAt': { $exists: true } })

/** Enquiries that no officer of a role took on in time, by role. Found by index, among those that call for one. */
export async function overdueSeconds(intakes: IntakeModel, now: Date): Promise<Readonly<Record<SecondRole, number>>> {
  const counts = await Promise.all(SECOND_ROLES.map(async (role) => [role, await intakes.countDocuments({
    secondRoles: role, status: { $in: OPEN_STATUSES },
    [`seconds.${role}.acceptBy`]: { $lte: now }, [`seconds.${role}.acceptance`]: { $exists: false }, [`seconds.${role}.notNeeded`]: { $exists: false },
  } as never)] as const))
  return Object.fromEntries(counts) as Record<SecondRole, number>
}
