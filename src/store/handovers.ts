import type { Connection, QueryFilter } from 'mongoose'
import type { People } from '../allocation/candidate'
import type { HandoverEntry, Handovers, HeldIntake, Move, StandsIn } from '../allocation/handover/ports'
import type { CaseWeights } from '../domain/allocation'
import type { Clock } from '../domain/clock'
import { CHANGES_HANDS, type HandoverKind, type OfferSaying, type Transfer } from '../domain/handover'
import { SECOND_ROLES } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import type { Day } from '../domain/workingDays'
import { barredFrom } from './barred'
import { OPEN_STATUSES } from './caseloads'
import { countAfresh } from './keptLoads'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { IntakeMoves } from './intakeMoves'
import { historyLine } from './moveChange'
import { newsOf } from './offerNews'
import { readPeople } from './people'
import type { Sealer } from './seal'
import { type StaffModel, staffModel } from './staffModel'
import { takeFromBarred } from './takeFromBarred'
import { firstsOf } from './threads'
import { freeWaiting } from './waitingForSomebody'

const OPEN = { status: { $in: OPEN_STATUSES } }
/** The last of these says why whoever has it does. */
const SETTLES_HOLDER: HistoryDocument['kind'][] = ['joined', ...CHANGES_HANDS]
/** What whoever has an offered enquiry, and whoever made the offer, is told of its end; nothing where it was withdrawn. */
const SAYS: Readonly<Partial<Record<HandoverKind, OfferSaying>>> = { transfer_refused: 'offer_refused', transfer_expired: 'offer_expired', transfer_away: 'offer_away' }

/**
 * Who has an enquiry stands in the enquiry alone, and what somebody carries is read from there: to hand one over is one
 * write on one document, its line in the history with it.
 */
export class StoredHandovers implements Handovers {
  readonly intakes: IntakeModel
  private readonly staff: StaffModel
  private readonly moves: IntakeMoves

  constructor(private readonly connection: Connection, private readonly sealer: Sealer, readonly now: Clock, private readonly weights: CaseWeights) {
    this.intakes = intakeModel(connection)
    this.staff = staffModel(connection)
    this.moves = new IntakeMoves(connection, sealer, now)
  }

  async find(intakeId: string): Promise<HeldIntake | undefined> {
    const found = await this.intakes.findById(intakeId, { status: 1, allocation: 1, acceptance: 1, transfer: 1, barred: 1, 'triage.priority': 1, 'history.kind': 1 }).lean<IntakeDocument>()
    if (!found) return undefined
    const { status, allocation, acceptance, transfer, barred, triage, history = [] } = found
    return Object.freeze({
      status, ...(allocation && { allocation }), ...(acceptance && { acceptance }), ...(transfer && { transfer }), ...(barred && { barred }), ...(history.findLast(({ kind }) => SETTLES_HOLDER.includes(kind))?.kind === 'given' && { given: true }), ...(triage && { priority: triage.priority }),
    })
  }

  async firstOf(intakeId: string): Promise<string> {
    const own = await this.intakes.findById(intakeId, { joinedTo: 1 }).lean<Pick<IntakeDocument, '_id' | 'joinedTo'>>()
    return own ? (await firstsOf(this.intakes, [own]))(intakeId) : intakeId
  }

  async goingAlong(intakeId: string): Promise<readonly string[]> {
    return this.idsOfHeld({ joinedTo: await this.firstOf(intakeId), joinedThrough: intakeId })
  }

  async joinedTo(firstId: string): Promise<readonly string[]> {
    return this.idsOfHeld({ joinedTo: firstId })
  }

  private async idsOfHeld(which: QueryFilter<IntakeDocument>): Promise<readonly string[]> {
    return (await this.intakes.find({ ...which, allocation: { $exists: true }, ...OPEN }, { _id: 1 }).lean<{ _id: string }[]>()).map(({ _id }) => _id)
  }

  async countWith(intakeId: string, firstId: string, holderId: string): Promise<void> {
    await countAfresh(this.intakes, [holderId], this.now())
    await this.intakes.updateOne({ _id: intakeId, 'allocation.socialWorker': holderId }, { $set: { 'allocation.countedWith': firstId } })
    await this.moves.countAlone(intakeId, firstId, { holderId, firstHolder: holderId })
  }

  async followed(intakeId: string, joinedAt: Date): Promise<void> {
    await this.intakes.updateOne({ _id: intakeId, toFollow: joinedAt }, { $unset: { toFollow: '' } })
  }

  async notFollowed(before: Date): Promise<readonly { readonly intakeId: string; readonly joinedAt: Date }[]> {
    const found = await this.intakes.find({ toFollow: { $lte: before } }, { toFollow: 1 }).lean<Pick<IntakeDocument, '_id' | 'toFollow'>[]>()
    return found.flatMap(({ _id, toFollow }) => (toFollow ? [{ intakeId: _id, joinedAt: toFollow }] : []))
  }

  async takeFromBarred(intakeId: string): Promise<void> {
    await takeFromBarred(this.intakes, intakeId, this.now())
  }

  async people(intakeId: string): Promise<People> {
    const found = await this.intakes.findById(intakeId, { joinedTo: 1 }).lean<Pick<IntakeDocument, 'joinedTo'>>()
    return readPeople(this.connection, { id: intakeId, ...(found?.joinedTo !== undefined && { joinedTo: found.joinedTo }) }, this.weights, this.now())
  }

  async holderAway(...about: Parameters<Handovers['holderAway']>): Promise<boolean> {
    return this.moves.holderAway(...about)
  }

  async move(move: Move): Promise<boolean> {
    return this.moves.move(move)
  }

  async offer(intakeId: string, transfer: Transfer, entry: HandoverEntry): Promise<boolean> {
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, ...OPEN, 'allocation.socialWorker': transfer.from, transfer: { $exists: false }, 'barred.staffId': { $ne: transfer.to } },
      { $set: { transfer }, $push: { history: historyLine(this.sealer, intakeId, entry), offerNews: newsOf('offered', transfer.to, transfer) } },
    )
    return modifiedCount === 1
  }

  async endOffer(intakeId: string, transfer: Transfer, entry: HandoverEntry): Promise<boolean> {
    const { to, at, from, madeBy } = transfer
    const card = { kind: 'transfer_returned' as const, dueAt: entry.at, about: from, cause: entry.kind }
    const says = SAYS[entry.kind]
    const owed = says ? { owedTasks: card, offerNews: { $each: [from, ...(madeBy && madeBy.staffId !== entry.by ? [madeBy.staffId] : [])].map((one) => newsOf(says, one, { ...transfer, at: entry.at })) } } : {}
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, 'transfer.to': to, 'transfer.at': at },
      { $unset: { transfer: '' }, $set: { 'steps.raiseTasks': pendingStep(entry.at) }, $push: { history: historyLine(this.sealer, intakeId, entry), ...owed } },
    )
    return modifiedCount === 1
  }

  async offersToAway(today: Day): Promise<readonly { readonly intakeId: string; readonly transfer: Transfer }[]> {
    const offered = await this.intakes.find({ 'transfer.dueAt': { $exists: true } }, { transfer: 1 }).lean<Pick<IntakeDocument, '_id' | 'transfer'>[]>()
    const asked = offered.flatMap(({ _id: intakeId, transfer }) => (transfer ? [{ intakeId, transfer }] : []))
    if (asked.length === 0) return []
    const onLeave = { $elemMatch: { from: { $lte: today }, to: { $gte: today } } }
    const away = new Set(await this.staff.distinct('_id', { _id: { $in: asked.map(({ transfer }) => transfer.to) }, $or: [{ leave: onLeave }, { active: false }] }))
    return asked.filter(({ transfer }) => away.has(transfer.to))
  }

  async overdueOffers(at: Date): Promise<readonly { readonly intakeId: string; readonly transfer: Transfer }[]> {
    const found = await this.intakes.find({ 'transfer.dueAt': { $lte: at } }, { transfer: 1 }).lean<Pick<IntakeDocument, '_id' | 'transfer'>[]>()
    return found.flatMap(({ _id, transfer }) => (transfer ? [{ intakeId: _id, transfer }] : []))
  }

  async bar(intakeId: string, { id: staffId, name }: { id: string; name: string }, entry: HandoverEntry): Promise<'barred' | StandsIn | 'unknown'> {
    const barred = { staffId, name, at: entry.at, by: entry.by, byName: entry.byName }
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, 'barred.staffId': { $ne: staffId }, $or: [{ status: { $in: ['rerouted', 'closed'] } }, standsNotIn(staffId)] },
      { $set: { toTakeFromBarred: entry.at }, $push: { barred, history: historyLine(this.sealer, intakeId, entry) } },
    )
    if (modifiedCount === 1 || (await barredFrom(this.intakes, intakeId)).has(staffId)) {
      // Also where they were barred before, as through another of its thread.
      await this.takeFromBarred(intakeId)
      return 'barred'
    }
    const found = await this.intakes.findById(intakeId, { allocation: 1, transfer: 1 }).lean<IntakeDocument>()
    return found ? standsIn(found, staffId) : 'unknown'
  }

  async unbar(intakeId: string, staffId: string, entry: HandoverEntry): Promise<boolean> {
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, 'barred.staffId': staffId }, { $pull: { barred: { staffId } }, $push: { history: historyLine(this.sealer, intakeId, entry) } },
    )
    if (modifiedCount === 1) await freeWaiting(this.intakes, this.now)
    return modifiedCount === 1
  }

}

/** Nobody has to be found for what has left the queue, and nobody can be: were it to come back, a card asks who is to have it. */
const standsNotIn = (staffId: string) => ({
  'allocation.socialWorker': { $ne: staffId }, 'allocation.manager': { $ne: staffId }, 'transfer.to': { $ne: staffId },
  ...Object.fromEntries(SECOND_ROLES.map((role) => [`seconds.${role}.acceptance.by`, { $ne: staffId }])),
})

function standsIn({ allocation, transfer }: Pick<IntakeDocument, 'allocation' | 'transfer'>, staffId: string): StandsIn {
  if (allocation?.socialWorker === staffId) return 'has_it'
  if (allocation?.manager === staffId) return 'supervises'
  return transfer?.to === staffId ? 'is_offered' : 'is_officer'
}
