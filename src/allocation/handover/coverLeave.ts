import { londonDay } from '../../domain/workingDays'
import { coverAtWork } from './coverAtWork'
import { handOverSupervision, takeSupervisionBack } from './coverSupervision'
import { pairWith } from './pairWith'
import type { CoverDeps, LeaveOf } from './ports'

/**
 * What people on leave left behind goes to their covers, and comes back at the end where that was chosen. Every move is one
 * write with its line in the history, and each run does what is left to do: killed, or at the same time as another, nothing
 * is moved twice or forgotten. What an officer was on is handed back, however their leave was set: an officer on leave is no officer to ask.
 * @returns how many enquiries changed hands
 */
export async function coverLeave(deps: CoverDeps): Promise<number> {
  const today = londonDay(deps.now())
  let moved = await deps.covers.handBackSeconds(today, deps.now())
  for (const one of await deps.covers.leavesBegun(today)) {
    moved += one.leave.to >= today ? await handOver(deps, one) : await comeBack(deps, one)
  }
  return moved
}

async function handOver(deps: CoverDeps, one: LeaveOf): Promise<number> {
  const { handovers, covers, now } = deps
  const { staffId, name, leave } = one
  let moved = await handOverSupervision(deps, one)
  for (const intakeId of await covers.heldBy(staffId)) {
    const at = now()
    const people = await handovers.people(intakeId)
    const coverId = coverAtWork(people, leave.coverId, at)
    const pair = coverId === undefined ? undefined : pairWith(people, coverId, 'leave_cover', at)
    if (!pair || 'problem' in pair) {
      await covers.leaveUncovered(intakeId, leave.id, at)
      continue
    }
    const entry = { kind: 'covered', by: '', byName: '', other: `${pair.to.socialWorker.name} for ${name}`, at } as const
    const coveredFor = leave.handOver === 'for_the_leave' ? { coveredFor: { staffId, name, leaveId: leave.id } } : {}
    if (await handovers.move({ intakeId, from: staffId, to: pair.to, entry, ...coveredFor })) moved += 1
  }
  return moved
}

async function comeBack(deps: CoverDeps, one: LeaveOf): Promise<number> {
  const { handovers, covers, now } = deps
  const { staffId, name, leave } = one
  let moved = await takeSupervisionBack(deps, one)
  for (const { intakeId, holderId } of await covers.coveredIn(leave.id)) {
    const at = now()
    const pair = pairWith(await handovers.people(intakeId), staffId, 'back_from_leave', at)
    // On leave again, barred or gone: the cover keeps it.
    if ('problem' in pair) continue
    const entry = { kind: 'cover_ended', by: '', byName: '', other: name, at } as const
    if (await handovers.move({ intakeId, from: holderId, to: pair.to, entry })) moved += 1
  }
  await covers.settleLeave(staffId, leave.id)
  return moved
}
