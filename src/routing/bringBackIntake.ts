import { DomainError } from '../domain/errors'
import { readReason } from '../domain/readReason'
import type { RoutingOutcome } from '../domain/routing'
import type { Actor } from '../domain/staff'
import { raisedByWord } from './neverLow'
import type { RoutingDeps } from './ports'

/**
 * Anybody on duty brings an enquiry back from a list to the main queue, with a reason; one that was ended too, be it there or
 * as casework. What was low there is standard then, unless `priorityFollows`: somebody looks at what a person wanted back, and soon. @throws DomainError when there is no such enquiry, or it is in the queue
 */
export async function bringBackIntake(
  { routed, now }: RoutingDeps, { intakeId, reason, actor, priorityFollows }: { readonly intakeId: string; readonly reason: string; readonly actor: Actor; readonly priorityFollows?: true },
): Promise<RoutingOutcome> {
  const held = await routed.find(intakeId)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  const isThere = (): DomainError => new DomainError('conflict', 'This enquiry is on no list: it is in the queue already.')
  if (!held.rerouting && held.status !== 'closed') throw isThere()
  const read = readReason(reason, 'Enter why it belongs in the queue')
  if ('problem' in read) return { kind: 'refused', problems: [{ field: 'reason', text: read.problem }] }
  const { staffId: by, name: byName } = actor
  const at = now()
  const entry = { by, byName, at, reason: read.reason, ...(!priorityFollows && { raised: raisedByWord({ by, byName }, at) }) }
  if (!(await routed.bringBack(intakeId, entry))) throw isThere()
  return { kind: 'done' }
}
