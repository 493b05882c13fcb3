import { leaveOn } from '../../domain/leave'
import { londonDay } from '../../domain/workingDays'
import type { Supervisor } from '../candidate'

/** Nothing but a leave, which ends, keeps them from an enquiry. */
export const isAwayAlone = ({ active, barred, leave }: Supervisor, at: Date): boolean => active && !barred && leaveOn(leave, londonDay(at)) !== undefined
