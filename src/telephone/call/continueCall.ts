import type { CallEvent } from './callEvent'
import { type CallDeps, type CallInput, type CallReply, continueWithEvent } from './takeCallEvent'

/** The caller pressed a key, was silent, or spoke a message; or the network tells what became of the recording. */
export const continueCall = (
  deps: CallDeps,
  input: CallInput<Exclude<CallEvent, { kind: 'voice' | 'status' }>>,
): Promise<CallReply> => continueWithEvent(deps, input)
