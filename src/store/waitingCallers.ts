import type { Connection } from 'mongoose'
import { pendingStep } from '../domain/step'
import type { Offer } from '../domain/telephony'
import type { RingAgain, WaitingCaller, WaitingCallers } from '../telephone/legs/ports'
import type { TelephonyDocument } from './documents/telephonyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'

type CallerDocument = Pick<IntakeDocument, '_id' | 'reference'> & { telephony: TelephonyDocument }

const SHOWN = Object.fromEntries(
  ['callSid', 'waiting', 'offer', 'rung', 'language', 'nobodyTookItAt'].map((field) => [`telephony.${field}`, 1]),
)
// By the index's first field, so that a sparse index will do: whoever does not wait has none.
const WAITS = { 'telephony.waiting.rank': { $gte: 0 } }
/** Much longer than any caller waits before they are asked for a message, in milliseconds. */
const LONGEST_WAIT_MS = 6 * 3_600_000
const IN_ORDER = { 'telephony.waiting.rank': 1, 'telephony.waiting.since': 1 } as const

/**
 * Callers who hold the line, in their own enquiries. Whatever changes the state of a call raises its version, so that a
 * webhook that was decided on the call as it stood before is decided again.
 */
export class StoredWaitingCallers implements WaitingCallers {
  private readonly intakes: IntakeModel

  constructor(connection: Connection) {
    this.intakes = intakeModel(connection)
  }

  async list(limit: number): Promise<readonly WaitingCaller[]> {
    const found = await this.intakes.find(WAITS as never, { reference: 1, ...SHOWN }).sort(IN_ORDER).limit(limit).lean<CallerDocument[]>()
    return found.map(toCaller)
  }

  async count(): Promise<number> {
    return this.intakes.countDocuments(WAITS as never)
  }

  async find(intakeId: string): Promise<WaitingCaller | undefined> {
    const found = await this.intakes.findOne({ _id: intakeId, ...WAITS } as never, { reference: 1, ...SHOWN }).lean<CallerDocument>()
    return found ? toCaller(found) : undefined
  }

  async firstOf(queue: 'urgent' | 'ordinary'): Promise<WaitingCaller | undefined> {
    const inQueue = { 'telephony.waiting.rank': queue === 'urgent' ? 0 : 1 }
    const found = await this.intakes.findOne(inQueue as never, { reference: 1, ...SHOWN }).sort(IN_ORDER).lean<CallerDocument>()
    return found ? toCaller(found) : undefined
  }

  async talkingOn(legId: string, since: Date): Promise<string | undefined> {
    // By the index of open calls by arrival; nobody is put through who waited for longer.
    const receivedAt = { $gte: new Date(since.getTime() - LONGEST_WAIT_MS) }
    const found = await this.intakes
      .findOne({ 'telephony.open': true, receivedAt, 'telephony.conversation.legId': legId } as never, { 'telephony.callSid': 1 })
      .lean<CallerDocument>()
    return found?.telephony.callSid
  }

  async offer(intakeId: string, offer: Offer): Promise<boolean> {
    return this.change({ _id: intakeId, ...WAITS, 'telephony.offer': { $exists: false } }, {
      $set: { 'telephony.offer': offer, 'telephony.state': 'offered' },
      $addToSet: { 'telephony.rung': offer.staffId },
      $unset: { 'telephony.nobodyTookItAt': '' },
    })
  }

  async withdrawOffer(intakeId: string, legId: string, { ringAt, ringAgain }: { ringAt: Date; ringAgain: RingAgain }): Promise<boolean> {
    const offered = { _id: intakeId, ...WAITS, 'telephony.offer.legId': legId }
    const found = await this.intakes.findOne(offered as never, { 'telephony.offer': 1, 'telephony.rungAgain': 1 }).lean<CallerDocument>()
    if (!found?.telephony.offer) return false
    const { offer, rungAgain = 0 } = found.telephony
    const counted = typeof ringAgain === 'object' && rungAgain < ringAgain.upTo
    return this.change(offered, {
      $set: { 'telephony.state': 'queued', 'steps.ringStaff': pendingStep(ringAt) },
      $unset: { 'telephony.offer': '' },
      ...((counted || ringAgain === 'always') && { $pull: { 'telephony.rung': offer.staffId } }),
    }, { 'telephony.rungAgain': counted ? 1 : 0 })
  }

  async nobodyTookIt(intakeId: string, at: Date): Promise<void> {
    await this.change({ _id: intakeId, ...WAITS, 'telephony.offer': { $exists: false } }, { $set: { 'telephony.nobodyTookItAt': at } })
  }

  async ringForNext(at: Date): Promise<void> {
    await this.intakes.findOneAndUpdate(
      { ...WAITS, 'telephony.offer': { $exists: false } } as never,
      { $set: { 'steps.ringStaff': pendingStep(at) } },
      { sort: IN_ORDER, projection: { _id: 1 } },
    )
  }

  private async change(filter: object, change: object, counts: Readonly<Record<string, number>> = {}): Promise<boolean> {
    const { modifiedCount } = await this.intakes.updateOne(filter as never, { ...change, $inc: { 'telephony.version': 1, ...counts } })
    return modifiedCount === 1
  }
}

function toCaller({ _id, reference, telephony }: CallerDocument): WaitingCaller {
  const { callSid, waiting, offer, rung = [], language, nobodyTookItAt } = telephony
  return Object.freeze({
    intakeId: _id, callSid, reference, language, rung,
    urgent: waiting!.rank === 0,
    since: waiting!.since,
    nobodyTookIt: nobodyTookItAt !== undefined,
    ...(offer && { offer }),
  })
}
