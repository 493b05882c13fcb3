import { eachByItself } from '../../domain/eachByItself'
import { findSupervisor } from '../findSupervisor'
import { isStillOn } from './isStillOn'
import { isAwayAlone } from './isAwayAlone'
import type { CoverDeps, LeaveOf } from './ports'

/** What a manager on leave supervises goes to the cover, or the cover's cover. @returns how many enquiries */
export async function handOverSupervision({ handovers, covers, now }: CoverDeps, one: LeaveOf): Promise<number> {
  const { staffId, name, leave } = one
  return eachByItself(await covers.supervisedBy(staffId), async (intakeId) => {
    const at = now()
    const people = await handovers.people(intakeId)
    if (!isStillOn(people, one, at)) return 0
    const found = findSupervisor(people.managers, staffId, at)
    if (!found) {
      await covers.leaveUncovered(intakeId, leave.id, 'manager_on_leave', at)
      return 0
    }
    const { id, name: coverName } = found.manager
    const entry = { kind: 'covered', by: '', byName: '', other: `${coverName} for ${name}`, at } as const
    const coveredFor = leave.handOver === 'for_the_leave' ? { coveredFor: { staffId, name, leaveId: leave.id } } : {}
    return Number(await covers.supervise({ intakeId, from: staffId, to: { id, name: coverName }, entry, ...coveredFor }))
  })
}

/** A manager is back and supervises again what the cover did for them. @returns how many enquiries */
export async function takeSupervisionBack({ handovers, covers, now }: CoverDeps, { staffId, name, leave }: LeaveOf): Promise<number> {
  return eachByItself(await covers.supervisionCoveredIn(leave.id), async ({ intakeId, holderId }) => {
    const at = now()
    const { managers } = await handovers.people(intakeId)
    if (findSupervisor(managers, staffId, at)?.manager.id !== staffId) {
      const own = managers.find(({ id }) => id === staffId)
      // Barred or gone: the cover keeps it.
      if (!own || !isAwayAlone(own, at)) await covers.supervisionStays(intakeId, leave.id, at)
      return 0
    }
    const entry = { kind: 'cover_ended', by: '', byName: '', other: name, at } as const
    return Number(await covers.supervise({ intakeId, from: holderId, to: { id: staffId, name }, entry }))
  })
}
