import type { Connection } from 'mongoose'
import type { Closing } from '../domain/caseEnding'
import type { Clock } from '../domain/clock'
import { LEAST_OF_CASEWORK } from '../domain/priority'
import type { Rerouting } from '../domain/routing'
import type { CategoryConfirmation, Confirmation } from '../domain/triage'
import type { PriorityDecision } from '../desk/ports'
import type { ReadAt, ReturnEntry, RoutableIntake, RoutedIntakes } from '../routing/ports'
import { bareCollection } from './bareCollection'
import { type ChildModel, childModel } from './children/childModel'
import { comeBack, ENDED_CASE, ON_A_LIST } from './comeBack'
import { changingWeight } from './keptLoads'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { decideOnReading, decisionAsWrite, decisionInPipeline } from './priorityDecisions'
import { ASKING, findRoutable, matesOf, OPEN } from './routableIntake'
import { passWeightOn } from './routedWeight'
import type { SealedValue, Sealer } from './seal'
import { type TaskModel, taskModel } from './taskModel'
import { firstsOf } from './threads'
import { SEALED_FIELDS } from './toIntake'
import { freeWaiting } from './waitingForSomebody'

const NEAR = { joinedTo: 1, rerouting: 1, reference: 1, status: 1 } as const
type Near = Pick<IntakeDocument, '_id' | keyof typeof NEAR>

/** Tried again when somebody else decides, or it is read, at the same moment. */
const TRIES = 3

/** A priority that is decided in the same write. */
interface Raising {
  readonly filter: object
  readonly $set: object
  readonly lines: readonly HistoryDocument[]
  readonly rest: object
}

/** An enquiry on its way over a list; each step is one write on the enquiry, its line in the history with it. */
export class StoredRoutedIntakes implements RoutedIntakes {
  readonly intakes: IntakeModel
  readonly children: ChildModel
  readonly tasks: TaskModel

  constructor(connection: Connection, private readonly sealer: Sealer, readonly now: Clock) {
    this.intakes = intakeModel(connection)
    this.children = childModel(connection)
    this.tasks = taskModel(connection)
  }

  async find(intakeId: string): Promise<RoutableIntake | undefined> {
    return findRoutable(this, this.sealer, intakeId)
  }

  async confirmCategory(intakeId: string, readAt: ReadAt, confirmation: CategoryConfirmation, raised?: Confirmation): Promise<boolean> {
    if (!raised) return this.writeCategory(intakeId, readAt, confirmation)
    return changingWeight(this, intakeId, async () => {
      const { filter, update: { $set, $push, ...rest } } = await decisionAsWrite(this.intakes, fromLow(intakeId, raised, readAt.confirmedAt), 'low', this.sealer)
      return this.writeCategory(intakeId, readAt, confirmation, { filter, $set, lines: [$push.history], rest })
    })
  }

  async raiseLow(intakeId: string, raised: Confirmation): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const now = await this.intakes.findOne({ _id: intakeId, ...OPEN }, { 'triage.priority': 1, 'triage.confirmedAt': 1 }).lean<Pick<IntakeDocument, 'triage'>>()
      if (now?.triage?.priority !== 'low') return false
      const decision = fromLow(intakeId, raised, now.triage.confirmedAt)
      if (await changingWeight(this, intakeId, async () => decideOnReading(this.intakes, decision, 'low', this.sealer))) return true
    }
    return false
  }

  private async writeCategory(intakeId: string, { at: readAt, confirmedAt, categoryAt }: ReadAt, { reason, ...confirmation }: CategoryConfirmation, raising?: Raising): Promise<boolean> {
    const { by, byName, at, category } = confirmation
    const { modifiedCount } = await this.intakes.updateOne(
      {
        _id: intakeId, ...OPEN, ...raising?.filter, 'triage.at': readAt, 'triage.confirmedAt': confirmedAt ?? { $exists: false }, 'categoryConfirmed.at': categoryAt ?? { $exists: false },
      },
      {
        ...raising?.rest,
        $set: { ...raising?.$set, categoryConfirmed: { ...confirmation, ...(reason !== '' && { reason: this.sealer.seal(intakeId, SEALED_FIELDS.categoryReason, reason) }) } },
        $push: { history: { $each: [this.line(intakeId, { kind: 'category_confirmed', at, by, byName, category }, reason), ...(raising?.lines ?? [])] } },
      },
    )
    return modifiedCount === 1
  }

  async reroute(intakeId: string, readAt: ReadAt, rerouting: Rerouting): Promise<boolean> {
    return changingWeight(this, intakeId, async () => this.putOnList(intakeId, readAt, rerouting))
  }

  private async putOnList(intakeId: string, { at: readAt, confirmedAt, categoryAt }: ReadAt, { reason, ...rerouting }: Rerouting): Promise<boolean> {
    const { by, byName, at, category } = rerouting
    const before = await this.intakes.findOneAndUpdate(
      {
        _id: intakeId, status: { $in: ['triaged', 'allocated', 'accepted'] }, 'triage.at': readAt, 'triage.priority': { $ne: 'urgent' },
        'triage.confirmedAt': confirmedAt ?? { $exists: false }, 'categoryConfirmed.at': categoryAt ?? { $exists: false }, 'telephony.open': { $exists: false },
      },
      [
        {
          $set: {
            status: 'rerouted',
            rerouting: { $literal: { ...rerouting, reason: this.sealer.seal(intakeId, SEALED_FIELDS.reroutingReason, reason) } },
            'steps.allocate.state': 'done',
            owedTasks: { $filter: { input: '$owedTasks', cond: { $not: { $in: ['$$this.kind', ASKING] } } } },
            history: { $concatArrays: [
              { $ifNull: ['$history', []] },
              [{ $mergeObjects: [{ $literal: this.line(intakeId, { kind: 'rerouted', at, by, byName, category }, reason) }, { hadBy: { $ifNull: ['$allocation.socialWorkerName', '$$REMOVE'] } }] }],
            ] },
          },
        },
        { $unset: ['transfer', 'steps.allocate.token', 'steps.allocate.dueAt', 'steps.allocate.nobodyFits'] },
      ],
      { updatePipeline: true },
    ).lean<IntakeDocument>()
    if (!before) return false
    await this.takeAskingCardsOff(intakeId, rerouting)
    await passWeightOn(this.intakes, intakeId, at)
    await freeWaiting(this.intakes, this.now)
    return true
  }

  async bringBack(intakeId: string, { by, byName, at, reason, raised }: ReturnEntry): Promise<boolean> {
    const line = (kind: 'brought_back' | 'reopened'): HistoryDocument => this.line(intakeId, { kind, at, by, byName }, reason)
    const asRaised = this.asRaised(intakeId, raised)
    return (await comeBack(this, intakeId, ON_A_LIST, line('brought_back'), asRaised)) || comeBack(this, intakeId, ENDED_CASE, line('reopened'))
  }

  async bringBackThread(intakeId: string, at: Date, raised?: Confirmation): Promise<number> {
    // Most enquiries belong with no other: they and whatever was joined to them are one look.
    const near = await bareCollection(this.intakes).find<Near>({ $or: [{ _id: intakeId }, { joinedTo: intakeId }] }, { projection: NEAR }).toArray()
    const own = near.find(({ _id }) => _id === intakeId)
    if (!own) return 0
    const mates = own.joinedTo === undefined ? near.filter(isOnAList) : await matesOf(this.intakes, own, ON_A_LIST)
    const onLists = [...mates.filter(({ _id }) => _id !== intakeId), ...(own.rerouting ? [own] : [])]
    const line: HistoryDocument = { kind: 'came_back', at, by: '', byName: '' }
    let count = 0
    for (const { _id } of onLists) {
      const came = await comeBack(this, _id, ON_A_LIST, { ...line, ...(_id !== intakeId && { other: own.reference, otherId: intakeId }) }, this.asRaised(_id, raised))
      if (came) count += 1
    }
    return count
  }

  private asRaised(intakeId: string, raised: Confirmation | undefined) {
    return raised && decisionInPipeline(fromLow(intakeId, raised, undefined), 'low', this.sealer)
  }

  async reopen(intakeId: string, at: Date): Promise<boolean> {
    if (!(await this.isEndedCase(intakeId))) return false
    return comeBack(this, intakeId, ENDED_CASE, { kind: 'reopened', at, by: '', byName: '' })
  }

  async reopenFirst(intakeId: string, at: Date): Promise<boolean> {
    const own = await bareCollection(this.intakes).findOne<Near>({ _id: intakeId }, { projection: NEAR })
    if (own?.joinedTo === undefined) return false
    const first = (await firstsOf(this.intakes, [own]))(intakeId)
    if (!(await this.isEndedCase(first))) return false
    return comeBack(this, first, ENDED_CASE, { kind: 'reopened', at, by: '', byName: '', other: own.reference, otherId: intakeId })
  }

  /**
   * Looked at by a write, which sees what was written last, and which tells whoever is about to end it that they have not seen
   * all: of the two, whichever is first is seen by the other. It changes nothing else.
   */
  private async isEndedCase(intakeId: string): Promise<boolean> {
    const found = await bareCollection(this.intakes).findOneAndUpdate({ _id: intakeId }, { $unset: { ending: '' } }, { projection: { status: 1, rerouting: 1 } })
    return found?.status === ENDED_CASE.status && found.rerouting === undefined
  }

  async take(intakeId: string, from: string | undefined, taken: NonNullable<Rerouting['taken']>): Promise<boolean> {
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, status: 'rerouted', 'rerouting.taken.by': from ?? { $exists: false } },
      { $set: { 'rerouting.taken': taken }, $push: { history: this.line(intakeId, { kind: 'route_taken', ...taken }) } },
    )
    return modifiedCount === 1
  }

  async close(intakeId: string, { by, byName, at, outcome, reason }: Closing): Promise<boolean> {
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, status: 'rerouted' },
      {
        $set: {
          status: 'closed', closedBy: by, closedByName: byName, closedAt: at, outcome,
          closingReason: this.sealer.seal(intakeId, SEALED_FIELDS.closingReason, reason),
        },
        $push: { history: this.line(intakeId, { kind: 'closed', at, by, byName, outcome }, reason) },
      },
    )
    if (modifiedCount === 1) await this.takeAskingCardsOff(intakeId, { by, byName, at })
    return modifiedCount === 1
  }

  private async takeAskingCardsOff(intakeId: string, { by, byName, at }: { by: string; byName: string; at: Date }): Promise<void> {
    const done = { state: 'done' as const, doneAt: at, doneBy: by, doneByName: byName }
    await this.tasks.updateMany({ intakeId, kind: { $in: ASKING }, state: 'open' }, { $set: done })
  }

  private line(intakeId: string, entry: Omit<HistoryDocument, 'reason'>, reason = ''): HistoryDocument {
    const sealed: SealedValue | undefined = reason === '' ? undefined : this.sealer.seal(intakeId, SEALED_FIELDS.historyReason, reason)
    return { ...entry, ...(sealed && { reason: sealed }) }
  }
}

/** What is low is standard, by somebody's word. */
const fromLow = (intakeId: string, confirmation: Confirmation, confirmedAt: Date | undefined): PriorityDecision =>
  ({ intakeId, priority: LEAST_OF_CASEWORK, seen: { priority: 'low', ...(confirmedAt && { confirmedAt }) }, confirmation, mayRelax: false })

const isOnAList = ({ status, rerouting }: Near): boolean => rerouting !== undefined && ON_A_LIST.status.$in.some((one) => one === status)
