import type { Clock } from '../../domain/clock'
import type { ViewAudit } from '../auditPorts'
import type { Visitor } from '../ports'
import type { ChildLine } from './childPorts'

/** Writes down of which children somebody is shown who they are, before they are: once each. */
export async function noteChildrenSeen(
  { audit, now }: { readonly audit: ViewAudit; readonly now: Clock }, { staff }: Pick<Visitor, 'staff'>, children: readonly Pick<ChildLine, 'id'>[], intakeId?: string,
): Promise<void> {
  const at = now()
  await audit.record(...[...new Set(children.map(({ id }) => id))].map((childId) => (
    { event: 'child_viewed' as const, childId, ...(intakeId !== undefined && { intakeId }), staffId: staff.id, staffName: staff.name, role: staff.role, at }
  )))
}
