import type { Leave } from '../../domain/leave'
import type { OnCallTime } from '../../domain/onCall'
import type { Skills } from '../../domain/skills'
import type { StaffMember } from '../../domain/staff'
import type { WorkingPattern } from '../../domain/workingPattern'
import type { Day } from '../../domain/workingDays'

export interface StaffWithLeave extends StaffMember {
  readonly leave: readonly Leave[]
  readonly skills: Skills
  /** The times in which they are on call; those that are past may be gone. */
  readonly onCallTimes: readonly OnCallTime[]
}

/** When somebody works, in which hours: `off` the rota, all of the service's hours, or a pattern of their own. */
export type RotaPlace = { readonly kind: 'off' } | { readonly kind: 'service_hours' } | { readonly kind: 'pattern'; readonly pattern: WorkingPattern }

/**
 * The facts that allocation and the rota decide on. Each write takes effect at once: an enquiry that waits for somebody
 * is looked at again. Implemented by src/store/staffFacts.ts.
 */
export interface StaffFacts {
  find(staffId: string): Promise<StaffWithLeave | undefined>
  findByEmail(email: string): Promise<StaffWithLeave | undefined>
  setRota(staffId: string, place: RotaPlace): Promise<void>
  setSkills(staffId: string, skills: Skills): Promise<void>
  /** @param limit points of caseload, as config/service.ts weighs enquiries */
  setCaseloadLimit(staffId: string, limit: number): Promise<void>
  /** `overlaps`: one of their leaves shares a day with it. */
  addLeave(staffId: string, leave: Leave): Promise<'added' | 'overlaps'>
  /** Puts somebody on the on-call list for a time; times of theirs that ended before `at` go. */
  addOnCall(staffId: string, time: OnCallTime, at: Date): Promise<void>
  /** Takes somebody off the on-call list altogether. */
  clearOnCall(staffId: string): Promise<void>
  /** Everybody on the on-call list now or later. */
  onCallList(at: Date): Promise<readonly StaffWithLeave[]>
  /** False when there is no such leave that still goes on or is to come. */
  endLeave(staffId: string, leaveId: string, lastDay: Day): Promise<boolean>
}
