import type { Connection } from 'mongoose'
import type { AwayCause, LeaveCover, LeaveOf, LeftBehind, SupervisionChange } from '../allocation/handover/ports'
import { hadBegun, type Leave, leaveOn } from '../domain/leave'
import { pendingStep } from '../domain/step'
import type { Day } from '../domain/workingDays'
import { OPEN_STATUSES } from './caseloads'
import { historyWith } from './historyWith'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { closeLeaveCards } from './leaveCards'
import { historyLine, whoHadIt } from './moveChange'
import type { Sealer } from './seal'
import { handBackFromLeave } from './officersOnLeave'
import { type StaffDocument, type StaffModel, staffModel } from './staffModel'
import { takeFromBarred } from './takeFromBarred'

const OPEN = { status: { $in: OPEN_STATUSES } }
const COVERED = ['coveredFor', 'supervisionCoveredFor'] as const
/** What is open and somebody has, or supervises, because they cover a leave: asked for by each process all day, so read by an index of just these. */
export const COVERED_AND_OPEN = COVERED.map((what) => ({ [`allocation.${what}.leaveId`]: { $exists: true }, ...OPEN }))
const LEAVES_NAMED = Object.fromEntries(COVERED.map((what) => [`allocation.${what}.leaveId`, 1]))
/** What belongs to another goes along with it, and only by itself when the other is somebody else's. */
const FIRSTS_FIRST = { 'allocation.countedWith': 1 } as const

/** What people on leave have, read by index; who has it for them stands in each enquiry. */
export class StoredLeaveCover implements LeaveCover {
  private readonly intakes: IntakeModel
  private readonly staff: StaffModel

  constructor(private readonly connection: Connection, private readonly sealer: Sealer) {
    this.intakes = intakeModel(connection)
    this.staff = staffModel(connection)
  }

  async leavesBegun(today: Day): Promise<readonly LeaveOf[]> {
    const named = await this.namedByOpen()
    const begun = { from: { $lte: today }, handOver: { $exists: true }, settled: { $ne: true } }
    const found = await this.staff.find({ $or: [{ leave: { $elemMatch: begun } }, { 'leave.id': { $in: [...named] } }] }, { name: 1, leave: 1 }).lean<Pick<StaffDocument, '_id' | 'name' | 'leave'>[]>()
    return found.flatMap(({ _id: staffId, name, leave = [] }) =>
      leave.filter((one) => one.from <= today && one.handOver && (!one.settled || named.has(one.id))).map((one) => ({ staffId, name, leave: one })))
  }

  /** Leaves that an open enquiry still names: what was ended during one is opened again after that was settled. */
  private async namedByOpen(): Promise<ReadonlySet<string>> {
    const named = await Promise.all(COVERED_AND_OPEN.map(async (them) => {
      const covered = await this.intakes.find(them, LEAVES_NAMED).lean<Pick<IntakeDocument, 'allocation'>[]>()
      return covered.flatMap(({ allocation }) => COVERED.flatMap((what) => allocation?.[what]?.leaveId ?? []))
    }))
    return new Set(named.flat())
  }

  async leftBehind(today: Day): Promise<readonly LeftBehind[]> {
    const goesOn = { from: { $lte: today }, to: { $gte: today }, handOver: { $exists: false } }
    const away = await this.staff.find({ leave: { $elemMatch: goesOn } }, { leave: 1 }).lean<Pick<StaffDocument, '_id' | 'leave'>[]>()
    const leaves = new Map(away.flatMap(({ _id, leave = [] }) => {
      const now = leaveOn(leave, today)
      return now && !now.handOver ? [[_id, now] as const] : []
    }))
    if (leaves.size === 0) return []
    const theirs = { $in: [...leaves.keys()] }
    const [unaccepted, accepted] = await Promise.all([
      this.intakes.find({ 'allocation.socialWorker': theirs, ...OPEN, acceptance: { $exists: false } }, { 'allocation.socialWorker': 1 }).lean<IntakeDocument[]>(),
      this.intakes.find({ 'acceptance.by': theirs, status: 'accepted', 'triage.priority': 'urgent' }, { acceptance: 1, allocation: 1 }).lean<IntakeDocument[]>(),
    ])
    const left = (intakeId: string, leave: Leave | undefined, cause: LeftBehind['cause']): readonly LeftBehind[] => (leave ? [{ intakeId, leaveId: leave.id, cause }] : [])
    return [
      ...unaccepted.flatMap(({ _id, allocation }) => left(_id, leaves.get(allocation?.socialWorker ?? ''), 'left_unaccepted')),
      ...accepted.flatMap((intake) => left(intake._id, acceptedBefore(intake, leaves), 'left_accepted')),
    ]
  }

  async heldBy(staffId: string): Promise<readonly string[]> {
    const found = await this.intakes.find({ 'allocation.socialWorker': staffId, ...OPEN }, { _id: 1 }).sort(FIRSTS_FIRST).lean<{ _id: string }[]>()
    return found.map(({ _id }) => _id)
  }

  async coveredIn(leaveId: string): Promise<readonly { readonly intakeId: string; readonly holderId: string }[]> {
    const found = await this.intakes.find({ 'allocation.coveredFor.leaveId': leaveId, ...OPEN }, { allocation: 1 }).sort(FIRSTS_FIRST).lean<IntakeDocument[]>()
    return found.flatMap(({ _id, allocation }) => (allocation ? [{ intakeId: _id, holderId: allocation.socialWorker }] : []))
  }

  async supervisedBy(managerId: string): Promise<readonly string[]> {
    return (await this.intakes.find({ 'allocation.manager': managerId, ...OPEN }, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id)
  }

  async supervise({ intakeId, from, to, entry, coveredFor }: SupervisionChange): Promise<boolean> {
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, ...OPEN, 'allocation.manager': from, 'barred.staffId': { $ne: to.id } },
      [{
        $set: {
          // As a pipeline: whose leave supervision was given away for first has it back, though whoever covered was on leave in between.
          'allocation.supervisionCoveredFor': entry.kind === 'covered'
            ? { $ifNull: ['$allocation.supervisionCoveredFor', coveredFor ? { $literal: coveredFor } : '$$REMOVE'] } : '$$REMOVE',
          'allocation.manager': { $literal: to.id }, 'allocation.managerName': { $literal: to.name },
          history: historyWith(whoHadIt(), [{ $literal: historyLine(this.sealer, intakeId, entry) }]),
        },
      }],
      { updatePipeline: true },
    )
    // Another of the thread cannot be asked in the same write.
    if (modifiedCount === 1) await takeFromBarred(this.intakes, intakeId, entry.at)
    return modifiedCount === 1
  }

  async supervisionCoveredIn(leaveId: string): Promise<readonly { readonly intakeId: string; readonly holderId: string }[]> {
    const found = await this.intakes.find({ 'allocation.supervisionCoveredFor.leaveId': leaveId, ...OPEN }, { allocation: 1 }).lean<IntakeDocument[]>()
    return found.flatMap(({ _id, allocation }) => (allocation ? [{ intakeId: _id, holderId: allocation.manager }] : []))
  }

  async leaveUncovered(intakeId: string, leaveId: string, cause: AwayCause, at: Date): Promise<void> {
    const card = { kind: 'holder_away' as const, dueAt: at, about: leaveId, cause }
    await this.intakes.updateOne(
      { _id: intakeId, owedTasks: { $not: { $elemMatch: { kind: 'holder_away', about: leaveId } } } },
      { $push: { owedTasks: card }, $set: { 'steps.raiseTasks': pendingStep(at) } },
    )
  }

  async closeCards(today: Day, at: Date): Promise<void> {
    await closeLeaveCards(this.connection, today, at)
  }

  async staysWithCover(intakeId: string, leaveId: string, at: Date): Promise<void> {
    await this.stays('coveredFor', intakeId, leaveId, at)
  }

  async supervisionStays(intakeId: string, leaveId: string, at: Date): Promise<void> {
    await this.stays('supervisionCoveredFor', intakeId, leaveId, at)
  }

  private async stays(what: (typeof COVERED)[number], intakeId: string, leaveId: string, at: Date): Promise<void> {
    await this.intakes.updateOne({ _id: intakeId, [`allocation.${what}.leaveId`]: leaveId, ...OPEN }, {
      $unset: { [`allocation.${what}`]: '' },
      $push: { owedTasks: { kind: 'holder_away', dueAt: at, about: leaveId, cause: what === 'coveredFor' ? 'not_back' : 'supervision_not_back' } },
      $set: { 'steps.raiseTasks': pendingStep(at) },
    })
  }

  async isAllBack(leaveId: string): Promise<boolean> {
    return !(await this.intakes.exists({ $or: COVERED.map((what) => ({ [`allocation.${what}.leaveId`]: leaveId, ...OPEN })) }))
  }

  async handBackSeconds(today: Day, at: Date): Promise<number> {
    return handBackFromLeave(this.connection, today, at)
  }

  async settleLeave(staffId: string, leaveId: string): Promise<void> {
    await this.staff.updateOne({ _id: staffId, 'leave.id': leaveId }, { $set: { 'leave.$.settled': true } })
  }
}

/** The leave of whoever accepted it. Not where they did on that leave, or it was given to another since: that one is asked to take it over. */
function acceptedBefore({ acceptance, allocation }: Pick<IntakeDocument, 'acceptance' | 'allocation'>, leaves: ReadonlyMap<string, Leave>): Leave | undefined {
  const leave = leaves.get(acceptance?.by ?? '')
  if (!leave || !acceptance || hadBegun(leave, acceptance.at)) return undefined
  return allocation && hadBegun(leave, allocation.at) ? undefined : leave
}
