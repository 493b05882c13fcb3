import { type Day, londonDay } from './workingDays'

/** Whole days in London, the first and the last included, on which somebody is not at work. */
export interface Leave {
  readonly id: string
  readonly from: Day
  readonly to: Day
  /** When somebody said so, which may be on one of its days. Absent in what an earlier version set. */
  readonly setAt?: Date
  /** Who stands in: takes what belongs to the person's cases and, for a manager, supervises meanwhile. */
  readonly coverId?: string
  /** Whether the cover takes over all open work when the leave begins, and whether it comes back at the end. */
  readonly handOver?: 'for_good' | 'for_the_leave'
  /** Ended before its time: `to` is the day before somebody said so, which may be before `from`. */
  readonly endedEarly?: true
  /** All that was to come back has, or cannot any more. */
  readonly settled?: true
}

export const isOnLeave = ({ from, to }: Leave, day: Day): boolean => from <= day && day <= to

/** Of a moment before its end: whether the leave had begun, and was known of. */
export const hadBegun = ({ from, setAt }: Leave, at: Date): boolean => from <= londonDay(at) && (setAt === undefined || setAt <= at)

export const leaveOn = (leaves: readonly Leave[], day: Day): Leave | undefined => leaves.find((leave) => isOnLeave(leave, day))
