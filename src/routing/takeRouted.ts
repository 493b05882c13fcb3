import { DomainError } from '../domain/errors'
import type { Routes } from '../domain/routing'
import type { StaffMember } from '../domain/staff'
import type { RoutingDeps } from './ports'
import { routedBefore } from './routedBefore'

/**
 * Somebody whose list it is says that they answer an enquiry, or take it over from a colleague who had said so.
 * @throws DomainError when that is not for them, or somebody else took it meanwhile
 */
export async function takeRouted(
  deps: RoutingDeps & { readonly routes: Routes },
  { intakeId, seenTakenBy, staff }: { readonly intakeId: string; readonly seenTakenBy: string | undefined; readonly staff: StaffMember },
): Promise<void> {
  const { rerouting: { taken } } = await routedBefore(deps, intakeId, staff)
  // Pressed twice: it is theirs, as they wished.
  if (taken?.by === staff.id) return
  if (taken?.by !== seenTakenBy || !(await deps.routed.take(intakeId, taken?.by, { by: staff.id, byName: staff.name, at: deps.now() }))) {
    throw new DomainError('conflict', 'Somebody else has taken this enquiry meanwhile. Look at it again.')
  }
}
