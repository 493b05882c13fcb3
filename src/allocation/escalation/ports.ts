import type { NobodyFits } from '../../domain/allocation'
import type { Gap, Rung, Telling, TellingOutcome, Way } from '../../domain/escalation'
import type { Priority } from '../../domain/priority'
import type { Role } from '../../domain/roles'
import type { Claim } from '../../domain/step'
import type { WorkingSpan } from '../../domain/workingTime'
import type { Supervisor } from '../candidate'

/** What a clock was last set for; `unread` counts as urgent. */
export type JudgedAs = Priority | 'unread'

export interface AcceptClock {
  /** By when a named person is to accept. */
  readonly acceptBy: Date
  readonly judgedAs: JudgedAs
  /** The moment from which the target of its priority counts. */
  readonly from: Date
}

/**
 * `pressing`: at any hour, by every way, until somebody accepts. `ordinary`: while the service is open, by mail, and what climbs by every way at last.
 * `taking_over`: accepted, and whoever has it is asked by mail, while the service is open, to take it over.
 */
export type Manner = 'pressing' | 'ordinary' | 'taking_over'

/** How far the ladder has come. */
export interface LadderState {
  readonly manner: Manner
  /** Since when in this manner. */
  readonly since: Date
  /** The last that was told; absent while nobody was. */
  readonly rung?: Rung
  /** When the next is told; absent before the first. */
  readonly nextAt?: Date
}

/** An enquiry that waits to be accepted, or to be taken over by whoever has it. Nothing of it is sealed. */
export interface WaitingEnquiry {
  readonly reference: string
  /** The first enquiry that it belongs with. */
  readonly joinedTo?: string
  readonly receivedAt: Date
  /** Whoever has it accepted it, or it needs nobody any more. */
  readonly isOver: boolean
  /** Somebody else accepted it, and since then whoever has it is asked to take it over. */
  readonly takeOverSince?: Date
  /** Absent while nothing has read it. */
  readonly priority?: Priority
  /** When its priority was last decided on. */
  readonly changedAt?: Date
  readonly allocation?: { readonly socialWorker: string; readonly manager?: string }
  /** Looked for, and nobody could take it; false while it is about to be looked at again, and once it was given to somebody. Whoever had accepted it may have it still. */
  readonly nobodyFits: boolean
  /** A manager was told that nobody could take it, since it last began to wait. */
  readonly managersKnow: boolean
  /**
   * Of a call: it goes on; staff are being woken for it by src/telephone/waking, and a telephone rings; they are to be later, where its
   * message is not heard by then; or somebody who was accepted it there, by key.
   */
  readonly call?: 'under_way' | 'being_woken' | 'to_be_woken' | 'in_hand'
  /** Whom they have rung for it so far, while they are being woken: each has had a text message with that. */
  readonly woken?: readonly string[]
  readonly clock?: AcceptClock
  /** A manager lowered the priority since the clock was set. */
  readonly mayRelax: boolean
  /** The acceptance ended then, because it was given to somebody else. */
  readonly restartAt?: Date
  readonly ladder?: LadderState
  readonly tellings: readonly Telling[]
}

/** A member of staff whom the ladder may tell. */
export interface Tellable extends Supervisor {
  readonly role: Role
  readonly email: string
  readonly phone?: string
  /** At this moment. */
  readonly onCall: boolean
  /** Of those on call: who is told first. Who share a turn are told at once. @defaultValue 1 */
  readonly turn?: number
}

/** The step of a ladder, held, and what it is about. */
export interface HeldStep<Matter> {
  readonly claim: Claim
  /** As it was when the step was taken; undefined when nobody need be told. Asked by whoever works on it, so that failing counts as a try. */
  readonly look: () => Promise<Matter | undefined>
}

/** Whom is being told, and who was before: of many the earlier ones are kept apart from the matter. */
export interface Begun {
  readonly tellings: readonly Telling[]
  readonly before: readonly Telling[]
}

/** How one telling came out; what is known better already stands. */
export interface CameOut {
  readonly tellingId: string
  readonly outcome: TellingOutcome
}

/** Implemented by src/store/escalationLedger.ts. */
export interface EscalationLedger {
  /** The step, if it is due and nobody else holds it. */
  claim(intakeId: string): Promise<HeldStep<WaitingEnquiry> | undefined>
  /** Duty workers, social workers and managers with an account in use, as they stand towards this enquiry. */
  people(intakeId: string, enquiry: Pick<WaitingEnquiry, 'joinedTo'>, at: Date): Promise<readonly Tellable[]>
  /** Nobody need be told any more. */
  finish(claim: Claim): Promise<boolean>
  /** Keeps the clock and how far the ladder is, and how the last of those told came out, and lets the step wait. Answers whether the claim still stood, as `begin` does. */
  wait(claim: Claim, clock: AcceptClock, ladder: LadderState, until: Date, last?: CameOut): Promise<boolean>
  /** The same before anybody is told, with the tellings as begun; false as well when somebody has accepted, or taken it over. The claim stays. */
  begin(claim: Claim, clock: AcceptClock, ladder: LadderState, begun: Begun): Promise<boolean>
  cameOut(intakeId: string, told: CameOut): Promise<void>
  /**
   * The steps, nobody else holding them, of at most so many enquiries that nobody can be given and no manager knows of, or of which a
   * process that ended was telling the managers: those whose clock is to be looked at by then.
   */
  claimUntaken(until: Date, most: number): Promise<readonly HeldStep<WaitingEnquiry>[]>
  /** Leaves a step to its own look, at once. */
  leave(claim: Claim): Promise<void>
  /** What each lacks that nobody can be given, as far as it is known. */
  whatLacks(intakeIds: readonly string[]): Promise<ReadonlyMap<string, NobodyFits>>
  /** Where somebody is to be woken for its call later, they are woken now. */
  wakeNow(intakeId: string, at: Date): Promise<void>
  /** A card, once until somebody accepts, of what is lacking in who is told. */
  noteGap(intakeId: string, at: Date, gap: Gap): Promise<void>
}

/** What waits for somebody: an enquiry, a call-back, or an enquiry for an officer beside its worker. */
export type OverdueMatter = 'enquiry' | 'callback' | 'second'

/** What is said to somebody: nothing of a child or a caller. */
export interface ToTell {
  readonly about: OverdueMatter
  readonly person: Tellable
  readonly telling: Telling
  readonly intakeId: string
  readonly reference: string
  /** Of an enquiry that nobody has accepted: whoever was woken for its call's message has that in hand. */
  readonly isInHand?: boolean
  /** Of what nobody can be given: all that they are told of in the same mail, this one too. Absent where it is the only one. */
  readonly together?: readonly Untaken[]
}

/** As much of an enquiry that nobody can be given as a mail about several says. */
export interface Untaken {
  readonly reference: string
  readonly priority: Priority
  readonly lacks?: NobodyFits
}

/** Which enquiry the managers are told by, of many that nobody can be given at once. Implemented by src/store/untakenTurns.ts. */
export interface UntakenTurns {
  /**
   * Undefined where it falls to this enquiry to tell of all that wait, which it may do again until the others' time has come;
   * else until when it waits, to be told of by another or to tell of those that are left.
   */
  waitsUntil(intakeId: string, at: Date): Promise<Date | undefined>
}

/** Implemented by src/compose/escalationRoom.ts with the gateways; none of them rejects. A way that is not set up is absent. */
export interface Messengers extends Readonly<Partial<Record<Way, (toTell: ToTell) => Promise<TellingOutcome>>>> {
  /** The telephones, where they are set up. */
  readonly lines?: TelephoneLines
}

/** Holds a telephone for a call before that is written down, so that of many who look for a free one each has another. */
export interface TelephoneLines {
  /** False while it is engaged. The call that goes by this telling is then rung on it; one that never begins lets it go by itself within a minute. */
  hold(staffId: string, tellingId: string): Promise<boolean>
  letGo(staffId: string, tellingId: string): Promise<void>
}

/** In milliseconds: to the first, from one rung to the next, and from the last to the first again. */
export interface PressingTimes {
  readonly firstAfterMs: number
  readonly nextRungMs: number
  readonly againMs: number
}

/** config/targets.ts sets them. */
export interface LadderTimes {
  readonly pressing: PressingTimes
  readonly ordinary: {
    readonly remindAfter: Readonly<Record<Priority, WorkingSpan>>
    readonly againAfter: Readonly<Record<Priority, WorkingSpan>>
    /**
     * After so long from its beginning it climbs: to the next rung after each pause, by telephone and text message too. What
     * is not named here stays with mail, however late.
     */
    readonly climbs: Readonly<Partial<Record<Priority, { readonly after: WorkingSpan; readonly pause: WorkingSpan }>>>
  }
  /** What nobody can be given within so long of another is told of in one mail, in milliseconds. */
  readonly togetherMs: number
  /** Nobody could be reached for the moment, or a call goes on: looked at again after so long, in milliseconds. */
  readonly lookAgainMs: number
  /** Every telephone that may be rung was engaged: tried again after so long, in milliseconds. */
  readonly engagedAgainMs: number
}
