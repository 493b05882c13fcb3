import type { CallEvent } from './callEvent'
import { type CallDeps, type CallInput, type CallReply, continueWithEvent } from './takeCallEvent'

/** The network tells that a call is over. For a caller who hung up at once this may be the first we hear of it. */
export const endCall = (deps: CallDeps, input: CallInput<Extract<CallEvent, { kind: 'status' }>>): Promise<CallReply> =>
  continueWithEvent(deps, input)
