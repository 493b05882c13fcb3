import { DomainError } from '../domain/errors'
import { readReason } from '../domain/readReason'
import type { Outcome, Routes, RoutingOutcome, RoutingProblem } from '../domain/routing'
import type { StaffMember } from '../domain/staff'
import type { RoutingDeps } from './ports'
import { routedBefore } from './routedBefore'

interface CloseInput {
  readonly intakeId: string
  /** Absent when none was chosen. */
  readonly outcome: Outcome | undefined
  readonly reason: string
  readonly staff: StaffMember
}

/**
 * Somebody whose list it is ends an enquiry and says how. Of what may concern a child nothing is on a list: casework is ended by
 * whoever has it, in src/casework/endCase.ts. @throws DomainError when that is not for them, or it cannot be ended as it stands
 */
export async function closeRouted(deps: RoutingDeps & { readonly routes: Routes }, { intakeId, outcome, reason, staff }: CloseInput): Promise<RoutingOutcome> {
  const { unfinished, threadUnread } = await routedBefore(deps, intakeId, staff)
  if (unfinished) throw new DomainError('conflict', 'Something of this enquiry is still to be heard, opened or answered: clear its cards first.')
  if (threadUnread) throw new DomainError('conflict', 'Another message that belongs with this has not been read yet: read it first.')
  const read = readReason(reason, 'Enter what was done')
  const problems: readonly RoutingProblem[] = [
    ...(outcome === undefined ? [{ field: 'outcome', text: 'Select how it ended' } as const] : []),
    ...('problem' in read ? [{ field: 'reason', text: read.problem } as const] : []),
  ]
  if (outcome === undefined || 'problem' in read) return { kind: 'refused', problems }
  if (!(await deps.routed.close(intakeId, { by: staff.id, byName: staff.name, at: deps.now(), outcome, reason: read.reason }))) {
    throw new DomainError('conflict', 'This enquiry is not on its list any more. Look at it again.')
  }
  return { kind: 'done' }
}
