import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { readReason } from '../domain/readReason'
import type { Actor } from '../domain/staff'
import type { DeskIntakes } from './ports'
import type { DeskThreads, TakingBack } from './threadPorts'

export interface TakeBackDeps {
  readonly intakes: Pick<DeskIntakes, 'isBarred'>
  readonly threads: Pick<DeskThreads, 'takeBack'>
  readonly now: Clock
}

export interface TakeBackInput extends Pick<TakingBack, 'intakeId' | 'otherId' | 'what' | 'mayAny'> {
  /** As typed. */
  readonly reason: string
  readonly actor: Actor
}

export type TakeBackOutcome = { readonly kind: 'taken_back' } | { readonly kind: 'invalid'; readonly problem: string }

/**
 * Two enquiries were joined or linked, and should not have been: whoever said so, or a manager, takes it back with a
 * reason, and each is as it was. What was written on either meanwhile stays there; what was ended along with the other is
 * in the queue again.
 * @throws DomainError `not_found` when it is not theirs to take back; `conflict` when it was taken back already
 */
export async function takeBackBelonging({ intakes, threads, now }: TakeBackDeps, { actor, reason: typed, ...about }: TakeBackInput): Promise<TakeBackOutcome> {
  if (await intakes.isBarred(about.otherId, actor.staffId)) throw new DomainError('not_found', 'There is no such enquiry.')
  const read = readReason(typed, 'Enter why they do not belong together')
  if ('problem' in read) return { kind: 'invalid', problem: read.problem }
  const outcome = await threads.takeBack({ ...about, reason: read.reason, by: actor.staffId, byName: actor.name, at: now() })
  switch (outcome) {
    case 'taken_back':
      return { kind: 'taken_back' }
    case 'not_theirs':
      throw new DomainError('forbidden', 'Somebody else said this: they, or a manager, take it back.')
    case 'overtaken':
      throw new DomainError('conflict', 'This was taken back already, or has changed. Open the enquiry again to see what it belongs with.')
    default:
      return outcome satisfies never
  }
}
