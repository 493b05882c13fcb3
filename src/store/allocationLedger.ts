import type { Connection } from 'mongoose'
import type { AllocateOutcome, AllocationLedger, NobodyFound, Placed } from '../allocation/allocationLedger'
import type { Choice, People } from '../allocation/candidate'
import { type Allocation, type CaseWeights, weightOf } from '../domain/allocation'
import type { Clock } from '../domain/clock'
import type { IntakeStatus } from '../domain/intake'
import { type Claim, pendingStep } from '../domain/step'
import { raiseCardIfAbsent } from './absentHolders'
import { bareCollection } from './bareCollection'
import { OPEN_STATUSES } from './caseloads'
import { countAfresh, countedLess, countedMore } from './keptLoads'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { PairsToSettle } from './pairsToSettle'
import { readPeople } from './people'
import { type PromisedRoom, type StaffDocument, type StaffModel, staffModel } from './staffModel'
import { stepEnded } from './stepLedger'
import { type TaskModel, taskModel } from './taskModel'
import { raiseUnallocatedCard, takeUnallocatedCardOff } from './unallocatedCard'
import { lookWhomToTell } from './waitingForSomebody'

const STEP = 'allocate'
/** An enquiry that a person has taken further meanwhile keeps its status. */
const UNTOUCHED: IntakeStatus[] = ['received', 'triaged']

/** Nothing says that it waits for somebody: no card can be up, and no look before this one has to be settled. */
const NEVER_LOOKED_AT = { [`steps.${STEP}.nobodyFits`]: { $exists: false }, 'owedTasks.kind': { $ne: 'unallocated' as const } }

/**
 * Allocation as MongoDB keeps it. The enquiry's pair is one write on the enquiry, and what a worker carries is counted
 * from the enquiries (keptLoads.ts). Between the decision and the pair the room is promised to the enquiry in the
 * worker's document, on the facts that the decision was made on; whoever comes next settles the promise should a process
 * die in between, or die once the pair stands (promisedRoom.ts). No transaction: one that a killed process
 * leaves open would hold up everybody's allocation until the database ends it a minute later.
 */
export class StoredAllocationLedger implements AllocationLedger {
  readonly intakes: IntakeModel
  private readonly staff: StaffModel
  readonly tasks: TaskModel

  /** @param settling where what remains of many is settled together; without it each is settled before it counts as allocated */
  constructor(private readonly connection: Connection, private readonly now: Clock, private readonly weights: CaseWeights, private readonly settling?: PairsToSettle) {
    this.intakes = intakeModel(connection)
    this.staff = staffModel(connection)
    this.tasks = taskModel(connection)
  }

  async people(intake: Placed): Promise<People> {
    return readPeople(this.connection, intake, this.weights, this.now())
  }

  async allocate(claim: Claim, choice: Choice, weight: number): Promise<AllocateOutcome> {
    if (!(await this.promiseRoom(claim, choice, weight))) return 'facts_changed'
    const atOnce = await this.writePair(claim, choice, { end: true })
    const written = atOnce ?? await this.writePair(claim, choice)
    if (!written) {
      await this.giveRoomBack({ intakeId: claim.intakeId, token: claim.token, weight })
      return this.whyNot(claim)
    }
    // Read anew since it was weighed, before anybody had it.
    if (weightOf(this.weights, written.triage?.priority) !== weight) await countAfresh(this.intakes, [choice.socialWorker.id], this.now())
    if (!atOnce) return (await this.settle(claim, pairOf(choice))) ? 'allocated' : 'claim_lost'
    if (this.settling) {
      this.settling.add(claim.intakeId, pairOf(choice))
      return 'allocated'
    }
    await raiseCardIfAbsent(this.connection, claim.intakeId, pairOf(choice), this.now())
    await this.forgetPromise(claim.intakeId)
    return 'allocated'
  }

  async holderOf(intakeId: string): Promise<string | undefined> {
    const first = await this.intakes.findById(intakeId, { allocation: 1 }).lean<Pick<IntakeDocument, 'allocation'>>()
    return first?.allocation?.socialWorker
  }

  async allocateBeside(claim: Claim, choice: Choice, firstId: string): Promise<AllocateOutcome> {
    if (!(await this.writePair(claim, choice, { more: { countedWith: firstId } }))) return this.whyNot(claim)
    await this.countAloneUnlessOpen(claim.intakeId, { socialWorker: choice.socialWorker.id, countedWith: firstId })
    return (await this.settle(claim, pairOf(choice))) ? 'allocated' : 'claim_lost'
  }

  /** Only the holder of the claim comes here, and the enquiry has no pair: whoever promised room for it is gone. */
  async releasePromises({ intakeId }: Claim): Promise<void> {
    const holders = await this.staff.find({ 'promised.intakeId': intakeId }, { promised: 1 }).lean<Pick<StaffDocument, 'promised'>[]>()
    for (const promise of holders.flatMap(({ promised }) => promised)) if (promise.intakeId === intakeId) await this.giveRoomBack(promise)
  }

  async complete(claim: Claim): Promise<boolean> {
    const found = await this.intakes.findById(claim.intakeId, { allocation: 1 }).lean<Pick<IntakeDocument, 'allocation'>>()
    if (found?.allocation) await this.countAloneUnlessOpen(claim.intakeId, found.allocation)
    return this.settle(claim, found?.allocation ? [found.allocation.socialWorker, found.allocation.manager] : [])
  }

  /** A first that has ended, or is on a list, has no place to share. Looked at once the pair stands: whatever leaves after that passes its place on. */
  private async countAloneUnlessOpen(intakeId: string, { socialWorker, countedWith }: Pick<Allocation, 'socialWorker' | 'countedWith'>): Promise<void> {
    if (countedWith === undefined || (await this.intakes.exists({ _id: countedWith, status: { $in: OPEN_STATUSES } }))) return
    await countAfresh(this.intakes, [socialWorker], this.now())
    await this.intakes.updateOne({ _id: intakeId, 'allocation.countedWith': countedWith }, { $unset: { 'allocation.countedWith': '' } })
  }

  /** What remains once the pair stands; done again when a process died over it. */
  private async settle(claim: Claim, pair: readonly string[]): Promise<boolean> {
    const { intakeId } = claim
    await raiseCardIfAbsent(this.connection, intakeId, pair, this.now())
    await Promise.all([this.forgetPromise(intakeId), takeUnallocatedCardOff(this.tasks, intakeId, 'allocated', this.now())])
    return (await this.intakes.updateOne(holding(claim), stepEnded(STEP, 'done'))).modifiedCount === 1
  }

  async leaveUnallocated(claim: Claim, { why, retryAt, isOpen }: NobodyFound): Promise<void> {
    // Looking again is not failing, so the count of tries starts anew: it may go on all night. Of failing it goes on, and the claim with it.
    const step = why === 'failed'
      ? { [`steps.${STEP}.state`]: 'pending', [`steps.${STEP}.dueAt`]: retryAt, [`steps.${STEP}.nobodyFits`]: true }
      : { [`steps.${STEP}`]: { ...pendingStep(retryAt), nobodyFits: true } }
    const waiting = await this.intakes.updateOne(holding(claim), { $set: step })
    if (waiting.matchedCount === 0) return
    await raiseUnallocatedCard(this, claim.intakeId, { why, at: this.now(), isOpen })
    // A process that dies before this leaves it to the next look.
    if (isOpen) await lookWhomToTell(this.intakes, claim.intakeId, this.now())
  }

  /** Of many decisions on the same facts one comes through, so that allocators at once spread the work as one would. */
  private async promiseRoom({ intakeId, token }: Claim, { socialWorker, version }: Choice, weight: number): Promise<boolean> {
    const promised = await bareCollection(this.staff).updateOne(
      { _id: socialWorker.id, active: true, factsVersion: version ?? { $exists: false } },
      { $inc: { factsVersion: 1, ...countedMore(weight) }, $set: { lastAllocatedAt: this.now() }, $push: { promised: { intakeId, token, weight } } },
    )
    return promised.modifiedCount === 1
  }

  /** This very promise and no other: a later try may have promised room for the same enquiry. */
  private async giveRoomBack({ intakeId, token, weight }: PromisedRoom): Promise<void> {
    const promise = { intakeId, token }
    await this.staff.updateOne({ promised: { $elemMatch: promise } }, { $pull: { promised: promise }, $inc: countedLess(weight) })
  }

  /** The pair stands, so that what was promised is counted as had. */
  private async forgetPromise(intakeId: string): Promise<void> {
    await this.staff.updateMany({ 'promised.intakeId': intakeId }, { $pull: { promised: { intakeId } } })
  }

  /**
   * @param end whether this is to end the step too, which it may where nothing else is to be settled before
   * @returns the enquiry as far as it tells its weight; nothing when the pair was not written
   */
  private async writePair(
    claim: Claim, { socialWorker, manager, why, supervisionCoveredFor }: Choice, { more = {}, end = false }: { more?: Pick<Allocation, 'countedWith'>; end?: boolean } = {},
  ): Promise<Pick<IntakeDocument, 'triage'> | null> {
    const allocation = {
      socialWorker: socialWorker.id, socialWorkerName: socialWorker.name, manager: manager.id, managerName: manager.name, at: this.now(), why, ...more,
      ...(supervisionCoveredFor && { supervisionCoveredFor }),
    }
    const status = { $cond: [{ $in: ['$status', UNTOUCHED] }, 'allocated', '$status'] }
    // What somebody has accepted already is to be taken over.
    const escalate = { $cond: [{ $eq: ['$status', 'accepted'] }, { $literal: pendingStep(this.now()) }, '$steps.escalate'] }
    const ended = stepEnded(STEP, 'done')
    return bareCollection(this.intakes).findOneAndUpdate(
      { ...holding(claim), allocation: { $exists: false }, 'barred.staffId': { $nin: [socialWorker.id, manager.id] }, ...(end && NEVER_LOOKED_AT) },
      // A pipeline, for the status depends on the present one; a name is literal, even one that begins with a dollar.
      [{ $set: { allocation: { $literal: allocation }, status, 'steps.escalate': escalate, ...(end && ended.$set) } }, ...(end ? [{ $unset: Object.keys(ended.$unset) }] : [])],
      { projection: { 'triage.priority': 1 } },
    )
  }

  /** The pair could not be written. While the claim stands, somebody was barred meanwhile. */
  private async whyNot(claim: Claim): Promise<'facts_changed' | 'claim_lost'> {
    const stands = await this.intakes.exists({ ...holding(claim), allocation: { $exists: false } })
    return stands ? 'facts_changed' : 'claim_lost'
  }
}

const pairOf = ({ socialWorker, manager }: Choice): readonly string[] => [socialWorker.id, manager.id]

const holding = (claim: Claim) => ({ _id: claim.intakeId, [`steps.${STEP}.token`]: claim.token })
