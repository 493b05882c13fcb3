import type { Acceptance, Allocation, AllocationReasons } from '../../domain/allocation'
import type { Clock } from '../../domain/clock'
import type { Barred, CoveredFor, HandoverKind, Transfer } from '../../domain/handover'
import type { IntakeStatus } from '../../domain/intake'
import type { Leave } from '../../domain/leave'
import type { Priority } from '../../domain/priority'
import type { Day } from '../../domain/workingDays'
import type { People } from '../candidate'

/** An enquiry as handing over sees it. */
export interface HeldIntake {
  readonly status: IntakeStatus
  readonly allocation?: Allocation
  readonly acceptance?: Acceptance
  /** A manager gave it to whoever has it, and nobody has joined it or handed it over since. */
  readonly given?: true
  readonly transfer?: Transfer
  readonly priority?: Priority
  /** From this enquiry itself. */
  readonly barred?: readonly Barred[]
}

export interface HandoverEntry {
  readonly kind: HandoverKind
  /** Staff id and name of who did it; empty for the service itself. */
  readonly by: string
  readonly byName: string
  /** The other person it was about. */
  readonly other: string
  readonly reason?: string
  /** Who had it until then, by name. */
  readonly hadBy?: string
  readonly at: Date
}

/** One enquiry changes hands. Everything of it is one write. */
export interface Move {
  readonly intakeId: string
  /** Who has it now; absent when nobody has. Somebody else meanwhile, and nothing is written. */
  readonly from?: string | undefined
  readonly to: { readonly socialWorker: Colleague; readonly manager: Colleague; readonly why: AllocationReasons; readonly supervisionCoveredFor?: CoveredFor }
  readonly entry: HandoverEntry
  /** The offer that this answers. */
  readonly offeredAt?: Date
  readonly acceptance?: Acceptance
  /** Nothing that its holder has accepted moves with it. */
  readonly leaveInHand?: true
  readonly coveredFor?: CoveredFor
  /** The first of its thread, which they have as well: it weighs nothing of its own there. */
  readonly countedWith?: string
  /** Who has the first, as it was looked at. */
  readonly firstHolder?: string
  readonly hadBy?: Allocation['hadBy']
}

/** Another manager supervises an enquiry; its social worker stays. */
export interface SupervisionChange {
  readonly intakeId: string
  readonly from: string
  readonly to: Colleague
  readonly entry: HandoverEntry
  readonly coveredFor?: CoveredFor
}

interface Colleague {
  readonly id: string
  readonly name: string
}

/** Somebody's leave as the covering of it sees it. */
export interface LeaveOf {
  readonly staffId: string
  readonly name: string
  readonly leave: Leave
}

/** As what somebody cannot be barred yet: its social worker, who supervises it, who is asked to take it over, or its officer. */
export type StandsIn = 'has_it' | 'supervises' | 'is_offered' | 'is_officer'

/** Implemented by src/store/handovers.ts. */
export interface Handovers {
  find(intakeId: string): Promise<HeldIntake | undefined>
  /** The first of its thread: itself, when it joined no other. */
  firstOf(intakeId: string): Promise<string>
  /** Open enquiries that belong to the same thread only because this one does, and that somebody has. */
  goingAlong(intakeId: string): Promise<readonly string[]>
  /** Open enquiries that joined this one, as the first of its thread, and that somebody has. */
  joinedTo(firstId: string): Promise<readonly string[]>
  /** This one shares the place of the first in the caseload of whoever has both. */
  countWith(intakeId: string, firstId: string, holderId: string): Promise<void>
  /** It was looked at who is to have what was joined at that moment; not what was joined anew since. */
  followed(intakeId: string, joinedAt: Date): Promise<void>
  /** What people joined before then, and of which nobody has looked yet who is to have it. */
  notFollowed(before: Date): Promise<readonly { readonly intakeId: string; readonly joinedAt: Date }[]>
  /** Whoever is barred from one of its thread has nothing of it any more: what they had accepted waits anew, and a card asks who is to have what is theirs. */
  takeFromBarred(intakeId: string): Promise<void>
  /** A card, once: somebody who has this enquiry cannot open it any more, or cannot have both it and the first of its thread, or whoever had it before a join that was taken back does not have it again. False when it stood already. */
  holderAway(intakeId: string, card: { readonly about: string; readonly cause: 'conflict' | 'apart' | 'parted' }, at: Date): Promise<boolean>
  /** Every social worker and manager, as they stand towards this enquiry. */
  people(intakeId: string): Promise<People>
  /** Takes what belongs to it along, and closes the cards that asked for somebody. False when it is not as it was, or the new ones were barred. */
  move(move: Move): Promise<boolean>
  /** False when it is offered already, or not theirs any more. */
  offer(intakeId: string, transfer: Transfer, entry: HandoverEntry): Promise<boolean>
  /** The offer is over and its holder keeps the enquiry; a card tells them, unless it was withdrawn. False when it was over before. */
  endOffer(intakeId: string, transfer: Transfer, entry: HandoverEntry): Promise<boolean>
  /** Offers without an answer to somebody who is on leave, or whose account is closed: nobody is asked who is, so that it happened since. */
  offersToAway(today: Day): Promise<readonly { readonly intakeId: string; readonly transfer: Transfer }[]>
  /** Offers without an answer whose time is up. */
  overdueOffers(at: Date): Promise<readonly { readonly intakeId: string; readonly transfer: Transfer }[]>
  bar(intakeId: string, who: Colleague, entry: HandoverEntry): Promise<'barred' | StandsIn | 'unknown'>
  /** What waits for somebody is looked at again. False when they were not barred from it any more. */
  unbar(intakeId: string, staffId: string, entry: HandoverEntry): Promise<boolean>
}

export interface HandoverDeps {
  readonly handovers: Handovers
  readonly now: Clock
}

/** Why a card asks who is to have an enquiry because somebody is on leave. */
export const AWAY_CAUSES = ['on_leave', 'manager_on_leave', 'left_unaccepted', 'left_accepted'] as const
export type AwayCause = (typeof AWAY_CAUSES)[number]

/** What stays with somebody on leave, and nobody at work sees to. */
export interface LeftBehind {
  readonly intakeId: string
  readonly leaveId: string
  readonly cause: 'left_unaccepted' | 'left_accepted'
}

/** What people on leave have, and who has it for them. Implemented by src/store/leaveCover.ts. */
export interface LeaveCover {
  /** Leaves with a hand-over that have begun and are not settled, or that something open is still to come back from. */
  leavesBegun(today: Day): Promise<readonly LeaveOf[]>
  /** Of whoever is on a leave today on which their work stays with them: their enquiries that nobody has accepted, and urgent ones that they accepted before it. */
  leftBehind(today: Day): Promise<readonly LeftBehind[]>
  /** Open enquiries that this person has. */
  heldBy(staffId: string): Promise<readonly string[]>
  /** Open enquiries that somebody has because they cover this leave. */
  coveredIn(leaveId: string): Promise<readonly { readonly intakeId: string; readonly holderId: string }[]>
  /** Open enquiries that this manager supervises. */
  supervisedBy(managerId: string): Promise<readonly string[]>
  /** False when somebody else supervises it by now, or the new one is barred. */
  supervise(change: SupervisionChange): Promise<boolean>
  /** Open enquiries that somebody supervises because they cover this leave. */
  supervisionCoveredIn(leaveId: string): Promise<readonly { readonly intakeId: string; readonly holderId: string }[]>
  /** A card, once for this leave, that nobody could take the enquiry over, or supervise it, or that it stays with who is away: it says whose leave it is. */
  leaveUncovered(intakeId: string, leaveId: string, cause: AwayCause, at: Date): Promise<void>
  /** Such cards go once their leave is over, or somebody accepted the enquiry or has it now. */
  closeCards(today: Day, at: Date): Promise<void>
  /** It does not come back from this leave, and a card says so, once. */
  staysWithCover(intakeId: string, leaveId: string, at: Date): Promise<void>
  /** The same of who supervises it. */
  supervisionStays(intakeId: string, leaveId: string, at: Date): Promise<void>
  /** Nothing open is left with a cover that is to come back from this leave. */
  isAllBack(leaveId: string): Promise<boolean>
  /** What officers on leave were on is nobody's: others are told of it anew. Answers of how many. */
  handBackSeconds(today: Day, at: Date): Promise<number>
  /** Nothing more comes back from it. */
  settleLeave(staffId: string, leaveId: string): Promise<void>
}

export interface CoverDeps extends HandoverDeps {
  readonly covers: LeaveCover
}
