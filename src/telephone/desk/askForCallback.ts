import type { CallbackAsked, CallbackWish } from '../../domain/telephoneBoard'
import type { TelephoneDeskDeps } from './ports'

/**
 * Somebody wants to ring a caller back: they are rung first, and the caller only by their own key. A number that the
 * caller did not call safe is rung only when the worker has said so.
 */
export async function askForCallback({ staff, callbacks, now }: TelephoneDeskDeps, wish: CallbackWish): Promise<CallbackAsked> {
  const at = now()
  const standing = await callbacks.standing(wish.intakeId)
  if (!standing) return { kind: 'unknown_enquiry' }
  if (standing.wantedBy) return { kind: 'already_wanted', by: standing.wantedBy }
  if (!standing.hasNumber) return { kind: 'no_number' }
  if (!standing.safe && !wish.unsafeConfirmed) return { kind: 'not_safe' }
  const person = await staff.find(wish.by.staffId, at)
  if (!person || person.line.kind === 'no_telephone') return { kind: 'no_telephone_of_yours' }
  if (await callbacks.want(wish, at)) return { kind: 'asked' }
  const since = await callbacks.standing(wish.intakeId)
  return since?.wantedBy ? { kind: 'already_wanted', by: since.wantedBy } : { kind: 'no_number' }
}
