import type { Connection } from 'mongoose'
import type { HandoverEntry, Move } from '../allocation/handover/ports'
import type { Clock } from '../domain/clock'
import { pendingStep } from '../domain/step'
import { OPEN_STATUSES } from './caseloads'
import { closeGapCard } from './gapCard'
import { type IntakeModel, intakeModel } from './intakeModel'
import { changingWeight } from './keptLoads'
import { ASKING } from './routableIntake'
import { historyLine, moveChange } from './moveChange'
import type { Sealer } from './seal'
import { FACTS_CHANGED } from './staffDuty'
import { type StaffModel, staffModel } from './staffModel'
import { takeFromBarred } from './takeFromBarred'
import { type TaskModel, taskModel } from './taskModel'
import { freeWaiting } from './waitingForSomebody'

const OPEN = { status: { $in: OPEN_STATUSES } }

/** How one enquiry changes hands, and what shares its place with it: one write each, whatever asked for somebody done with it. */
export class IntakeMoves {
  readonly intakes: IntakeModel
  private readonly staff: StaffModel
  readonly tasks: TaskModel

  constructor(connection: Connection, private readonly sealer: Sealer, readonly now: Clock) {
    this.intakes = intakeModel(connection)
    this.staff = staffModel(connection)
    this.tasks = taskModel(connection)
  }

  /** @see Handovers.move */
  async move(move: Move): Promise<boolean> {
    return changingWeight(this, move.intakeId, async () => this.moveAll(move), [move.to.socialWorker.id])
  }

  private async moveAll(move: Move): Promise<boolean> {
    const { intakeId, entry, to, countedWith, firstHolder } = move
    // What belongs to it first: killed in between, the enquiry itself is moved by the next try, and nothing is left behind.
    const moved = await this.moveWhatBelongs(move)
    if (!(await this.moveOne(move))) {
      await this.lookAtLeftApart(moved, move)
      return false
    }
    // And what came to share its place meanwhile.
    const movedLate = await this.moveWhatBelongs(move)
    if (countedWith !== undefined && firstHolder !== undefined) await this.countAlone(intakeId, countedWith, { holderId: to.socialWorker.id, firstHolder })
    await this.closeAsking([intakeId, ...moved, ...movedLate], entry)
    if (move.acceptance) await closeGapCard(this, intakeId, move.acceptance)
    // Another of the thread cannot be asked in the same write: a bar that is not seen now came after it.
    await takeFromBarred(this.intakes, intakeId, this.now())
    await this.staff.updateOne({ _id: to.socialWorker.id }, { $set: { lastAllocatedAt: entry.at }, ...FACTS_CHANGED })
    await freeWaiting(this.intakes, this.now)
    return true
  }

  /** Once somebody has them, the cards that asked for somebody are done. One of which a process dies before this is taken off as owed no longer. */
  private async closeAsking(intakeIds: readonly string[], { at, by, byName }: HandoverEntry): Promise<void> {
    const done = { state: 'done' as const, doneAt: at, ...(by !== '' && { doneBy: by, doneByName: byName }) }
    await this.tasks.updateMany({ intakeId: { $in: [...intakeIds] }, kind: { $in: ASKING }, state: 'open' }, { $set: done })
  }

  /** Later enquiries that share the place of this one go along, as far as they are with the same person. */
  private async moveWhatBelongs(move: Move): Promise<readonly string[]> {
    if (move.from === undefined) return []
    const beside = await this.intakes
      .find({ 'allocation.socialWorker': move.from, ...OPEN, 'allocation.countedWith': move.intakeId }, { _id: 1 }).lean<{ _id: string }[]>()
    const { offeredAt: _answers, acceptance: _accepts, ...rest } = move
    const moved: string[] = []
    for (const { _id: intakeId } of beside) if (await this.moveOne({ ...rest, intakeId }, move.countedWith ?? move.intakeId)) moved.push(intakeId)
    // What was left behind has a place of its own.
    if (move.leaveInHand) await this.intakes.updateMany({ _id: { $in: beside.map(({ _id }) => _id) }, 'allocation.socialWorker': move.from }, { $unset: { 'allocation.countedWith': '' } })
    return moved
  }

  /** Somebody else moved the enquiry in that moment: what had gone ahead of it is asked after by a card each, and has a place of its own. */
  private async lookAtLeftApart(moved: readonly string[], { intakeId: firstId, to: { socialWorker: { id: holderId } } }: Move): Promise<void> {
    if (moved.length === 0 || (await this.intakes.exists({ _id: firstId, 'allocation.socialWorker': holderId }))) return
    for (const intakeId of moved) {
      await this.countAlone(intakeId, firstId, { holderId, firstHolder: holderId })
      await this.holderAway(intakeId, { about: firstId, cause: 'apart' }, this.now())
    }
  }

  /** Where the first went to somebody else in that moment, what was to share its place has one of its own. */
  async countAlone(intakeId: string, firstId: string, { holderId, firstHolder }: { readonly holderId: string; readonly firstHolder: string }): Promise<void> {
    if (await this.intakes.exists({ _id: firstId, 'allocation.socialWorker': { $in: [holderId, firstHolder] } })) return
    await this.intakes.updateOne({ _id: intakeId, 'allocation.socialWorker': holderId, 'allocation.countedWith': firstId }, { $unset: { 'allocation.countedWith': '' } })
  }

  /** @see Handovers.holderAway */
  async holderAway(intakeId: string, { about, cause }: { readonly about: string; readonly cause: 'conflict' | 'apart' | 'parted' }, at: Date): Promise<boolean> {
    const card = { kind: 'holder_away' as const, dueAt: at, about, cause }
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, owedTasks: { $not: { $elemMatch: { kind: 'holder_away', about } } } },
      { $push: { owedTasks: card }, $set: { 'steps.raiseTasks': pendingStep(at) } },
    )
    return modifiedCount === 1
  }

  private async moveOne(move: Move, countedWith?: string): Promise<boolean> {
    const { intakeId, from, to, offeredAt, leaveInHand } = move
    const { modifiedCount } = await this.intakes.updateOne(
      {
        _id: intakeId, ...OPEN, 'allocation.socialWorker': from ?? { $exists: false }, 'barred.staffId': { $nin: [to.socialWorker.id, to.manager.id] },
        ...(leaveInHand && { 'acceptance.by': { $ne: from ?? '' } }),
        ...(offeredAt && { 'transfer.at': offeredAt, 'transfer.to': to.socialWorker.id }),
      },
      moveChange(move, historyLine(this.sealer, intakeId, move.entry), countedWith),
      { updatePipeline: true },
    )
    return modifiedCount === 1
  }
}
