import type { Priority } from '../../domain/priority'
import { after, opensAfter, type WorkingHours, type WorkingSpan } from '../../domain/workingTime'
import { acceptClock } from './acceptanceClock'
import { climb, type ClimbDeps, type Climbed, type Climbing, finishTelling, leftUntil } from './takeNextRung'
import { ladderOf } from './ladderOf'
import { nextRung, waitsUntil } from './nextRung'
import type { CameOut, EscalationLedger, HeldStep, LadderState, LadderTimes, WaitingEnquiry } from './ports'

export interface EscalateDeps extends ClimbDeps {
  readonly ledger: EscalationLedger
  readonly hours: WorkingHours
  readonly acceptWithin: Readonly<Record<Priority, WorkingSpan>>
  readonly times: LadderTimes
}

export type EscalationResult = 'over' | 'left_to_telephone' | Climbed

/** Keeps the clock of an enquiry that nobody has accepted, and tells the next person when it is time. */
export async function escalateIntake(deps: EscalateDeps, { claim, look }: HeldStep<WaitingEnquiry>): Promise<EscalationResult> {
  const { ledger, times, now } = deps
  const { intakeId } = claim
  const enquiry = await look()
  if (!enquiry || enquiry.isOver) return (await ledger.finish(claim)) ? 'over' : 'claim_lost'
  const at = now()
  const clock = acceptClock(enquiry, (priority, from) => after(deps.hours, from, deps.acceptWithin[priority]))
  const ladder = ladderOf(enquiry, clock, at)
  const wait = async (state: LadderState, until: Date, last?: CameOut): Promise<boolean> => ledger.wait(claim, clock, state, until, last)

  const isLeft = enquiry.call === 'under_way' || (enquiry.call === 'being_woken' && ladder.manner === 'pressing')
  if (isLeft) return (await wait(ladder, new Date(at.getTime() + times.lookAgainMs))) ? 'left_to_telephone' : 'claim_lost'
  const begun = enquiry.tellings.filter(({ outcome }) => outcome === 'begun')
  const moment = {
    ladder, clock, at, times, manner: ladder.manner, isOpen: deps.hours.isOpen(at), priority: enquiry.priority ?? 'urgent', nobodyFits: enquiry.nobodyFits, tellings: enquiry.tellings,
    ...(enquiry.allocation && { allocation: enquiry.allocation }),
    after: (from: Date, span: WorkingSpan) => after(deps.hours, from, span), opensNext: (from: Date) => opensAfter(deps.hours, from),
  }
  // Most looks, and the first of each enquiry, only set its clock.
  const notBefore = begun.length > 0 ? leftUntil(begun, deps) : waitsUntil(moment)
  if (notBefore) return (await wait(ladder, notBefore)) ? 'waits' : 'claim_lost'
  const people = await ledger.people(intakeId, enquiry, at)
  const climbing: Climbing = {
    about: 'enquiry', intakeId, reference: enquiry.reference, people, ladder, wait,
    begin: async (state, tellings) => ledger.begin(claim, clock, state, { tellings, before: enquiry.tellings }),
    cameOut: async (told) => ledger.cameOut(intakeId, told),
    nobodyThere: async (moved) => ledger.nobodyOnCall(intakeId, moved),
  }
  return begun.length > 0 ? finishTelling(deps, climbing, begun) : climb(deps, climbing, nextRung({ ...moment, people }))
}
