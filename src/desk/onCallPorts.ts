import type { OnCallBoard, OnCallEnd, OnCallEndOutcome, OnCallOutcome, OnCallWish } from '../domain/onCallBoard'

/** Who is rung out of hours, as the desk sees and changes it. Who may do what is the desk's to decide. */
export interface OnCallDesk {
  board(): Promise<OnCallBoard>
  /** @throws DomainError when there is no such member of staff */
  set(wish: OnCallWish): Promise<OnCallOutcome>
  /** @throws DomainError when there is no such time */
  end(which: OnCallEnd): Promise<OnCallEndOutcome>
}
