import type { Clock } from '../../domain/clock'
import { DomainError } from '../../domain/errors'
import { addDays, londonDay } from '../../domain/workingDays'
import type { StaffFacts } from './ports'

export interface EndLeaveDeps {
  readonly staff: Pick<StaffFacts, 'endLeave'>
  readonly now: Clock
}

/** Somebody is back today, or a leave to come is called off. @throws DomainError when there is no such leave */
export async function endLeave({ staff, now }: EndLeaveDeps, { staffId, leaveId }: { readonly staffId: string; readonly leaveId: string }): Promise<void> {
  if (!(await staff.endLeave(staffId, leaveId, addDays(londonDay(now()), -1)))) throw new DomainError('not_found', 'There is no such leave.')
}
