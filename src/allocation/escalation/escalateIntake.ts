import type { EscalateDeps } from './escalateDeps'
import { owesACall } from './engaged'
import { nextRung, waitsUntil } from './nextRung'
import type { HeldStep, LadderState, WaitingEnquiry } from './ports'
import { ringInstead } from './ringInstead'
import { standingOf } from './standing'
import { climb, type Climbed, finishTelling, leftUntil } from './takeNextRung'
import { tellTogether } from './tellTogether'
import { isOfUntaken, untakenTelling } from './untaken'

export type EscalationResult = 'over' | 'left_to_telephone' | Climbed

/** Keeps the clock of an enquiry that nobody has accepted, or that whoever has it is to take over, and tells the next person when it is time. */
export async function escalateIntake(deps: EscalateDeps, { claim, look }: HeldStep<WaitingEnquiry>): Promise<EscalationResult> {
  const { ledger, times } = deps
  const enquiry = await look()
  if (!enquiry || enquiry.isOver) return (await ledger.finish(claim)) ? 'over' : 'claim_lost'
  const standing = standingOf(deps, claim, enquiry)
  const { ladder, moment, begun, isLeft, wait } = standing
  if (cannotWaitNow(enquiry, ladder)) await ledger.wakeNow(claim.intakeId, moment.at)
  if (isLeft) return (await wait(ladder, new Date(moment.at.getTime() + times.lookAgainMs))) ? 'left_to_telephone' : 'claim_lost'
  // Most looks, and the first of each enquiry, only set its clock.
  const isToRing = begun.length === 0 && owesACall(moment)
  const notBefore = begun.length > 0 ? leftUntil(begun, deps) : isToRing ? undefined : waitsUntil(moment)
  if (notBefore) return (await wait(ladder, notBefore)) ? 'waits' : 'claim_lost'
  const climbing = await standing.climbing()
  if (isToRing) return ringInstead(deps, climbing, moment)
  if (begun.length > 0) {
    const mayWait = ladder.manner === 'ordinary' && isOfUntaken(begun)
    return mayWait ? tellTogether(deps, { standing, climbing, tellings: begun }) : finishTelling(deps, climbing, begun)
  }
  const next = nextRung({ ...moment, people: climbing.people })
  const untaken = untakenTelling(deps, { standing, climbing }, next)
  return untaken ? tellTogether(deps, untaken) : climb(deps, climbing, next)
}

/** It has become urgent while whoever is woken for its call had time, until its message is due to be heard or the pause between two of them is over. */
const cannotWaitNow = ({ priority, call, ladder: before }: WaitingEnquiry, { manner }: LadderState): boolean =>
  priority === 'urgent' && manner === 'pressing' && (call === 'to_be_woken' || (call === 'being_woken' && before?.manner === 'ordinary'))
