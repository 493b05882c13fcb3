import { type CallDeps, type CallReply, continueWithEvent } from '../call/takeCallEvent'
import type { SpooledEvent } from './ports'

/**
 * Has an event take effect that was kept on disk, at the time at which it happened. Nobody could be rung for the caller
 * then, and they were led to the tone: decided like that, a caller who chose an adviser is not taken for one who still
 * holds the line.
 */
export const applySpooled = async (deps: CallDeps, event: SpooledEvent): Promise<CallReply> =>
  continueWithEvent({ ...deps, isStaffed: async () => false }, event)
