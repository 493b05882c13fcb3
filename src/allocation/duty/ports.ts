import type { Leave } from '../../domain/leave'
import type { OnCallFacts, OnCallTime } from '../../domain/onCall'
import type { Skills } from '../../domain/skills'
import type { StaffMember } from '../../domain/staff'
import type { RotaPlace, WorkingPattern } from '../../domain/workingPattern'
import type { Day } from '../../domain/workingDays'

/** A member of staff with what allocation and the on-call list know of them. On-call times that are past may be gone. */
export interface StaffWithLeave extends StaffMember, Omit<OnCallFacts, 'phone'> {
  readonly leave: readonly Leave[]
  readonly rota: RotaPlace
  /** Their own hours, kept while they are off the rota or work all hours of the service. */
  readonly pattern?: WorkingPattern
  readonly skills: Skills
  /** In points. */
  readonly caseloadLimit: number
}

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
  /** Puts somebody on the on-call list for a time; times of theirs that ended before `at` go. `overlaps`: they are on it for a part of that already. */
  addOnCall(staffId: string, time: OnCallTime, at: Date): Promise<'added' | 'overlaps'>
  /** False when there is no such time any more. */
  removeOnCall(staffId: string, timeId: string): Promise<boolean>
  /** Takes somebody off the on-call list altogether, also where they said of themselves that they may be woken at any hour. */
  clearOnCall(staffId: string): Promise<void>
  /** Everybody with an account in use who may be on call, by name. */
  mayBeOnCall(): Promise<readonly StaffWithLeave[]>
  /** @param phone E.164 */
  setPhone(staffId: string, phone: string): Promise<void>
  /** False when there is no such leave that still goes on or is to come. */
  endLeave(staffId: string, leaveId: string, lastDay: Day): Promise<boolean>
}
