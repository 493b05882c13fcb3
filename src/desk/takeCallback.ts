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
 * in time. Whoever has seen who took it, and takes it all the same, has it; whoever saw it before it was taken is told.
 * Saying it twice is saying it once. @throws DomainError when there is no such enquiry
 */
export async function takeCallback(
  { intakes, callbacks, now }: TakeCallbackDeps,
  { intakeId, seenTakenAt, actor: { staffId, name } }: { readonly intakeId: string; readonly seenTakenAt: Date | undefined; readonly actor: Actor },
): Promise<TakeCallbackOutcome> {
  const owed = async () => {
    const record = await intakes.find(intakeId)
    if (!record) throw new DomainError('not_found', 'There is no such enquiry.')
    return { open: record.openTasks.some(({ kind }) => kind === 'callback'), by: record.intake.callbackTaken }
  }
  if (!(await owed()).open) return MADE_ALREADY
  if (await callbacks.take(intakeId, { staffId, name, at: now() }, seenTakenAt)) return { kind: 'taken' }
  const { open, by } = await owed()
  if (!open) return MADE_ALREADY
  if (by?.staffId === staffId) return { kind: 'taken' }
  return { kind: 'refused', why: by ? `${by.name} has just taken this call-back` : 'Somebody is being rung for this call-back just now' }
}

const MADE_ALREADY: TakeCallbackOutcome = { kind: 'refused', why: 'There is no call-back to be made any more' }
