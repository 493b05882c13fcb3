import { leaveOn } from '../../domain/leave'
import { londonDay } from '../../domain/workingDays'
import type { People } from '../candidate'
import type { LeaveOf } from './ports'

/** Whether the leave runs as people are now: it may be ended while what its person has is being handed over. */
export const isStillOn = ({ workers, managers }: People, { staffId, leave }: LeaveOf, at: Date): boolean =>
  leaveOn([...workers, ...managers].find(({ id }) => id === staffId)?.leave ?? [], londonDay(at))?.id === leave.id
