import type { Connection } from 'mongoose'
import type { AllocateOutcome, AllocationLedger } from '../allocation/allocationLedger'
import type { Choice, WorkerLoad } from '../allocation/workerLoad'
import type { Clock } from '../domain/clock'
import type { Allocation } from '../domain/allocation'
import type { IntakeStatus } from '../domain/intake'
import { type Claim, pendingStep } from '../domain/step'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { type PromisedRoom, type StaffDocument, type StaffModel, staffModel } from './staffModel'
import { stepEnded } from './stepLedger'
import { type TaskModel, taskModel } from './taskModel'

const STEP = 'allocate'
/** An enquiry that a person has taken further meanwhile keeps its status. */
const UNTOUCHED: IntakeStatus[] = ['received', 'triaged']

/**
 * Allocation as MongoDB keeps it. The enquiry's pair is one write on the enquiry; the worker's count stands in another
 * document, so the room is promised to the enquiry there first, and the promise is settled by whoever comes next should
 * a process die in between. No transaction: one that a killed process leaves open would hold up everybody's allocation
 * until the database ends it a minute later.
 */
export class StoredAllocationLedger implements AllocationLedger {
  private readonly intakes: IntakeModel
  private readonly staff: StaffModel
  private readonly tasks: TaskModel

  constructor(connection: Connection, private readonly now: Clock) {
    this.intakes = intakeModel(connection)
    this.staff = staffModel(connection)
    this.tasks = taskModel(connection)
  }

  async candidates(): Promise<readonly WorkerLoad[]> {
    const people = await this.staff.find({ role: { $in: ['social_worker', 'manager'] }, active: true }).lean<StaffDocument[]>()
    const managers = new Map(people.filter(({ role }) => role === 'manager').map((person) => [person._id, person]))
    return people
      .filter(({ role }) => role === 'social_worker')
      .map((worker) => Object.freeze(toLoad(worker, managers.get(worker.managerId ?? ''))))
  }

  async allocate(claim: Claim, choice: Choice): Promise<AllocateOutcome> {
    if (!(await this.promiseRoom(claim, choice))) return 'worker_taken'
    if (!(await this.writePair(claim, choice))) {
      await this.giveRoomBack({ intakeId: claim.intakeId, token: claim.token })
      return 'claim_lost'
    }
    return (await this.complete(claim)) ? 'allocated' : 'claim_lost'
  }

  async holderOf(intakeId: string): Promise<string | undefined> {
    const first = await this.intakes.findById(intakeId, { allocation: 1 }).lean<Pick<IntakeDocument, 'allocation'>>()
    return first?.allocation?.socialWorker
  }

  async allocateBeside(claim: Claim, choice: Choice, firstId: string): Promise<'allocated' | 'claim_lost'> {
    const written = await this.writePair(claim, choice, { countedWith: firstId })
    return written && (await this.complete(claim)) ? 'allocated' : 'claim_lost'
  }

  /** Only the holder of the claim comes here, and the enquiry has no pair: whoever promised room for it is gone. */
  async releasePromises({ intakeId }: Claim): Promise<void> {
    const holders = await this.staff.find({ 'promised.intakeId': intakeId }, { promised: 1 }).lean<Pick<StaffDocument, 'promised'>[]>()
    for (const promise of holders.flatMap(({ promised }) => promised)) if (promise.intakeId === intakeId) await this.giveRoomBack(promise)
  }

  /** What remains once the pair stands; done again when a process died over it. */
  async complete(claim: Claim): Promise<boolean> {
    const { intakeId } = claim
    await this.staff.updateMany({ 'promised.intakeId': intakeId }, { $pull: { promised: { intakeId } } })
    await this.closeCard(intakeId, 'allocated')
    return (await this.intakes.updateOne(holding(claim), stepEnded(STEP, 'done'))).modifiedCount === 1
  }

  async leaveUnallocated(claim: Claim, retryAt: Date): Promise<void> {
    // Looking again is not failing, so the count of tries starts anew: it may go on all night.
    const waiting = await this.intakes.updateOne(holding(claim), { $set: { [`steps.${STEP}`]: { ...pendingStep(retryAt) } } })
    if (waiting.modifiedCount === 0) return
    // One card an enquiry, however often it is tried: its id says so. Should it not come to be, the next try makes it.
    const { intakeId } = claim
    const card = { intakeId, kind: 'unallocated', state: 'open', createdAt: this.now(), dueAt: this.now() } as const
    await this.tasks.updateOne({ _id: cardId(intakeId) }, { $setOnInsert: card }, { upsert: true })
    // Read once the card is up: whoever accepts from now on takes it off, and for whoever did before it is done here.
    if (await this.intakes.exists({ _id: intakeId, acceptance: { $exists: true } })) await this.closeCard(intakeId, 'accepted')
  }

  private async closeCard(intakeId: string, cause: 'allocated' | 'accepted'): Promise<void> {
    const card = { intakeId, kind: 'unallocated', state: 'open' } as const
    await this.tasks.updateMany(card, { $set: { state: 'done', doneAt: this.now(), cause } })
  }

  /** Never above the load that the decision was made on, so that allocators at once spread the work as one would. */
  private async promiseRoom({ intakeId, token }: Claim, { socialWorker, manager, openCases }: Choice): Promise<boolean> {
    const promised = await this.staff.updateOne(
      {
        _id: socialWorker.id, active: true, onRota: true, managerId: manager.id,
        openCases: { $lte: openCases }, $expr: { $lt: ['$openCases', '$caseloadLimit'] },
      },
      { $inc: { openCases: 1 }, $set: { lastAllocatedAt: this.now() }, $push: { promised: { intakeId, token } } },
    )
    return promised.modifiedCount === 1
  }

  /** This very promise and no other: a later try may have promised room for the same enquiry. */
  private async giveRoomBack({ intakeId, token }: PromisedRoom): Promise<void> {
    const promise = { intakeId, token }
    await this.staff.updateOne({ promised: { $elemMatch: promise } }, { $inc: { openCases: -1 }, $pull: { promised: promise } })
  }

  private async writePair(claim: Claim, { socialWorker, manager }: Choice, more: Pick<Allocation, 'countedWith'> = {}): Promise<boolean> {
    const allocation = {
      socialWorker: socialWorker.id, socialWorkerName: socialWorker.name, manager: manager.id, managerName: manager.name, at: this.now(), ...more,
    }
    const status = { $cond: [{ $in: ['$status', UNTOUCHED] }, 'allocated', '$status'] }
    const written = await this.intakes.updateOne(
      { ...holding(claim), allocation: { $exists: false } },
      // A pipeline, for the status depends on the present one; a name is literal, even one that begins with a dollar.
      [{ $set: { allocation: { $literal: allocation }, status } }],
      { updatePipeline: true },
    )
    return written.modifiedCount === 1
  }
}

const cardId = (intakeId: string): string => `${intakeId}-unallocated`

const holding = (claim: Claim) => ({ _id: claim.intakeId, [`steps.${STEP}.token`]: claim.token })

function toLoad(worker: StaffDocument, manager: StaffDocument | undefined): WorkerLoad {
  const { _id: id, name, active, onRota, openCases, caseloadLimit, lastAllocatedAt } = worker
  return {
    id, name, active, onRota, openCases, caseloadLimit,
    ...(lastAllocatedAt && { lastAllocatedAt }),
    ...(manager && { manager: { id: manager._id, name: manager.name, active: manager.active } }),
  }
}
