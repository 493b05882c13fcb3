import type { OpeningHours } from '../../domain/openingHours'
import { after } from '../../domain/workingTime'
import { owesACall } from '../escalation/engaged'
import { ringInstead } from '../escalation/ringInstead'
import { climb, type ClimbDeps, type Climbed, type Climbing, finishTelling, leftUntil } from '../escalation/takeNextRung'
import type { CameOut, HeldStep, LadderState } from '../escalation/ports'
import { nextSecondRung } from './nextSecondRung'
import type { AwaitedSecond, SecondEscalations, SecondTimes } from './ports'

export interface EscalateSecondDeps extends ClimbDeps {
  readonly ledger: SecondEscalations
  readonly hours: Pick<OpeningHours, 'isOpen' | 'opensNext' | 'changesNext'>
  readonly times: SecondTimes
}

/** Tells of an enquiry that calls for an officer, one person after the other, until a named officer takes it on. */
export async function escalateSecond(deps: EscalateSecondDeps, { claim, look }: HeldStep<AwaitedSecond>): Promise<'over' | Climbed> {
  const { ledger, hours, now } = deps
  const { intakeId } = claim
  const awaited = await look()
  if (!awaited) return (await ledger.finish(claim)) ? 'over' : 'claim_lost'
  const at = now()
  const { role, reference, tellings, allocation, asked, othersTurn } = awaited
  const ladder = ladderOf(awaited, at)
  const pauses = deps.times[ladder.manner === 'pressing' ? 'urgent' : 'ordinary']
  const acceptBy = after(hours, ladder.since, pauses.officer)
  const wait = async (state: LadderState, until: Date, last?: CameOut): Promise<boolean> => {
    // Where both are awaited one step serves both: it is due at whichever turn comes first.
    const dueAt = othersTurn && othersTurn < until ? othersTurn : until
    return ledger.wait(claim, { role, ladder: state, acceptBy }, { until, dueAt }, last)
  }

  const begun = tellings.filter(({ outcome }) => outcome === 'begun')
  const left = leftUntil(begun, deps)
  if (left) return (await wait(ladder, left)) ? 'waits' : 'claim_lost'
  const people = await ledger.people(intakeId, awaited, at)
  const climbing: Climbing = {
    about: 'second', intakeId, reference, people, ladder, wait,
    begin: async (state, told) => ledger.begin(claim, { role, ladder: state, acceptBy }, { tellings: told, before: tellings }),
    cameOut: async (told) => ledger.cameOut(intakeId, role, told),
    // The page says that nobody is on it; who is on call is no matter of theirs.
    noteGap: async () => undefined,
  }
  if (begun.length > 0) return finishTelling(deps, climbing, begun)
  const moment = { ladder, at, people, tellings, manner: ladder.manner, isOpen: hours.isOpen(at), ...(allocation && { allocation }), ...(asked !== undefined && { asked }) }
  if (owesACall(moment)) return ringInstead(deps, climbing, moment)
  return climb(deps, climbing, nextSecondRung({
    ...moment, pauses,
    after: (from, span) => after(hours, from, span), opensNext: (from) => hours.opensNext(from),
  }))
}

/** As far as it has come; it begins anew when it becomes urgent, or is none any more, and when an officer gave it back. */
function ladderOf({ ladder, isUrgent, since }: AwaitedSecond, at: Date): LadderState {
  const manner = isUrgent ? 'pressing' : 'ordinary'
  if (!ladder) return { manner, since }
  return ladder.manner === manner && ladder.since >= since ? ladder : { manner, since: at }
}
