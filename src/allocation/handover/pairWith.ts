import type { AllocationReasons } from '../../domain/allocation'
import { leaveOn } from '../../domain/leave'
import { londonDay } from '../../domain/workingDays'
import type { People } from '../candidate'
import { isAwayAlone } from './isAwayAlone'
import { findSupervisor } from '../findSupervisor'
import type { Move } from './ports'

/**
 * The pair of a social worker whom a person, or a leave, chose. No limit counts, and they need not be on duty.
 * @returns what stands against it, in words, and whether that passes: a leave ends
 */
export function pairWith(
  people: People, workerId: string, decidedBy: AllocationReasons['decidedBy'], at: Date,
): { readonly to: Move['to'] } | { readonly problem: string; readonly passes?: true } {
  const worker = people.workers.find(({ id }) => id === workerId)
  if (workerId === '') return { problem: 'Select a social worker' }
  if (!worker?.active) return { problem: 'Select a social worker whose account is in use' }
  const { id, name } = worker
  if (worker.barred) return { problem: `${name} has a conflict of interest in this enquiry` }
  if (leaveOn(worker.leave, londonDay(at))) return { problem: `${name} is on leave`, passes: true }
  const found = findSupervisor(people.managers, worker.managerId, at)
  if (!found) {
    const manager = people.managers.find((one) => one.id === worker.managerId)
    return { problem: `${name} has no manager who is at work and may supervise this`, ...(manager && isAwayAlone(manager, at) && { passes: true }) }
  }
  const { manager, standsInFor, coveredFor } = found
  const why = { decidedBy, among: 1, has: [], nobodyHas: [], ...(standsInFor && { managerStandsInFor: standsInFor.name }) }
  return { to: { socialWorker: { id, name }, manager: { id: manager.id, name: manager.name }, why, ...(coveredFor && { supervisionCoveredFor: coveredFor }) } }
}
