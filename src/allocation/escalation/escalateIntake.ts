import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock'
import type { Telling } from '../../domain/escalation'
import type { OpeningHours } from '../../domain/openingHours'
import type { Priority } from '../../domain/priority'
import type { Claim } from '../../domain/step'
import { after, type WorkingSpan } from '../../domain/workingTime'
import { type AcceptClock, acceptClock } from './acceptBy'
import { ladderOf } from './ladderOf'
import { nextRung, waitsUntil } from './nextRung'
import type { EscalationLedger, LadderState, LadderTimes, Messengers, Tellable, WaitingEnquiry } from './ports'
import { tellingsOf, tellStaff } from './tellStaff'

export interface EscalateDeps {
  readonly ledger: EscalationLedger
  readonly messengers: Messengers
  readonly hours: Pick<OpeningHours, 'isOpen' | 'opensNext' | 'changesNext'>
  readonly acceptWithin: Readonly<Record<Priority, WorkingSpan>>
  readonly times: LadderTimes
  /** How long whoever tells somebody has for it before another process goes on, in milliseconds. */
  readonly leaseMs: number
  readonly now: Clock
  readonly log: Logger
}

export type EscalationResult = 'over' | 'waits' | 'left_to_telephone' | 'told' | 'nobody_reached' | 'nobody_to_tell' | 'claim_lost'

/**
 * Keeps the clock of an enquiry that nobody has accepted, and tells the next person when it is time. Whom is written down
 * before they are told, so that of many processes one tells them; one that ends before it has, leaves them to the next.
 */
export async function escalateIntake(deps: EscalateDeps, { claim }: { readonly claim: Claim }): Promise<EscalationResult> {
  const { ledger, times, now } = deps
  const { intakeId } = claim
  const enquiry = await ledger.find(intakeId)
  if (!enquiry || enquiry.isOver) return (await ledger.finish(claim)) ? 'over' : 'claim_lost'
  const at = now()
  const clock = acceptClock(enquiry, (priority, from) => after(deps.hours, from, deps.acceptWithin[priority]))
  const ladder = ladderOf(enquiry, clock, at)
  const wait = async (until: Date, state = ladder): Promise<boolean> => ledger.wait(claim, clock, state, until)

  const isLeft = enquiry.call === 'under_way' || (enquiry.call === 'being_woken' && ladder.manner === 'pressing')
  if (isLeft) return (await wait(later(at, times.lookAgainMs))) ? 'left_to_telephone' : 'claim_lost'
  const begun = enquiry.tellings.filter(({ outcome }) => outcome === 'begun')
  const [first] = begun
  if (first && at < later(first.at, deps.leaseMs)) return (await wait(later(first.at, deps.leaseMs))) ? 'waits' : 'claim_lost'

  const moment = {
    ladder, clock, at, times, manner: ladder.manner, isOpen: deps.hours.isOpen(at), priority: enquiry.priority ?? 'urgent', tellings: enquiry.tellings,
    ...(enquiry.allocation && { allocation: enquiry.allocation }),
    after: (from: Date, span: WorkingSpan) => after(deps.hours, from, span), opensNext: (from: Date) => deps.hours.opensNext(from),
  }
  // Most looks, and the first of each enquiry, only set its clock.
  const notBefore = first ? undefined : waitsUntil(moment)
  if (notBefore) return (await wait(notBefore)) ? 'waits' : 'claim_lost'
  const people = await ledger.people(intakeId, at)
  if (first) return finishTelling(deps, { claim, clock, enquiry, people, begun, ladder })
  const next = nextRung({ ...moment, people })
  switch (next.kind) {
    case 'wait':
      return (await wait(next.until)) ? 'waits' : 'claim_lost'
    case 'nobody':
      deps.log.error({ intakeId, people: people.length }, 'an enquiry waits to be accepted, and there is nobody to tell')
      await ledger.nobodyOnCall(intakeId, at)
      return (await wait(next.nextAt, { ...ladder, nextAt: next.nextAt })) ? 'nobody_to_tell' : 'claim_lost'
    case 'tell': {
      const tellings = tellingsOf(next.who, deps.messengers, at)
      const told: LadderState = { ...ladder, rung: next.rung, nextAt: next.nextAt }
      if (!(await ledger.begin(claim, clock, told, tellings))) return 'claim_lost'
      if (next.onCallMissing) {
        deps.log.error({ intakeId }, 'an enquiry cannot wait, and nobody is on call who can be rung')
        await ledger.nobodyOnCall(intakeId, at)
      }
      return finishTelling(deps, { claim, clock, enquiry, people, begun: tellings, ladder: told, before: ladder })
    }
    default:
      return next satisfies never
  }
}

interface Begun {
  readonly claim: Claim
  readonly clock: AcceptClock
  readonly enquiry: WaitingEnquiry
  readonly people: readonly Tellable[]
  readonly begun: readonly Telling[]
  readonly ladder: LadderState
  /** How far it was, to go back to when nobody was reached; absent where that is not known any more. */
  readonly before?: LadderState
}

async function finishTelling(deps: EscalateDeps, { claim, clock, enquiry: { reference }, people, begun, ladder, before }: Begun): Promise<EscalationResult> {
  const { intakeId } = claim
  const isReached = await tellStaff(deps, { about: 'enquiry', intakeId, reference, people, begun })
  const soon = later(deps.now(), deps.times.lookAgainMs)
  // What is pressing goes on to the next; a reminder that did not get out is sent again.
  const unreached: LadderState = { ...(ladder.manner === 'ordinary' && before ? before : ladder), nextAt: soon }
  const state = isReached ? ladder : unreached
  if (!isReached) deps.log.warn({ intakeId, people: people.length }, 'an enquiry waits to be accepted, and nobody could be told for the moment')
  if (!(await deps.ledger.wait(claim, clock, state, state.nextAt ?? soon))) return 'claim_lost'
  return isReached ? 'told' : 'nobody_reached'
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
