import type { Connection } from 'mongoose'
import type { AcceptClock, Begun, CameOut, EscalationLedger, HeldStep, LadderState, Tellable, WaitingEnquiry } from '../allocation/escalation/ports'
import type { NobodyFits } from '../domain/allocation'
import { type Gap, isReached, type Telling } from '../domain/escalation'
import type { Claim } from '../domain/step'
import { takeOverSince } from '../domain/takeOver'
import { wakingStandsAt } from '../domain/waking'
import { TO_BE_TAKEN_OVER } from './acceptEnquiry'
import { barredInThread } from './barred'
import { gapCard } from './gapCard'
import { tellableStaff } from './tellableStaff'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { dueNow, type StepLedger } from './stepLedger'
import { taskModel } from './taskModel'
import { cameOutIn, keepThoseThatLeave, noteCameOut, tellingsBegun } from './tellings'
import { lacksOf } from './unallocatedCard'
import { waitingForSomebody, waitsForSomebody } from './waitingForSomebody'
import { WAKING_FIELDS, wakingFacts } from './wakingFacts'

/** What nobody has accepted yet. */
const WAITING: readonly IntakeDocument['status'][] = ['received', 'triaged', 'allocated']

const TELLINGS = 'escalation.tellings'

/** Who waits is asked for a message within an hour at most, and hardly anybody speaks for longer: the end of a call that goes on after so long was never heard. In milliseconds. */
const LONGEST_CALL_MS = 2 * 3_600_000

const SHOWN = {
  reference: 1, receivedAt: 1, joinedTo: 1, status: 1, acceptance: 1, acceptBy: 1, escalation: 1, allocation: 1, 'triage.priority': 1, 'triage.at': 1,
  'triage.confirmedAt': 1, 'steps.allocate': 1, 'telephony.open': 1, 'telephony.waking.times': 1, ...WAKING_FIELDS,
} as const

/** Clocks and ladders, each in its enquiry's own document. */
export class StoredEscalationLedger implements EscalationLedger {
  private readonly intakes: IntakeModel

  constructor(private readonly connection: Connection, private readonly steps: StepLedger) {
    this.intakes = intakeModel(connection)
  }

  async claim(intakeId: string): Promise<HeldStep<WaitingEnquiry> | undefined> {
    const held = await this.steps.claimWith('escalate', intakeId, SHOWN)
    return held && this.heldStep(held)
  }

  private heldStep({ claim, document }: { readonly claim: Claim; readonly document: IntakeDocument }): HeldStep<WaitingEnquiry> {
    return { claim, look: async () => toWaiting(document, this.steps.now()) }
  }

  async people(id: string, enquiry: Pick<WaitingEnquiry, 'joinedTo'>, at: Date): Promise<readonly Tellable[]> {
    return tellableStaff(this.connection, at, await barredInThread(this.intakes, { id, ...enquiry }))
  }

  async finish(claim: Claim): Promise<boolean> {
    return this.steps.finish('escalate', claim)
  }

  async wait(claim: Claim, clock: AcceptClock, ladder: LadderState, until: Date, last?: CameOut): Promise<boolean> {
    const { $set, $unset } = clockWritten(clock, ladder)
    const { $set: cameOut, arrayFilters } = cameOutIn(TELLINGS, last)
    return this.steps.settle('escalate', claim, {
      $set: { ...$set, ...cameOut, 'steps.escalate.state': 'pending', 'steps.escalate.dueAt': until },
      $unset: { ...$unset, 'steps.escalate.token': '' },
    }, {}, { arrayFilters })
  }

  async begin(claim: Claim, clock: AcceptClock, ladder: LadderState, { tellings, before }: Begun): Promise<boolean> {
    await keepThoseThatLeave(this.intakes, { intakeId: claim.intakeId, about: 'enquiry', before, adding: tellings })
    const change = { ...clockWritten(clock, ladder), ...tellingsBegun(TELLINGS, tellings) }
    return this.steps.settle('escalate', claim, change, ladder.manner === 'taking_over' ? TO_BE_TAKEN_OVER : { status: { $in: WAITING }, acceptance: { $exists: false } })
  }

  async cameOut(intakeId: string, told: CameOut): Promise<void> {
    await noteCameOut(this.intakes, intakeId, TELLINGS, told)
  }

  async claimUntaken(until: Date, most: number): Promise<readonly HeldStep<WaitingEnquiry>[]> {
    const untaken = untakenOrBegun(this.steps.now())
    const found = await this.intakes.find({ 'steps.escalate.dueAt': { $lte: until }, ...untaken } as never, { _id: 1 }).sort({ 'steps.escalate.dueAt': 1 }).limit(most)
      .lean<Pick<IntakeDocument, '_id'>[]>()
    const held = await Promise.all(found.map(async ({ _id }) => this.steps.claimAhead('escalate', _id, SHOWN, untaken)))
    return held.flatMap((one) => (one ? [this.heldStep(one)] : []))
  }

  async leave(claim: Claim): Promise<void> {
    await this.steps.postpone('escalate', claim, this.steps.now())
  }

  async whatLacks(intakeIds: readonly string[]): Promise<ReadonlyMap<string, NobodyFits>> {
    return lacksOf(taskModel(this.connection), intakeIds)
  }

  async wakeNow(intakeId: string, at: Date): Promise<void> {
    await this.intakes.updateOne(...dueNow('wakeSomebody', intakeId, at))
  }

  async noteGap(intakeId: string, at: Date, cause: Gap): Promise<void> {
    // Nothing is lacking any more once somebody accepted it in this moment.
    await this.intakes.updateOne(...gapCard(intakeId, at, { cause, onlyWhere: { $or: [{ acceptance: { $exists: false } }, TO_BE_TAKEN_OVER] } }))
  }
}

/** What nobody can be given and no manager was told of, or a process that may have ended was telling them of. */
const untakenOrBegun = (at: Date) => ({
  status: { $in: WAITING }, acceptance: { $exists: false }, 'escalation.manner': 'ordinary',
  $or: [
    { ...waitingForSomebody(at), allocation: { $exists: false }, 'escalation.rung': { $exists: false } },
    { [TELLINGS]: { $elemMatch: { says: 'nobody_fits', outcome: 'begun' } } },
  ],
})

/** The part of an update that keeps a clock and how far its ladder is. */
export function clockWritten({ acceptBy, judgedAs, from }: AcceptClock, { manner, since, rung, nextAt }: LadderState) {
  return {
    $set: {
      acceptBy, 'escalation.judgedAs': judgedAs, 'escalation.from': from, 'escalation.manner': manner, 'escalation.since': since,
      ...(rung && { 'escalation.rung': rung }), ...(nextAt && { 'escalation.nextAt': nextAt }),
    },
    $unset: {
      'escalation.mayRelax': '', 'escalation.restartAt': '',
      ...(!rung && { 'escalation.rung': '' }), ...(!nextAt && { 'escalation.nextAt': '' }),
    },
  }
}

function toWaiting(document: IntakeDocument, at: Date): WaitingEnquiry {
  const { reference, receivedAt, joinedTo, status, acceptance, acceptBy, escalation = {}, allocation, triage, steps, telephony } = document
  const { judgedAs, from, mayRelax, restartAt, anewSince, hadBy, manner, since, rung, nextAt, tellings = [] } = escalation
  const asksSince = takeOverSince({ status, ...(allocation && { allocation }), ...(acceptance && { acceptance }) })
  const holder = hadBy && !asksSince && !(allocation && allocation.at > hadBy.at) ? hadBy.staffId : allocation?.socialWorker
  const call = callStanding(document, at)
  const woken = call === 'being_woken' ? Object.keys(telephony?.waking?.times ?? {}) : undefined
  return Object.freeze({
    reference, receivedAt, tellings,
    isOver: !asksSince && (acceptance !== undefined || !WAITING.includes(status)),
    mayRelax: mayRelax ?? false,
    nobodyFits: !allocation && waitsForSomebody(steps?.allocate, at),
    managersKnow: managersKnow(tellings, [anewSince, hadBy?.at]),
    ...(joinedTo !== undefined && { joinedTo }),
    ...(triage && { priority: triage.priority, changedAt: triage.confirmedAt ?? triage.at }),
    ...(holder !== undefined && { allocation: { socialWorker: holder, ...(allocation && { manager: allocation.manager }) } }),
    ...(call && { call }),
    ...(woken && { woken }),
    ...(asksSince && { takeOverSince: asksSince }),
    ...(acceptBy && judgedAs && from && { clock: { acceptBy, judgedAs, from } }),
    ...(restartAt && { restartAt }),
    ...(manner && since && { ladder: { manner, since, ...(rung && { rung }), ...(nextAt && { nextAt }) } }),
  })
}

/** @param anewAt when it last came back, and when whoever had accepted it no longer had: it has waited for somebody anew since */
const managersKnow = (tellings: readonly Telling[], anewAt: readonly (Date | undefined)[]): boolean =>
  tellings.some(({ says, outcome, at }) => says === 'nobody_fits' && isReached(outcome) && anewAt.every((anew) => anew === undefined || at > anew))

/** To have spoken with the caller is not to have accepted what they told of: others are told until a named person does. */
function callStanding(document: IntakeDocument, at: Date): WaitingEnquiry['call'] {
  if (!document.telephony) return undefined
  const waking = wakingStandsAt(wakingFacts(document), at)
  const mayGoOn = at.getTime() - document.receivedAt.getTime() < LONGEST_CALL_MS
  // Somebody is woken only once no adviser is to speak with the caller, though they may still be leaving their message.
  const isLeft = waking !== 'under_way' && waking !== 'silent'
  return isLeft && mayGoOn && document.telephony.open === true ? 'under_way' : WAKING_OF_CALL[waking]
}

const WAKING_OF_CALL = { under_way: 'being_woken', to_come: 'to_be_woken', in_hand: 'in_hand', silent: undefined, none: undefined } as const
