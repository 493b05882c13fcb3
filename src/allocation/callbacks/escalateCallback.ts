import type { OpeningHours } from '../../domain/openingHours'
import { owesACall } from '../escalation/engaged'
import { ringInstead } from '../escalation/ringInstead'
import { climb, type ClimbDeps, type Climbed, type Climbing, finishTelling, leftUntil } from '../escalation/takeNextRung'
import { type NextRung, nextPressingRung } from '../escalation/nextRung'
import type { HeldStep, LadderState } from '../escalation/ports'
import { mayBeToldAt, tellingBegins } from './callbackRest'
import type { CallbackEscalations, CallbackLadderTimes, OwedCallback } from './ports'

export interface EscalateCallbackDeps extends ClimbDeps {
  readonly ledger: CallbackEscalations
  readonly hours: Pick<OpeningHours, 'isOpen' | 'opensNext'>
  readonly times: CallbackLadderTimes
}

export type CallbackEscalated = 'over' | 'in_hand' | Climbed

/**
 * Tells of a call-back that is overdue, one person after the other, until a named one takes it; and again when they have
 * not made it in time.
 */
export async function escalateCallback(deps: EscalateCallbackDeps, { claim, look }: HeldStep<OwedCallback>): Promise<CallbackEscalated> {
  const { ledger, times, hours, now } = deps
  const { intakeId } = claim
  const owed = await look()
  if (!owed) return (await ledger.finish(claim)) ? 'over' : 'claim_lost'
  const at = now()
  const ladder = ladderOf(owed, times)
  const wait = async (until: Date, as: 'waits' | 'in_hand' = 'waits'): Promise<CallbackEscalated> => ((await ledger.wait(claim, ladder, until)) ? as : 'claim_lost')

  const begun = owed.tellings.filter(({ outcome }) => outcome === 'begun')
  const left = leftUntil(begun, deps)
  if (left) return wait(left)
  if (owed.isInHand) return wait(new Date(at.getTime() + times.lookAgainMs), 'in_hand')
  if (at < ladder.since) return wait(ladder.since)
  const people = await ledger.people(intakeId, owed, at)
  const climbing: Climbing = {
    about: 'callback', intakeId, reference: owed.reference, people, ladder,
    wait: async (state, until, last) => ledger.wait(claim, state, until, last),
    begin: async (state, tellings) => ledger.begin(claim, state, { tellings, before: owed.tellings }, owed),
    cameOut: async (told) => ledger.cameOut(intakeId, told),
    noteGap: async (moment, gap) => ledger.noteGap(intakeId, moment, gap),
  }
  if (begun.length > 0) return finishTelling(deps, climbing, begun)
  const mayBe = mayBeToldAt(owed, at, hours)
  if (at < mayBe) return wait(mayBe)

  const moment = { ladder, at, people, tellings: owed.tellings, manner: 'pressing', isOpen: hours.isOpen(at), ...(owed.allocation && { allocation: owed.allocation }) } as const
  if (owesACall(moment)) return ringInstead(deps, climbing, moment)
  const next = nextPressingRung({ ...moment, times: times[owed.isUrgent ? 'urgent' : 'ordinary'] })
  return climb(deps, climbing, owed.isUrgent ? next : withoutGap(next))
}

/** Nobody is on call for what can wait. */
function withoutGap(next: NextRung): NextRung {
  if (next.kind !== 'tell') return next
  const { gap: _none, ...rest } = next
  return rest
}

/** As far as it has come, unless it begins anew. */
function ladderOf(owed: OwedCallback, times: CallbackLadderTimes): LadderState {
  const since = tellingBegins(owed, times)
  return owed.ladder?.since.getTime() === since.getTime() ? owed.ladder : { manner: 'pressing', since }
}
