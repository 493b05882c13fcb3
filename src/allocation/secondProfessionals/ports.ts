import type { Acceptance } from '../../domain/allocation'
import type { Telling } from '../../domain/escalation'
import type { SecondKind, SecondProfessional, SecondRole } from '../../domain/secondProfessionals'
import type { Claim } from '../../domain/step'
import type { WorkingSpan } from '../../domain/workingTime'
import type { Begun, CameOut, HeldStep, LadderState, Tellable } from '../escalation/ports'

/** An officer is called for and none is on it. Nothing of it is sealed. */
export interface AwaitedSecond {
  readonly role: SecondRole
  readonly reference: string
  /** Since when this one is awaited. */
  readonly since: Date
  /** Also while nothing has read it. */
  readonly isUrgent: boolean
  /** Who has the enquiry, and who supervises them. */
  readonly allocation?: { readonly socialWorker: string; readonly manager?: string }
  /** The officer whom a manager named. */
  readonly asked?: string
  readonly ladder?: LadderState
  readonly tellings: readonly Telling[]
  /** The first enquiry that it belongs with. */
  readonly joinedTo?: string
  /** Officers who gave it back. */
  readonly handedBack: readonly string[]
  /** When it is the turn of the other that is awaited. Whatever changes it makes the step due anew, and ends the claim. */
  readonly othersTurn?: Date
}

/** How far one has come, and by when it was to be taken on. */
export interface SecondLadder {
  readonly role: SecondRole
  readonly ladder: LadderState
  readonly acceptBy: Date
}

/** Implemented by src/store/secondEscalations.ts. */
export interface SecondEscalations {
  /** The step, if it is due and nobody else holds it: of those that are awaited the one whose turn is first. */
  claim(intakeId: string): Promise<HeldStep<AwaitedSecond> | undefined>
  /** The same of a step that is held already. */
  held(claim: Claim): HeldStep<AwaitedSecond>
  /** Officers of the role and managers with an account in use, as they stand towards this enquiry; without those who gave it back. */
  people(intakeId: string, awaited: Pick<AwaitedSecond, 'role' | 'joinedTo' | 'handedBack'>, at: Date): Promise<readonly Tellable[]>
  /** Nobody need be told any more. Answers whether the claim still stood, as the others do. */
  finish(claim: Claim): Promise<boolean>
  /** Lets this one wait `until` then, and the step until it is due; says how the last of those told came out. */
  wait(claim: Claim, ladder: SecondLadder, times: { readonly until: Date; readonly dueAt: Date }, last?: CameOut): Promise<boolean>
  /** Before anybody is told, with the tellings as begun; false as well when somebody has taken it on. The claim stays. */
  begin(claim: Claim, ladder: SecondLadder, begun: Begun): Promise<boolean>
  cameOut(intakeId: string, role: SecondRole, told: CameOut): Promise<void>
}

/** So long after each the next is told; config/targets.ts sets them. */
export type SecondPauses = Readonly<Record<'officer' | 'officer_again' | 'manager', WorkingSpan>>

export interface SecondTimes {
  readonly urgent: SecondPauses
  readonly ordinary: SecondPauses
  /** Nobody could be reached for the moment: tried again after so long, in milliseconds. */
  readonly lookAgainMs: number
  /** Every telephone that may be rung was engaged: tried again after so long, in milliseconds. */
  readonly engagedAgainMs: number
}

/** A line of the history. */
export interface SecondEntry {
  readonly kind: SecondKind
  readonly role: SecondRole
  readonly at: Date
  readonly by: string
  readonly byName: string
  /** The officer, where somebody else did it. */
  readonly other?: string
  readonly reason?: string
}

/** How one part stands. */
export interface SecondStanding extends Pick<SecondProfessional, 'because' | 'calledAt' | 'acceptance'> {
  readonly isOpen: boolean
}

/** Implemented by src/store/secondParts.ts. */
export interface SecondParts {
  /** undefined when there is no such enquiry or it does not call for the role. */
  find(intakeId: string, role: SecondRole): Promise<SecondStanding | undefined>
  /** Officers of the role who may open it and are not on leave, by name. */
  officers(intakeId: string, role: SecondRole, at: Date): Promise<readonly { readonly staffId: string; readonly name: string }[]>
  /** Whoever it is is on it. False when somebody is already, or they are barred. */
  accept(intakeId: string, acceptance: Acceptance, entry: SecondEntry): Promise<boolean>
  /** Whoever it is is told first, and until somebody is on it; `before` was, and is no more. False as `accept`. */
  ask(intakeId: string, asked: Acceptance, before: string | undefined, entry: SecondEntry): Promise<boolean>
  /** Nobody is on it any more, and others are told anew. */
  handBack(intakeId: string, from: string, entry: SecondEntry): Promise<boolean>
  /** None is needed, for all that `seen` says. False when anything else has called for one since, or somebody is on it. */
  dismiss(intakeId: string, seen: SecondStanding, entry: SecondEntry): Promise<boolean>
}
