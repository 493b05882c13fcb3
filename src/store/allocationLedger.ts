import type { ClientSession, Connection } from 'mongoose'
import type { AllocateOutcome, AllocationLedger } from '../allocation/allocationLedger'
import type { Choice, WorkerLoad } from '../allocation/workerLoad'
import type { Clock } from '../domain/clock'
import type { IntakeStatus } from '../domain/intake'
import { type Claim, pendingStep } from '../domain/step'
import { type IntakeModel, intakeModel } from './intakeModel'
import { type StaffDocument, type StaffModel, staffModel } from './staffModel'
import { stepEnded } from './stepLedger'
import { type TaskModel, taskModel } from './taskModel'

const STEP = 'allocate'
/** An enquiry that a person has taken further meanwhile keeps its status. */
const UNTOUCHED: IntakeStatus[] = ['received', 'triaged']

/** Ends a transaction that must leave nothing behind; the reason is the outcome. */
class Refused extends Error {
  constructor(readonly outcome: Exclude<AllocateOutcome, 'allocated'>) {
    super(outcome)
  }
}

/**
 * Allocation as MongoDB keeps it. An enquiry's pair and the worker's count stand in two documents that must change
 * together, so they change in a short transaction; both writes carry the condition they were decided on, and a clash
 * with another allocator is retried by the driver.
 */
export class StoredAllocationLedger implements AllocationLedger {
  private readonly intakes: IntakeModel
  private readonly staff: StaffModel
  private readonly tasks: TaskModel

  constructor(private readonly connection: Connection, private readonly now: Clock) {
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
    try {
      await this.inTransaction(async (session) => {
        const at = this.now()
        await this.takeRoom(choice, at, session)
        await this.writePair(claim, choice, at, session)
        await this.closeCard(claim.intakeId, at, session)
      })
      return 'allocated'
    } catch (error) {
      if (error instanceof Refused) return error.outcome
      throw error
    }
  }

  async leaveUnallocated(claim: Claim, retryAt: Date): Promise<void> {
    await this.inTransaction(async (session) => {
      const waiting = await this.intakes.updateOne(
        holding(claim),
        // Looking again is not failing, so the count of tries starts anew: it may go on all night.
        { $set: { [`steps.${STEP}`]: { ...pendingStep(retryAt) } } },
        { session },
      )
      if (waiting.modifiedCount === 0) return
      // One card an enquiry, however often it is tried: its id says so.
      const { intakeId } = claim
      const card = { intakeId, kind: 'unallocated', state: 'open', createdAt: this.now(), dueAt: this.now() } as const
      await this.tasks.updateOne({ _id: cardId(intakeId) }, { $setOnInsert: card }, { session, upsert: true })
    })
  }

  /** Never above the load that the decision was made on, so that allocators at once spread the work as one would. */
  private async takeRoom({ socialWorker, manager, openCases }: Choice, at: Date, session: ClientSession): Promise<void> {
    const taken = await this.staff.updateOne(
      {
        _id: socialWorker.id, active: true, onRota: true, managerId: manager.id,
        openCases: { $lte: openCases }, $expr: { $lt: ['$openCases', '$caseloadLimit'] },
      },
      { $inc: { openCases: 1 }, $set: { lastAllocatedAt: at } },
      { session },
    )
    if (taken.modifiedCount === 0) throw new Refused('worker_taken')
  }

  private async writePair(claim: Claim, { socialWorker, manager }: Choice, at: Date, session: ClientSession): Promise<void> {
    const allocation = {
      socialWorker: socialWorker.id, socialWorkerName: socialWorker.name, manager: manager.id, managerName: manager.name, at,
    }
    const { $set, $unset } = stepEnded(STEP, 'done')
    const written = await this.intakes.updateOne(
      { ...holding(claim), allocation: { $exists: false } },
      { $set: { ...$set, allocation }, $unset },
      { session },
    )
    if (written.modifiedCount === 0) throw new Refused('claim_lost')
    const untouched = { _id: claim.intakeId, status: { $in: UNTOUCHED } }
    await this.intakes.updateOne(untouched, { $set: { status: 'allocated' } }, { session })
  }

  private async closeCard(intakeId: string, at: Date, session: ClientSession): Promise<void> {
    const card = { intakeId, kind: 'unallocated', state: 'open' } as const
    await this.tasks.updateMany(card, { $set: { state: 'done', doneAt: at, cause: 'allocated' } }, { session })
  }

  private async inTransaction(work: (session: ClientSession) => Promise<void>): Promise<void> {
    await this.connection.withSession((session) =>
      session.withTransaction(() => work(session), {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', j: true },
      }),
    )
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
