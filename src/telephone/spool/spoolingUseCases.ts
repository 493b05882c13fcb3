import { answerCall as answer } from '../call/answerCall'
import { continueCall as goOn } from '../call/continueCall'
import { endCall as end } from '../call/endCall'
import type { CallReply } from '../call/takeCallEvent'
import { answerOrSpool, type SpooledReply, type SpoolingDeps } from './answerOrSpool'

type Taken = Promise<CallReply | SpooledReply>

/** The use cases of a call, as webhooks use them: an event that the store does not take in time is kept on disk. */
export const answerCall = async (deps: SpoolingDeps, input: Parameters<typeof answer>[1]): Taken => answerOrSpool(deps, input, answer)
export const continueCall = async (deps: SpoolingDeps, input: Parameters<typeof goOn>[1]): Taken => answerOrSpool(deps, input, goOn)
export const endCall = async (deps: SpoolingDeps, input: Parameters<typeof end>[1]): Taken => answerOrSpool(deps, input, end)
