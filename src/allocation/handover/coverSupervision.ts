import { findSupervisor } from '../findSupervisor'
import type { CoverDeps, LeaveOf } from './ports'

/** What a manager on leave supervises goes to the cover, or the cover's cover. @returns how many enquiries */
export async function handOverSupervision({ handovers, covers, now }: CoverDeps, { staffId, name, leave }: LeaveOf): Promise<number> {
  let moved = 0
  for (const intakeId of await covers.supervisedBy(staffId)) {
    const at = now()
    const found = findSupervisor((await handovers.people(intakeId)).managers, staffId, at)
    if (!found) {
      await covers.leaveUncovered(intakeId, leave.id, at)
      continue
    }
    const { id, name: coverName } = found.manager
    const entry = { kind: 'covered', by: '', byName: '', other: `${coverName} for ${name}`, at } as const
    const coveredFor = leave.handOver === 'for_the_leave' ? { coveredFor: { staffId, name, leaveId: leave.id } } : {}
    if (await covers.supervise({ intakeId, from: staffId, to: { id, name: coverName }, entry, ...coveredFor })) moved += 1
  }
  return moved
}

/** A manager is back and supervises again what the cover did for them. @returns how many enquiries */
export async function takeSupervisionBack({ handovers, covers, now }: CoverDeps, { staffId, name, leave }: LeaveOf): Promise<number> {
  let moved = 0
  for (const { intakeId, holderId } of await covers.supervisionCoveredIn(leave.id)) {
    const at = now()
    const found = findSupervisor((await handovers.people(intakeId)).managers, staffId, at)
    // On leave again, barred or gone: the cover keeps it.
    if (found?.manager.id !== staffId) continue
    const entry = { kind: 'cover_ended', by: '', byName: '', other: name, at } as const
    if (await covers.supervise({ intakeId, from: holderId, to: { id: staffId, name }, entry })) moved += 1
  }
  return moved
}
