import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { whoStandsOn, workersOnDuty } from '../allocation/escalation/whoStandsOn'
import type { TellingOutcome } from '../domain/escalation'
import { leaveOn } from '../domain/leave'
import { onCallTurn } from '../domain/onCall'
import { isSecondRole, type SecondRole } from '../domain/secondProfessionals'
import { type Adviser, wasSpokenWith } from '../domain/telephony'
import { isUrgent } from '../domain/urgency'
import { wakingStandsAt } from '../domain/waking'
import { londonDay } from '../domain/workingDays'
import { type Alarm, type Alarms, type AlarmAbout, type OverdueCall, type Place, PLACES, type Wakeable } from '../telephone/waking/ports'
import { acceptEnquiry } from './acceptEnquiry'
import { barredFrom } from './barred'
import { cannotAct } from './cannotAct'
import { closeGapCard, gapCard } from './gapCard'
import type { TelephonyDocument } from './documents/telephonyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { keepTellings, tellingModel } from './keptTellings'
import type { Sealer } from './seal'
import { acceptSecond } from './secondParts'
import { isSeenTo, WAITING } from './seenTo'
import { toOnCallFacts } from './staffDuty'
import { type StaffDocument, type StaffModel, staffModel } from './staffModel'
import { dueNow, stepEnded } from './stepLedger'
import { tellableStaff } from './tellableStaff'
import { takeAcceptancesBack } from './takeAcceptancesBack'
import { type TaskModel, taskModel } from './taskModel'
import { taskId } from './taskRepository'
import { SEALED_FIELDS } from './toIntake'
import { wakingFacts } from './wakingFacts'

type AlarmDocument = Pick<IntakeDocument, '_id' | 'reference' | 'owedTasks' | 'acceptance' | 'steps' | 'triage' | 'escalation'> & { telephony?: TelephonyDocument }

const SHOWN = {
  reference: 1, owedTasks: 1, acceptance: 1, 'telephony.urgentAt': 1, 'telephony.conversation': 1, 'telephony.conversationEndedAt': 1,
  'telephony.callbackAttempts': 1, 'telephony.waking': 1, 'telephony.recordings': 1, 'steps.wakeSomebody': 1, 'triage.priority': 1, 'triage.notes.raisedAt': 1, 'escalation.anewSince': 1,
}

/** Of a night in which nobody accepts, the latest stand in the enquiry's own document. */
const LATEST_KEPT = 50

/** Whom to wake, and what for. */
export class StoredAlarms implements Alarms {
  readonly intakes: IntakeModel
  private readonly staff: StaffModel
  readonly tasks: TaskModel

  constructor(private readonly connection: Connection, private readonly sealer: Sealer) {
    this.intakes = intakeModel(connection)
    this.staff = staffModel(connection)
    this.tasks = taskModel(connection)
  }

  async find(intakeId: string, at: Date): Promise<Alarm | undefined> {
    const found = await this.intakes.findById(intakeId, SHOWN).lean<AlarmDocument>()
    if (!found?.telephony) return undefined
    const { reference, acceptance, telephony } = found
    const { waking } = telephony
    return Object.freeze({
      reference,
      isUrgent: isUrgent(found),
      isTakenOn: acceptance !== undefined,
      wasSpokenWith: wasSpokenWith(telephony),
      hasMessage: hasMessage(telephony),
      isUnheard: await this.waitsToBeHeard(found),
      times: waking?.times ?? {},
      woken: waking?.woken ?? [],
      ...(waking?.acceptedBy && wakingStandsAt(wakingFacts(found), at) === 'in_hand' && { acceptedBy: waking.acceptedBy }),
      ...(waking?.silentSince && { silentSince: waking.silentSince }),
    })
  }

  async wakeable(intakeId: string, at: Date, isOpen: boolean): Promise<readonly Wakeable[]> {
    const barred = await barredFrom(this.intakes, intakeId)
    const places = isOpen ? await this.places(intakeId, at, barred) : new Map<string, Place>()
    const found = await this.staff
      .find({ active: true, phone: { $exists: true }, role: { $in: ['duty', 'social_worker', 'manager'] } })
      .lean<StaffDocument[]>()
    return found.filter(({ _id }) => !barred.has(_id)).map((one) => toWakeable(one, at, places.get(one._id)))
  }

  /** Who is at work and stands how towards the enquiry, as its clock sees them. */
  private async places(intakeId: string, at: Date, barred: ReadonlySet<string>): Promise<ReadonlyMap<string, Place>> {
    const found = await this.intakes.findById(intakeId, { allocation: 1 }).lean<Pick<IntakeDocument, 'allocation'>>()
    const moment = {
      at, isOpen: true, manner: 'pressing', people: await tellableStaff(this.connection, at, barred), tellings: [], ladder: { manner: 'pressing', since: at },
      ...(found?.allocation && { allocation: found.allocation }),
    } as const
    const those = { manager: whoStandsOn('manager', moment), second_worker: workersOnDuty(moment), holder: whoStandsOn('holder', moment) }
    return new Map(PLACES.flatMap((place) => those[place].map(({ id }) => [id, place] as const)))
  }

  async woke(intakeId: string, staffId: string, at: Date): Promise<void> {
    await this.change({ _id: intakeId }, {
      $push: { 'telephony.waking.woken': { $each: [staffId], $slice: -LATEST_KEPT } },
      $inc: { [`telephony.waking.times.${staffId}`]: 1 },
    })
    await this.staff.updateOne({ _id: staffId }, { $set: { wokenAt: at } })
  }

  async texting(intakeId: string, { staffId, name, at }: Adviser & { at: Date }): Promise<string> {
    const id = randomBytes(12).toString('hex')
    await keepTellings(this.connection, intakeId, [{ id, about: 'waking', staffId, name, way: 'text', at, outcome: 'unclear' }])
    return id
  }

  async texted(textId: string, outcome: 'sent' | 'refused'): Promise<void> {
    await tellingModel(this.connection).updateOne({ _id: textId, outcome: 'unclear' }, { $set: { outcome } })
  }

  async isSeenTo(intakeId: string, staffId: string): Promise<boolean> {
    return isSeenTo(this.intakes, intakeId, staffId)
  }

  async accept(intakeId: string, by: Adviser & { at: Date }, about: AlarmAbout): Promise<void> {
    if (await cannotAct(this.intakes, intakeId, by.staffId)) return
    const found = await this.intakes.findById(intakeId, SHOWN).lean<AlarmDocument>()
    if (!found) return
    const hasEnquiry = isUrgent(found) && (await this.acceptedEnquiry(intakeId, by))
    if (about !== 'message' && (await this.isSeenTo(intakeId, by.staffId))) return
    if (wakingStandsAt(wakingFacts(found), by.at) !== 'in_hand') await this.takeInHand(found, by, hasEnquiry)
    // A bar, or the closing of their account, that is not seen now came after it.
    if (await cannotAct(this.intakes, intakeId, by.staffId)) await takeAcceptancesBack(this.intakes, { _id: intakeId }, [by.staffId], by.at)
    else await closeGapCard(this, intakeId, { by: by.staffId, byName: by.name, at: by.at })
  }

  /** An urgent call is accepted as on the desk: of two at once one does. */
  private async acceptedEnquiry(intakeId: string, { staffId, name, at }: Adviser & { at: Date }): Promise<boolean> {
    const outcome = await acceptEnquiry(this, intakeId, { by: staffId, byName: name, at }, WAITING)
    return outcome.kind === 'accepted' || (outcome.kind === 'taken' && outcome.acceptance.by === staffId)
  }

  /** Nobody else is woken for it. Of an enquiry that they accepted so, its history says that already. */
  private async takeInHand(found: AlarmDocument, by: Adviser & { at: Date }, hasEnquiry: boolean): Promise<void> {
    const { _id, telephony } = found
    const { $set, $unset } = stepEnded('wakeSomebody', 'done')
    const words = telephony && hasMessage(telephony) ? 'Was woken for this message, and takes it on.' : 'Was woken for this, and accepted.'
    const reason = this.sealer.seal(_id, SEALED_FIELDS.historyReason, words)
    await this.change({ _id, ...asAcceptedIn(found) }, {
      $set: { ...$set, 'telephony.waking.acceptedBy': by },
      $unset,
      ...(!hasEnquiry && { $push: { history: { kind: 'note', at: by.at, by: by.staffId, byName: by.name, reason } } }),
    })
  }

  async enquiryCallOver(intakeId: string, { legId, outcome, by: { staffId, name, at } }: OverdueCall): Promise<void> {
    await this.toldBy('escalation', intakeId, legId, outcome)
    if (outcome === 'engaged') await this.lookNow('escalate', intakeId, at)
    if (outcome === 'accepted') await acceptEnquiry(this, intakeId, { by: staffId, byName: name, at }, WAITING)
  }

  async callbackCallOver(intakeId: string, { legId, outcome, by: { staffId, name, at } }: OverdueCall): Promise<void> {
    await this.toldBy('callbackEscalation', intakeId, legId, outcome)
    if (outcome === 'engaged') await this.lookNow('escalateCallback', intakeId, at)
    if (outcome !== 'accepted' || (await cannotAct(this.intakes, intakeId, staffId))) return
    await this.change(
      { _id: intakeId, 'callbackEscalation.taken.at': { $not: { $gte: at } }, 'barred.staffId': { $ne: staffId } },
      { $set: { 'callbackEscalation.taken': { staffId, name, at } }, $push: { history: { kind: 'callback_taken', at, by: staffId, byName: name } } },
    )
  }

  async secondCallOver(intakeId: string, { legId, outcome, by: { staffId, name, at } }: OverdueCall): Promise<void> {
    const officer = await this.staff.findById(staffId, { role: 1 }).lean<Pick<StaffDocument, 'role'>>()
    if (!officer || !isSecondRole(officer.role)) return
    const { role } = officer
    await this.toldBy(`seconds.${role}`, intakeId, legId, outcome)
    if (outcome === 'accepted') await acceptSecond(this.intakes, intakeId, { by: staffId, byName: name, at }, { kind: 'second_accepted', role, at, by: staffId, byName: name }, role)
  }

  /** How a call came out that told somebody. */
  private async toldBy(ladder: 'escalation' | 'callbackEscalation' | `seconds.${SecondRole}`, intakeId: string, legId: string, outcome: TellingOutcome): Promise<void> {
    await this.change(
      { _id: intakeId, [`${ladder}.tellings`]: { $elemMatch: { id: legId, outcome: { $ne: 'accepted' } } } },
      { $set: { [`${ladder}.tellings.$.outcome`]: outcome } },
    )
  }

  /** Another is rung in place of a telephone that the network found engaged, and not after minutes. */
  private async lookNow(step: 'escalate' | 'escalateCallback', intakeId: string, at: Date): Promise<void> {
    await this.change(...dueNow(step, intakeId, at))
  }

  async rangNobody(intakeId: string, at: Date): Promise<void> {
    await this.change({ _id: intakeId }, { $min: { 'telephony.waking.silentSince': at } })
  }

  async rings(intakeId: string): Promise<void> {
    await this.change({ _id: intakeId }, { $unset: { 'telephony.waking.silentSince': '', 'telephony.waking.isSilent': '' } })
  }

  async nobodyToWake(intakeId: string, at: Date): Promise<void> {
    await this.change({ _id: intakeId }, { $set: { 'telephony.waking.isSilent': true } })
    const found = await this.intakes.findById(intakeId, SHOWN).lean<AlarmDocument>()
    if (found && wakingStandsAt(wakingFacts(found), at) !== 'in_hand') await this.change(...gapCard(intakeId, at, { onlyWhere: asAcceptedIn(found) }))
  }

  /** A message is heard when a person has done its card; a card that is no longer owed has nothing to be heard behind it. */
  private async waitsToBeHeard({ _id, owedTasks }: AlarmDocument): Promise<boolean> {
    const listen = owedTasks.filter(({ kind }) => kind === 'listen').map((task) => taskId(_id, task))
    return listen.length > 0 && (await this.tasks.countDocuments({ _id: { $in: listen }, state: 'done' })) < listen.length
  }

  private async change(filter: object, change: object): Promise<{ readonly modifiedCount: number }> {
    return this.intakes.collection.updateOne(filter, change, { writeConcern: { w: 'majority', j: true } })
  }
}

const hasMessage = ({ recordings }: TelephonyDocument): boolean => recordings.some(({ status }) => status !== 'absent')

/** By key nobody has accepted it since the document was read. */
const asAcceptedIn = ({ telephony }: Pick<IntakeDocument, 'telephony'>) => ({ 'telephony.waking.acceptedBy.at': telephony?.waking?.acceptedBy?.at ?? { $exists: false } })

/** Whoever is on leave stands with those who are away, though they are on call otherwise. */
function toWakeable(one: StaffDocument, at: Date, place: Place | undefined): Wakeable {
  const { _id, name, phone = '', role, availability, leave = [], wokenAt } = one
  const turn = onCallTurn(toOnCallFacts(one), at)
  const said = leaveOn(leave, londonDay(at)) ? { kind: 'away' as const } : availability
  return Object.freeze({
    staffId: _id, name, phone, role, ...(place && { place }), onCall: turn !== undefined, ...(turn !== undefined && { turn }), ...(said && { availability: said }), ...(wokenAt && { wokenAt }),
  })
}
