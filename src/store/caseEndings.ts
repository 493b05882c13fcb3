import type { Connection, mongo } from 'mongoose'
import type { CaseEndings, CaseToEnd, CaseVersion, NamedCase, OneCase } from '../casework/ports'
import type { Closing } from '../domain/caseEnding'
import type { Clock } from '../domain/clock'
import { wasUrgent } from '../domain/priority'
import { saysDangerNow } from '../domain/recordedFacts'
import { SECOND_ROLES, type SecondRole } from '../domain/secondProfessionals'
import type { TaskKind } from '../domain/task'
import { bareCollection } from './bareCollection'
import { OPEN_STATUSES } from './caseloads'
import { documentsOf, familiesOfEach } from './children/childFamilies'
import { childModel } from './children/childModel'
import { changingWeight } from './keptLoads'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { passWeightOn } from './routedWeight'
import type { Sealer } from './seal'
import { secondsIn } from './secondCalls'
import { type TaskModel, taskModel } from './taskModel'
import { openFacts, SEALED_FIELDS } from './toIntake'
import { freeWaiting } from './waitingForSomebody'

const OPEN = { status: { $in: OPEN_STATUSES } }
const DANGERS = ['missing_now', 'in_contact_now'] as const

class Overtaken extends Error {}
class OtherLeft extends Error {}

/** What a person ends of casework. How it comes back: src/store/routedIntakes.ts. */
export class StoredCaseEndings implements CaseEndings {
  readonly intakes: IntakeModel
  private readonly tasks: TaskModel

  /** @param without roles that the service has nobody of: none of them is awaited */
  constructor(private readonly connection: Connection, private readonly sealer: Sealer, readonly now: Clock, private readonly without: readonly SecondRole[] = []) {
    this.intakes = intakeModel(connection)
    this.tasks = taskModel(connection)
  }

  async look(intakeId: string): Promise<CaseToEnd | undefined> {
    const own = await this.intakes.findById(intakeId).lean<IntakeDocument>()
    return own ? this.around(own) : undefined
  }

  async begin(intakeId: string, token: string): Promise<CaseToEnd | undefined> {
    // Said before what belongs with it is looked at: whatever comes later than that look takes the token away.
    await this.intakes.updateOne({ _id: intakeId, status: 'accepted' }, { $set: { ending: token } })
    return this.look(intakeId)
  }

  async end(seen: CaseToEnd, token: string, closing: Closing, duplicateOf: NamedCase | undefined): Promise<'ended' | 'overtaken' | 'other_left'> {
    try {
      await changingWeight(this, seen.id, async () => this.endTogether(seen, token, closing, duplicateOf))
    } catch (error) {
      if (error instanceof Overtaken) return 'overtaken'
      if (error instanceof OtherLeft) return 'other_left'
      throw error
    }
    await passWeightOn(this.intakes, seen.id, closing.at)
    await freeWaiting(this.intakes, this.now)
    return 'ended'
  }

  /** One transaction: half a thread that has ended would be a child of whom half is forgotten. */
  private async endTogether(seen: CaseToEnd, token: string, closing: Closing, duplicateOf: NamedCase | undefined): Promise<void> {
    await this.connection.transaction(async (session) => {
      for (const one of [seen, ...seen.beside]) {
        const isFirst = one.id === seen.id
        const ended = isFirst ? this.endedAs(one.id, closing, duplicateOf) : endedAlong(closing, seen)
        const { modifiedCount } = await bareCollection(this.intakes).updateOne({ ...asSeen(one), ...(isFirst && { ending: token }) }, ended, { session })
        if (modifiedCount === 0) throw new Overtaken()
      }
      if (duplicateOf) await this.nameDuplicate(duplicateOf.intakeId, seen, closing, session)
    })
  }

  /** Written into the other, so that of two that are ended as each other's duplicate at once one stays open. */
  private async nameDuplicate(otherId: string, { id, reference }: CaseToEnd, { by, byName, at }: Closing, session: mongo.ClientSession): Promise<void> {
    const line: HistoryDocument = { kind: 'named_duplicate', at, by, byName, other: reference, otherId: id }
    const { modifiedCount } = await this.intakes.updateOne({ _id: otherId, ...OPEN }, { $push: { history: line } }, { session })
    if (modifiedCount === 0) throw new OtherLeft()
  }

  private endedAs(id: string, closing: Closing, duplicateOf: NamedCase | undefined) {
    const { by, byName, at, reason } = closing
    const duplicate: HistoryDocument[] = duplicateOf ? [{ kind: 'duplicate_of', at, by, byName, other: duplicateOf.reference, otherId: duplicateOf.intakeId }] : []
    return {
      $set: { ...closedAs(closing), closingReason: this.sealer.seal(id, SEALED_FIELDS.closingReason, reason) },
      $push: { history: { $each: [{ ...endedLine(closing), reason: this.sealer.seal(id, SEALED_FIELDS.historyReason, reason) }, ...duplicate] } },
      $unset: { ending: '' as const },
    }
  }

  private async around(own: IntakeDocument): Promise<CaseToEnd> {
    const { _id, allocation } = own
    const [beside, later] = await Promise.all([
      allocation ? this.intakes.find({ 'allocation.socialWorker': allocation.socialWorker, ...OPEN, 'allocation.countedWith': _id }).lean<IntakeDocument[]>() : [],
      this.intakes.find({ joinedTo: _id, status: { $in: ['received', 'triaged', 'allocated'] } }, { reference: 1 }).lean<Pick<IntakeDocument, '_id' | 'reference'>[]>(),
    ])
    // Looked for after the enquiries: a card that is owed shows there until it is up.
    const cards = await this.tasks.find({ intakeId: { $in: [_id, ...beside.map((one) => one._id)] }, state: 'open' }, { intakeId: 1, kind: 1 }).lean<{ intakeId?: string; kind: TaskKind }[]>()
    const childrenOf = await this.childrenOfEach([own, ...beside])
    const toOne = (document: IntakeDocument): OneCase => this.toOne(document, childrenOf(document._id), cards.flatMap(({ intakeId, kind }) => (intakeId === document._id ? [kind] : [])))
    return Object.freeze({
      ...toOne(own), beside: beside.map(toOne),
      laterWaiting: later.flatMap(({ _id: id, reference }) => (beside.some((one) => one._id === id) ? [] : [reference])),
    })
  }

  /** The records of each child of those of which something is recorded of one. */
  private async childrenOfEach(documents: readonly IntakeDocument[]): Promise<(id: string) => readonly ReadonlySet<string>[]> {
    const ids = documents.filter(({ facts = [] }) => facts.some(({ about }) => about !== undefined)).map(({ _id }) => _id)
    const familiesOf = await familiesOfEach(childModel(this.connection), this.intakes, ids)
    return (id) => familiesOf(id).map((family) => new Set(documentsOf(family).map(({ _id }) => _id)))
  }

  private toOne(document: IntakeDocument, children: readonly ReadonlySet<string>[], openCards: readonly TaskKind[]): OneCase {
    const { _id: id, reference, status, allocation, transfer, triage, steps, telephony, history = [] } = document
    const facts = openFacts(id, document.facts ?? [], this.sealer)
    return Object.freeze({
      id, reference, status, wasUrgent: wasUrgent(triage, history.flatMap(({ from, to }) => [from, to])), openCards,
      secondsAwaited: secondsIn(document).flatMap(({ role, acceptance, notNeeded }) => (acceptance || notNeeded || this.without.includes(role) ? [] : [role])),
      isRead: triage !== undefined,
      isBeingRead: steps.triage.dueAt !== undefined || steps.raiseTasks.dueAt !== undefined,
      isUnderWay: telephony?.open === true || telephony?.callbackWanted !== undefined,
      dangersNow: DANGERS.filter((kind) => saysDangerNow(facts, [kind], children)),
      version: versionOf(document),
      ...(allocation && { allocation }), ...(transfer && { transfer }),
    })
  }
}

const outcomeOf = ({ outcome, outcomeName }: Closing) => ({ outcome, ...(outcomeName !== undefined && { outcomeName }) })

const closedAs = (closing: Closing) =>
  ({ status: 'closed' as const, closedBy: closing.by, closedByName: closing.byName, closedAt: closing.at, ...outcomeOf(closing) })

const endedLine = (closing: Closing): HistoryDocument => ({ kind: 'ended', at: closing.at, by: closing.by, byName: closing.byName, ...outcomeOf(closing) })

/** Without the reason: whoever may open this one may perhaps not open the first, of which it was said. */
const endedAlong = (closing: Closing, { id, reference }: CaseToEnd) => ({
  $set: { ...closedAs(closing), endedWith: reference, endedWithId: id },
  $push: { history: { ...endedLine(closing), other: reference, otherId: id } },
  $unset: { ending: '' as const },
})

const versionOf = (document: IntakeDocument): CaseVersion => {
  const { history = [], facts = [], owedTasks, triage } = document
  return { history: history.length, facts: facts.length, owedTasks: owedTasks.length, ...(triage && { readAt: triage.at }), calls: secondsIn(document) }
}

/** Accepted, finished, and untouched since it was looked at. */
const asSeen = ({ id, allocation, version }: OneCase): mongo.Filter<IntakeDocument> => ({
  _id: id, status: 'accepted', rerouting: { $exists: false }, transfer: { $exists: false },
  'allocation.socialWorker': allocation?.socialWorker, 'allocation.manager': allocation?.manager,
  'triage.at': version.readAt,
  ...asCalled(version.calls),
  [`history.${version.history}`]: { $exists: false }, [`facts.${version.facts}`]: { $exists: false }, [`owedTasks.${version.owedTasks}`]: { $exists: false },
  'steps.triage.dueAt': { $exists: false }, 'steps.raiseTasks.dueAt': { $exists: false },
  'telephony.open': { $exists: false }, 'telephony.callbackWanted': { $exists: false },
})

/** No officer has been called for since, anew or for another reason. */
const asCalled = (calls: CaseVersion['calls']): object => Object.assign({}, ...SECOND_ROLES.map((role) => {
  const call = calls.find((one) => one.role === role)
  const second = `seconds.${role}`
  return call ? { [`${second}.because`]: { $size: call.because.length }, [`${second}.calledAt`]: call.calledAt ?? { $exists: false } } : { [second]: { $exists: false } }
}))
