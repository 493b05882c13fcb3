import { DomainError } from '../domain/errors'
import type { Clock } from '../domain/clock'
import type { Actor } from '../domain/staff'
import type { DeskCallbacks } from './callPorts'
import type { DeskIntakes } from './ports'

export interface TakeCallbackDeps {
  readonly intakes: Pick<DeskIntakes, 'find'>
  readonly callbacks: Pick<DeskCallbacks, 'take'>
  readonly now: Clock
}

export type TakeCallbackOutcome = { readonly kind: 'taken' } | { readonly kind: 'refused'; readonly why: string }

/**
 * Somebody says that they make a call-back, by whatever way: others are told of it again only when they have not made it
 * in time. Whoever takes it later has it; of two at once the second is told. @throws DomainError when there is no such enquiry
 */
export async function takeCallback(
  { intakes, callbacks, now }: TakeCallbackDeps, { intakeId, actor: { staffId, name } }: { readonly intakeId: string; readonly actor: Actor },
): Promise<TakeCallbackOutcome> {
  const record = await intakes.find(intakeId)
  if (!record) throw new DomainError('not_found', 'There is no such enquiry.')
  if (!record.openTasks.some(({ kind }) => kind === 'callback')) return { kind: 'refused', why: 'There is no call-back to be made any more' }
  const { callbackTaken } = record.intake
  const taken = await callbacks.take(intakeId, { staffId, name, at: now() }, callbackTaken?.at)
  return taken ? { kind: 'taken' } : { kind: 'refused', why: 'Somebody else has just taken this call-back: look at it again' }
}
