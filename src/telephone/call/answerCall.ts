import type { CallEvent } from './callEvent'
import { type CallDeps, type CallInput, type CallReply, openWithEvent } from './takeCallEvent'

/** A call comes in: its enquiry is stored, with everything it owes, before the caller hears a word. */
export const answerCall = (deps: CallDeps, input: CallInput<Extract<CallEvent, { kind: 'voice' }>>): Promise<CallReply> =>
  openWithEvent(deps, input)
