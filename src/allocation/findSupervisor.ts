import type { CoveredFor } from '../domain/handover'
import { leaveOn } from '../domain/leave'
import { type Day, londonDay } from '../domain/workingDays'
import type { Supervisor } from './candidate'

export interface FoundSupervisor {
  readonly manager: Supervisor
  /** The worker's own manager, when the one found covers their leave. */
  readonly standsInFor?: Supervisor
  /** By whose leave it comes back to them, where that was chosen. */
  readonly coveredFor?: CoveredFor
}

/**
 * Who supervises at that moment: the worker's manager or, while that one is on leave, the cover, and the cover's own cover.
 * @returns undefined when there is none who is active, at work and not barred: no enquiry may be given then
 */
export function findSupervisor(managers: readonly Supervisor[], managerId: string | undefined, at: Date): FoundSupervisor | undefined {
  const own = managers.find(({ id }) => id === managerId)
  const today = londonDay(at)
  const asked = new Set<string>()
  let manager = own
  while (manager && !asked.has(manager.id)) {
    const { id, active, barred, leave } = manager
    const away = leaveOn(leave, today)
    if (!active) return undefined
    if (!away) return barred ? undefined : { manager, ...(own && id !== own.id && { standsInFor: own, ...comesBackTo(own, today) }) }
    asked.add(id)
    manager = managers.find((other) => other.id === away.coverId)
  }
  return undefined
}

/** Where a leave is over and the next has begun, all comes back from the first of them. */
function comesBackTo({ id: staffId, name, leave }: Supervisor, today: Day): { readonly coveredFor?: CoveredFor } {
  const covered = leave.find(({ from, handOver, settled }) => handOver === 'for_the_leave' && from <= today && !settled)
  return covered ? { coveredFor: { staffId, name, leaveId: covered.id } } : {}
}
