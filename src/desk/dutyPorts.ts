import type { DutyBoard, LeaveOutcome, LeaveWish } from '../domain/dutyBoard'
import type { Day } from '../domain/workingDays'

/** What has no manager at work because of a leave, on its first day or today. */
export interface WithoutManager {
  /** Open enquiries, and how many of them are urgent. */
  readonly enquiries: number
  readonly urgent: number
  /** Social workers, who are given nothing. */
  readonly workers: number
  /** Where the leave is to come. */
  readonly from?: Day
  /** The first of its days on which no manager is at work at all; absent where one is on each. */
  readonly noneFrom?: Day
}

/** What became of the work that goes with a leave. */
export interface WorkMoved {
  /** How many enquiries changed hands with it just now. */
  readonly moved: number
  /** What an officer on leave was on, and nobody is now. */
  readonly nobodys: number
  /** They are an officer, and no officer of their role is at work. */
  readonly isNoneAtWork: boolean
  /** Some could not be moved just now, which is tried again by itself. */
  readonly isLeft: boolean
  /** How many stay with who is away that nobody has accepted: a card on each asks who is to have it. */
  readonly unaccepted: number
  /** The same of what is urgent and was accepted by them. */
  readonly urgent: number
  /** Absent where a manager at work answers for all of it. */
  readonly withoutManager?: WithoutManager
}

/** Who works when, as the desk sees and changes it. Who may do what is the desk's to decide. */
export interface DutyDesk {
  board(): Promise<DutyBoard>
  /** @throws DomainError when there is no such member of staff */
  setLeave(wish: LeaveWish): Promise<Exclude<LeaveOutcome, { kind: 'set' }> | (Extract<LeaveOutcome, { kind: 'set' }> & { readonly work: WorkMoved })>
  /** From today on they are back; a leave to come is called off. @throws DomainError when there is no such leave */
  endLeave(which: { readonly staffId: string; readonly leaveId: string }): Promise<WorkMoved>
}
