import type { Connection } from 'mongoose'
import type { CallbackEscalations, OwedCallback } from '../allocation/callbacks/ports'
import type { Begun, CameOut, HeldStep, LadderState, Tellable } from '../allocation/escalation/ports'
import type { Gap } from '../domain/escalation'
import type { Claim } from '../domain/step'
import { countsAsUrgent } from '../domain/urgency'
import { wakingStandsAt } from '../domain/waking'
import { barredInThread } from './barred'
import { CALLBACK_DUE_FIELDS, firstOpenCallback } from './callbackDue'
import { gapCard } from './gapCard'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { StepLedger } from './stepLedger'
import { type TaskModel, taskModel } from './taskModel'
import { tellableStaff } from './tellableStaff'
import { cameOutIn, keepThoseThatLeave, noteCameOut, tellingsBegun } from './tellings'
import { WAKING_FIELDS, wakingFacts } from './wakingFacts'

const TELLINGS = 'callbackEscalation.tellings'

const SHOWN = {
  reference: 1, joinedTo: 1, acceptance: 1, allocation: 1, callbackEscalation: 1, 'escalation.manner': 1, 'escalation.anewSince': 1, 'steps.escalate.dueAt': 1,
  ...WAKING_FIELDS, ...CALLBACK_DUE_FIELDS, 'telephony.urgentAt': 1, 'telephony.callbackWanted.at': 1,
} as const

/** How far each overdue call-back has gone up, in its enquiry's own document. */
export class StoredCallbackEscalations implements CallbackEscalations {
  private readonly intakes: IntakeModel
  private readonly tasks: TaskModel

  constructor(private readonly connection: Connection, private readonly steps: StepLedger) {
    this.intakes = intakeModel(connection)
    this.tasks = taskModel(connection)
  }

  async claim(intakeId: string): Promise<HeldStep<OwedCallback> | undefined> {
    const held = await this.steps.claimWith('escalateCallback', intakeId, SHOWN)
    return held && {
      claim: held.claim,
      look: async () => {
        const card = await firstOpenCallback(this.tasks, held.document)
        return card ? toOwed(held.document, card.dueAt, this.steps.now()) : undefined
      },
    }
  }

  async people(id: string, owed: Pick<OwedCallback, 'joinedTo'>, at: Date): Promise<readonly Tellable[]> {
    return tellableStaff(this.connection, at, await barredInThread(this.intakes, { id, ...owed }))
  }

  async finish(claim: Claim): Promise<boolean> {
    return this.steps.finish('escalateCallback', claim)
  }

  async wait(claim: Claim, ladder: LadderState, until: Date, last?: CameOut): Promise<boolean> {
    const { $set, $unset } = kept(ladder)
    const { $set: cameOut, arrayFilters } = cameOutIn(TELLINGS, last)
    return this.steps.settle('escalateCallback', claim, {
      $set: { ...$set, ...cameOut, 'steps.escalateCallback.state': 'pending', 'steps.escalateCallback.dueAt': until },
      $unset: { ...$unset, 'steps.escalateCallback.token': '' },
    }, {}, { arrayFilters })
  }

  async begin(claim: Claim, ladder: LadderState, { tellings, before }: Begun, { takenAt }: Pick<OwedCallback, 'takenAt'>): Promise<boolean> {
    await keepThoseThatLeave(this.intakes, { intakeId: claim.intakeId, about: 'callback', before, adding: tellings })
    const change = { ...kept(ladder), ...tellingsBegun(TELLINGS, tellings) }
    const after = { $not: { $gt: takenAt ?? new Date(0) } }
    return this.steps.settle('escalateCallback', claim, change, {
      'callbackEscalation.taken.at': after, 'acceptance.at': after, 'telephony.callbackAttempts.at': after, 'telephony.callbackWanted': { $exists: false },
    })
  }

  async cameOut(intakeId: string, told: CameOut): Promise<void> {
    await noteCameOut(this.intakes, intakeId, TELLINGS, told)
  }

  async noteGap(intakeId: string, at: Date, cause: Gap): Promise<void> {
    await this.intakes.updateOne(...gapCard(intakeId, at, { cause }))
  }
}

function kept({ since, rung, nextAt }: LadderState) {
  return {
    $set: { 'callbackEscalation.since': since, ...(rung && { 'callbackEscalation.rung': rung }), ...(nextAt && { 'callbackEscalation.nextAt': nextAt }) },
    $unset: { ...(!rung && { 'callbackEscalation.rung': '' }), ...(!nextAt && { 'callbackEscalation.nextAt': '' }) },
  }
}

function toOwed(document: IntakeDocument, dueAt: Date, at: Date): OwedCallback {
  const { reference, joinedTo, acceptance, allocation, callbackEscalation = {}, escalation, steps, telephony } = document
  const { taken, since, rung, nextAt, tellings = [] } = callbackEscalation
  const { callback, callbackWanted, callbackAttempts = [], waking } = telephony ?? {}
  const moments = [taken?.at, acceptance?.at, waking?.acceptedBy?.at, ...callbackAttempts.map((attempt) => attempt.at)].filter((moment) => moment !== undefined)
  const [takenAt] = moments.toSorted((a, b) => b.getTime() - a.getTime())
  const holder = acceptance?.by ?? allocation?.socialWorker
  const isToldOtherwise = (escalation?.manner === 'pressing' && !acceptance && steps.escalate?.dueAt !== undefined) || wakingStandsAt(wakingFacts(document), at) === 'under_way'
  return Object.freeze({
    reference, dueAt, tellings,
    isUrgent: countsAsUrgent(document),
    ...(joinedTo !== undefined && { joinedTo }),
    isInHand: callbackWanted !== undefined || isToldOtherwise,
    ...(callback?.time && { time: callback.time }),
    ...(takenAt && { takenAt }),
    ...(holder !== undefined && { allocation: { socialWorker: holder, ...(allocation && { manager: allocation.manager }) } }),
    ...(since && { ladder: { manner: 'pressing', since, ...(rung && { rung }), ...(nextAt && { nextAt }) } as const }),
  })
}
