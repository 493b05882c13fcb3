import type { Telling } from '../../domain/escalation'
import { after, opensAfter } from '../../domain/workingTime'
import type { Claim } from '../../domain/step'
import { acceptClock } from './acceptanceClock'
import type { EscalateDeps } from './escalateDeps'
import { ladderOf } from './ladderOf'
import type { LadderInput } from './nextRung'
import type { CameOut, LadderState, WaitingEnquiry } from './ports'
import type { Climbing } from './takeNextRung'

/** How an enquiry that waits stands at this moment, and how what comes of that is kept. */
export interface Standing {
  readonly enquiry: WaitingEnquiry
  readonly ladder: LadderState
  readonly moment: Omit<LadderInput, 'people'>
  /** Its call goes on, and whoever speaks with the caller sees to it for now. */
  readonly isLeft: boolean
  /** Whom a process that has ended since may have been telling. */
  readonly begun: readonly Telling[]
  readonly wait: (ladder: LadderState, until: Date, last?: CameOut) => Promise<boolean>
  /** With the people as they are now. */
  readonly climbing: () => Promise<Climbing>
}

/** Its clock, its ladder, and what they are to be judged by. */
export function standingOf(deps: Pick<EscalateDeps, 'ledger' | 'hours' | 'acceptWithin' | 'takeOverWithin' | 'times' | 'now'>, claim: Claim, enquiry: WaitingEnquiry): Standing {
  const { ledger, hours, times } = deps
  const { intakeId } = claim
  const at = deps.now()
  const within = enquiry.takeOverSince ? deps.takeOverWithin : deps.acceptWithin
  const clock = acceptClock(enquiry, (priority, from) => after(hours, from, within[priority]))
  const ladder = ladderOf(enquiry, clock, at)
  const { manner } = ladder
  const wait: Standing['wait'] = async (state, until, last) => ledger.wait(claim, clock, state, until, last)
  return {
    enquiry, ladder, wait,
    moment: {
      ladder, clock, at, times, manner, isOpen: hours.isOpen(at), priority: enquiry.priority ?? 'urgent', nobodyFits: enquiry.nobodyFits, tellings: enquiry.tellings,
      ...(enquiry.allocation && { allocation: enquiry.allocation }), ...(enquiry.woken && { woken: enquiry.woken }),
      after: (from, span) => after(hours, from, span), opensNext: (from) => opensAfter(hours, from),
    },
    isLeft: enquiry.call === 'under_way',
    begun: enquiry.tellings.filter(({ outcome }) => outcome === 'begun'),
    climbing: async () => ({
      about: 'enquiry', intakeId, reference: enquiry.reference, people: await ledger.people(intakeId, enquiry, at), ladder, wait, isInHand: enquiry.call === 'in_hand',
      begin: async (state, tellings) => ledger.begin(claim, clock, state, { tellings, before: enquiry.tellings }),
      cameOut: async (told) => ledger.cameOut(intakeId, told),
      noteGap: async (moment, gap) => ledger.noteGap(intakeId, moment, gap),
    }),
  }
}
