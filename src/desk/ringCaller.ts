import { type CallbackDoubt, callbackDoubt } from '../domain/callbackHours'
import { DomainError } from '../domain/errors'
import type { Clock } from '../domain/clock'
import type { Actor } from '../domain/staff'
import type { DeskNotes } from './callPorts'
import { noteProblem } from './noteRules'
import type { DeskIntakes } from './ports'
import type { CallbackAsked } from '../domain/telephoneBoard'
import type { Telephone } from './telephonePorts'

export interface RingCallerDeps {
  readonly intakes: Pick<DeskIntakes, 'find'>
  readonly notes: Pick<DeskNotes, 'add'>
  readonly telephone: Pick<Telephone, 'askForCallback'>
  readonly now: Clock
}

export interface RingCallerInput {
  readonly intakeId: string
  /** Why it is right to ring all the same, where something speaks against it. */
  readonly reason: string
  readonly actor: Actor
}

export type RingCallerOutcome =
  | { readonly kind: 'asked' }
  | { readonly kind: 'invalid'; readonly problem: string }
  /** It cannot be done now; in words. */
  | { readonly kind: 'refused'; readonly why: string }

/**
 * A worker asks to be rung and then put through to the caller. A number that is not known to be safe, or at
 * another time than the caller named, is rung for a reason only, which is written down first. @throws DomainError when there is no such call, or no call-back was asked for
 */
export async function ringCaller(deps: RingCallerDeps, { intakeId, reason, actor }: RingCallerInput): Promise<RingCallerOutcome> {
  const record = await deps.intakes.find(intakeId)
  if (record?.intake.channel !== 'phone' || !record.intake.telephony.callback) throw new DomainError('not_found', 'There is no such call-back.')
  const wanted = record.around?.callbackWanted
  if (wanted) return fromAnswer({ kind: 'already_wanted', by: wanted }, actor)

  const doubt = callbackDoubt(record.intake.telephony.callback, deps.now())
  if (doubt) {
    const problem = noteProblem(reason, 'Enter why it is right to ring this number all the same')
    if (problem !== undefined) return { kind: 'invalid', problem }
    const note = `${DECIDED[doubt]} Reason: ${reason.trim()}`
    await deps.notes.add({ intakeId, note, by: actor.staffId, byName: actor.name, at: deps.now() })
  }
  return fromAnswer(await deps.telephone.askForCallback({ intakeId, by: actor, unsafeConfirmed: doubt === 'not_safe' }), actor)
}

const DECIDED: Readonly<Record<CallbackDoubt, string>> = {
  not_safe: 'Decided to ring a number that is not known to be safe.',
  not_their_time: 'Decided to ring at another time than the caller named.',
}

function fromAnswer(answer: CallbackAsked, actor: Actor): RingCallerOutcome {
  switch (answer.kind) {
    case 'asked':
      return { kind: 'asked' }
    case 'already_wanted':
      // Pressed twice: they are being rung, as they wished.
      return answer.by.staffId === actor.staffId ? { kind: 'asked' } : { kind: 'refused', why: `${answer.by.name} is being rung for it already` }
    case 'not_safe':
      return { kind: 'refused', why: 'What the caller said about this number has changed: look at it again before you ring' }
    case 'no_number':
      return { kind: 'refused', why: 'The caller left no number that can be rung' }
    case 'no_telephone_of_yours':
      return { kind: 'refused', why: 'No telephone of yours is on record, so you cannot be rung. Ask whoever looks after the accounts to add it' }
    case 'unknown_enquiry':
      throw new DomainError('not_found', 'There is no such enquiry.')
    default:
      return answer satisfies never
  }
}
