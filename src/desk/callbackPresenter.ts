import { type CallbackDoubt, callbackDoubt } from '../domain/callbackHours'
import { callbackToNote, type Telephony } from '../domain/telephony'
import type { AroundCall } from './callPorts'
import { londonDateTime } from './londonTime'
import { paths } from './paths'
import type { SummaryLink, TypedForm } from './typedForms'

export interface CallbackForm {
  /** Absent when nobody can be rung for it now; `standing` says why. */
  readonly action: string | undefined
  readonly standing: string
  /** What speaks against ringing now, which then needs a reason; empty when nothing does. */
  readonly warning: string
  readonly reason: string
  readonly error: string | undefined
  readonly problems: readonly SummaryLink[]
}

export interface CallbackFormInput {
  readonly intakeId: string
  readonly call: Telephony
  readonly around: AroundCall | undefined
  readonly hasTelephone: boolean
  readonly typed: TypedForm | undefined
  readonly now: Date
}

const WARNINGS: Readonly<Record<CallbackDoubt, string>> = {
  not_safe: 'Ringing this number may put somebody in danger.',
  not_their_time: 'The caller asked to be rung at another time of day.',
}

/** How to ring back a caller who asked for it. */
export function callbackForm({ intakeId, call, around, hasTelephone, typed, now }: CallbackFormInput): CallbackForm | undefined {
  const { callback } = call
  if (!callback) return undefined
  const state = typed?.form === 'callback' ? typed.state : undefined
  const standing = whyNot(call, hasTelephone, around)
  const doubt = callbackDoubt(callback, now)
  return {
    action: standing === '' ? paths.ringCaller(intakeId) : undefined,
    standing,
    warning: doubt === undefined ? '' : WARNINGS[doubt],
    reason: state?.reason ?? '',
    error: state?.problem,
    problems: state ? [{ text: state.problem, href: standing === '' && doubt ? '#call-back-reason' : '#call-back' }] : [],
  }
}

function whyNot({ callback, callbackAttempts }: Telephony, hasTelephone: boolean, around: AroundCall | undefined): string {
  const wanted = around?.callbackWanted
  if (wanted) return `${wanted.name} asked on ${londonDateTime(wanted.at)} to be rung for it.`
  const rung = callbackToNote(callbackAttempts)
  if (rung) return `${rung.name} rang them on ${londonDateTime(rung.at)} and was answered: the note of that comes first, and then they may be rung again.`
  if (callback?.number === undefined) return 'The caller left no number that can be rung.'
  return hasTelephone ? '' : 'You cannot be rung for it: no telephone of yours is on record.'
}
