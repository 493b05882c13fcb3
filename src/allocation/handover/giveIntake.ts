import { DomainError } from '../../domain/errors'
import type { HandoverOutcome, HandoverProblem } from '../../domain/handover'
import type { Actor } from '../../domain/staff'
import { readReason } from '../../domain/readReason'
import { pairWith } from './pairWith'
import type { HandoverDeps } from './ports'

export interface GiveIntakeInput {
  readonly intakeId: string
  readonly toId: string
  readonly reason: string
  readonly actor: Actor
}

/**
 * A manager gives an enquiry to a social worker, whoever had it, with a reason that stays in its history. Whoever has it
 * then accepts it afresh. @throws DomainError when there is no such enquiry, or it is not as it was
 */
export async function giveIntake({ handovers, now }: HandoverDeps, { intakeId, toId, reason, actor }: GiveIntakeInput): Promise<HandoverOutcome> {
  const held = await handovers.find(intakeId)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  if (held.status === 'received') throw new DomainError('conflict', 'Nobody has read this enquiry yet: set its priority first.')
  const at = now()
  const read = readReason(reason, 'Enter why it goes to somebody else')
  const pair = pairWith(await handovers.people(intakeId), toId, 'given', at)
  const same = held.allocation?.socialWorker === toId
  const problems: HandoverProblem[] = [
    ...('problem' in pair ? [{ field: 'to', text: pair.problem } as const] : []),
    ...(same ? [{ field: 'to', text: `${held.allocation.socialWorkerName} has this enquiry already` } as const] : []),
    ...('problem' in read ? [{ field: 'reason', text: read.problem } as const] : []),
  ]
  if (problems.length > 0 || 'problem' in pair || 'problem' in read) return { kind: 'refused', problems }

  const entry = { kind: 'given', by: actor.staffId, byName: actor.name, other: pair.to.socialWorker.name, reason: read.reason, at } as const
  if (!(await handovers.move({ intakeId, from: held.allocation?.socialWorker, to: pair.to, entry }))) {
    throw new DomainError('conflict', 'Somebody else has changed who has this enquiry. Look at it again.')
  }
  return { kind: 'done' }
}
