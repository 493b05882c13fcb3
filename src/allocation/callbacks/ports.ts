import type { Gap, Telling } from '../../domain/escalation'
import type { Claim } from '../../domain/step'
import type { CallbackTime } from '../../domain/telephony'
import type { Begun, CameOut, HeldStep, LadderState, PressingTimes, Tellable } from '../escalation/ports'

/** A call-back that is still to be made. Nothing of it is sealed. */
export interface OwedCallback {
  readonly reference: string
  /** The first enquiry that its enquiry belongs with. */
  readonly joinedTo?: string
  readonly dueAt: Date
  /** The caller pressed the urgent key, or the enquiry is urgent, or nothing has read it. */
  readonly isUrgent: boolean
  /** The part of the day that the caller named. */
  readonly time?: CallbackTime
  /** A named person's telephone rings for it, or they speak with the caller; or others are told of the same enquiry already. */
  readonly isInHand: boolean
  /** When somebody last took it: by key or on the desk, by accepting the enquiry, or by ringing the caller. */
  readonly takenAt?: Date
  /** Who has the enquiry, and who supervises them. */
  readonly allocation?: { readonly socialWorker: string; readonly manager?: string }
  readonly ladder?: LadderState
  readonly tellings: readonly Telling[]
}

/** Implemented by src/store/callbackEscalations.ts. */
export interface CallbackEscalations {
  /** The step, if it is due and nobody else holds it: of those that are owed the one that is due first. */
  claim(intakeId: string): Promise<HeldStep<OwedCallback> | undefined>
  /** Duty workers, social workers and managers with an account in use, as they stand towards this enquiry. */
  people(intakeId: string, owed: Pick<OwedCallback, 'joinedTo'>, at: Date): Promise<readonly Tellable[]>
  /** Nobody need be told any more. Answers whether the claim still stood, as the others do. */
  finish(claim: Claim): Promise<boolean>
  /** Says how the last of those told came out, too. */
  wait(claim: Claim, ladder: LadderState, until: Date, last?: CameOut): Promise<boolean>
  /** Before anybody is told, with the tellings as begun; false as well when somebody has taken it since. The claim stays. */
  begin(claim: Claim, ladder: LadderState, begun: Begun, seen: Pick<OwedCallback, 'takenAt'>): Promise<boolean>
  cameOut(intakeId: string, told: CameOut): Promise<void>
  /** A card, once, that nobody could be told, or nobody who is on call. */
  noteGap(intakeId: string, at: Date, gap: Gap): Promise<void>
}

/** config/targets.ts sets them. */
export interface CallbackLadderTimes {
  readonly urgent: PressingTimes
  readonly ordinary: PressingTimes
  /** Whoever takes a call-back has so long to make it before others are told again, in milliseconds. */
  readonly makeWithinMs: { readonly urgent: number; readonly ordinary: number }
  /** It is in hand, or nobody could be reached for the moment: looked at again after so long, in milliseconds. */
  readonly lookAgainMs: number
  /** Every telephone that may be rung was engaged: tried again after so long, in milliseconds. */
  readonly engagedAgainMs: number
}
