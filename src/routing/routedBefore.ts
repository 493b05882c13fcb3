import { DomainError } from '../domain/errors'
import { mayWorkOn, type Rerouting, type Routes } from '../domain/routing'
import type { StaffMember } from '../domain/staff'
import type { RoutableIntake, RoutedIntakes } from './ports'

/** An enquiry that is on a list, for somebody whose list it is. */
export type OnList = RoutableIntake & { readonly rerouting: Rerouting }

/** @throws DomainError when there is no such enquiry, it is on no list, or the list is somebody else's */
export async function routedBefore(
  { routed, routes }: { readonly routed: Pick<RoutedIntakes, 'find'>; readonly routes: Routes }, intakeId: string, staff: StaffMember,
): Promise<OnList> {
  const held = await routed.find(intakeId)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  const { status, rerouting } = held
  if (status === 'closed') throw new DomainError('conflict', 'This enquiry has been ended already.')
  if (status !== 'rerouted' || !rerouting) {
    throw new DomainError('conflict', 'This enquiry is in the queue, so that it may concern a child: its social worker or its manager ends it. Only what a named person has put on another list is ended here.')
  }
  const route = routes.routes.find(({ category }) => category === rerouting.category)
  const isTheirs = route ? mayWorkOn(route, staff) : staff.role === 'manager'
  if (!isTheirs) throw new DomainError('conflict', 'This list is somebody else’s to work on. If the enquiry belongs in the queue, bring it back.')
  return { ...held, rerouting }
}
