import { isDeepStrictEqual } from 'node:util'
import type { Connection } from 'mongoose'
import { pendingStep } from '../domain/step'
import { type Callback, type CallSituation, isWaiting } from '../domain/telephony'
import type { CallChange, CallLedger, NewCall, StoredCall } from '../telephone/call/ports'
import { textOwedBy } from '../telephone/call/textOffer'
import { callChangeUpdate, type StoredChanges } from './callChangeUpdate'
import { CallWrites } from './callWrites'
import { insertIntake } from './insertIntake'
import type { AcknowledgementDocument } from './documents/acknowledgementDocument'
import type { TelephonyDocument } from './documents/telephonyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { newIntakeDocument } from './newIntakeDocument'
import type { Sealer } from './seal'
import { Opener, SEALED_FIELDS, toSituation } from './toIntake'
import { DURABLE } from './writeTogether'

export interface CallLedgerSettings {
  /** Calls of local mode are invented and shown as such. */
  readonly demonstration?: boolean
}

/** Keeps calls as enquiries in `intakes`, each under a keyed hash of the provider's own name for it. */
export class StoredCallLedger implements CallLedger {
  private readonly intakes: IntakeModel
  private readonly writes: CallWrites

  constructor(connection: Connection, private readonly sealer: Sealer, private readonly settings: CallLedgerSettings = {}) {
    this.intakes = intakeModel(connection)
    this.writes = new CallWrites(this.intakes)
  }

  async openCall(call: NewCall): Promise<{ created: boolean; call: StoredCall }> {
    const inserted = await insertIntake(async (document) => this.writes.insert(document), this.documentOf(call))
    if (inserted) {
      const { callSid, situation, event } = call
      return { created: true, call: { callSid, reference: inserted.reference, version: 1, situation, nobodyTookIt: false, events: [event] } }
    }
    const known = await this.findCall(call.callSid)
    if (!known) throw new Error('A call that was there already could not be read.')
    return { created: false, call: known }
  }

  async findCall(callSid: string): Promise<StoredCall | undefined> {
    const document = await this.intakes.collection.findOne(
      { _id: this.idOf(callSid) as never },
      { projection: { reference: 1, telephony: 1 } },
    ) as Pick<IntakeDocument, '_id' | 'reference' | 'telephony'> | null
    return document?.telephony && {
      callSid,
      reference: document.reference,
      version: document.telephony.version,
      situation: toSituation(document.telephony, new Opener(document._id, this.sealer)),
      nobodyTookIt: document.telephony.nobodyTookItAt !== undefined,
      events: document.telephony.events,
    }
  }

  async applyEvent(callSid: string, version: number, change: CallChange): Promise<boolean> {
    const id = this.idOf(callSid)
    return this.writes.update({
      id,
      condition: { 'telephony.version': version, 'telephony.events.key': { $ne: change.event.key } },
      event: change.event,
      update: callChangeUpdate(change, this.storedChanges(id, change)),
    })
  }

  async markLate(callSid: string, key: string): Promise<void> {
    await this.intakes.collection.updateOne(
      { _id: this.idOf(callSid) as never, 'telephony.events': { $elemMatch: { key, late: { $ne: true } } } },
      { $set: { 'telephony.events.$.late': true } },
      DURABLE,
    )
  }

  private idOf(callSid: string): string {
    return this.sealer.lookupHash('phone', callSid)
  }

  private documentOf(call: NewCall): IntakeDocument {
    const { callSid, at, situation, event, owedTasks, due } = call
    const id = this.idOf(callSid)
    const { callerWithheld, openOnArrival, from } = situation
    const document = newIntakeDocument({
      id,
      receivedAt: at,
      now: at,
      acknowledgement: this.textOwed(id, situation) ?? { state: 'not_due', reason: 'telephone', attempts: 0 },
      owedTasks,
      ...(this.settings.demonstration !== undefined && { demonstration: this.settings.demonstration }),
      contact: {
        telephony: {
          callSid,
          callerWithheld,
          ...(openOnArrival !== undefined && { openOnArrival }),
          ...this.sealedCaller(id, from),
          ...this.progressOf(id, situation),
          ...(situation.endedAt === undefined && { open: true }),
          kept: [],
          version: 1,
          events: [event],
        },
      },
    })
    const steps = Object.entries(due).map(([step, dueAt]) => [step, pendingStep(dueAt)])
    return { ...document, steps: { ...document.steps, ...Object.fromEntries(steps) } }
  }

  /** What events change of a call, as stored. */
  private progressOf(id: string, situation: CallSituation) {
    const { callback, callerWithheld: _withheld, openOnArrival: _open, from: _from, recordings, ...plain } = situation
    const waiting = placeInQueue(situation)
    return {
      ...plain,
      recordings: [...recordings],
      ...(callback && { callback: this.sealedCallback(id, callback) }),
      ...(waiting && { waiting }),
    }
  }

  /** Only what differs: a call's document grows with every step, and most of it stands as it is. */
  private storedChanges(id: string, { before, after }: CallChange): StoredChanges {
    const waiting = placeInQueue(after)
    const facts = FACTS.filter((fact) => !isDeepStrictEqual(before[fact], after[fact]))
    const set = facts.map((fact) => [`telephony.${fact}`, fact === 'callback' && after.callback ? this.sealedCallback(id, after.callback) : after[fact]])
    return {
      set: {
        ...Object.fromEntries(set),
        ...(after.from !== before.from && this.learntCaller(id, after)),
        ...(after.textAskedAt && !before.textAskedAt && { acknowledgement: this.textOwed(id, after) }),
        ...(waiting && !isDeepStrictEqual(placeInQueue(before), waiting) && { 'telephony.waiting': waiting }),
      },
      unset: [
        ...(isWaiting(before.state) && !waiting ? ['telephony.waiting', 'telephony.offer'] : []),
        ...(after.endedAt && !before.endedAt ? ['telephony.open'] : []),
      ],
    }
  }

  /** The reference by text, as an outbox: whom it goes to is fixed here. */
  private textOwed(id: string, situation: CallSituation): AcknowledgementDocument | undefined {
    const text = textOwedBy(situation)
    return text && { state: 'pending', to: this.sealer.seal(id, SEALED_FIELDS.recipient, text.to), language: text.language, dueAt: text.dueAt, attempts: 0 }
  }

  private sealedCaller(id: string, from: string | undefined): Pick<TelephonyDocument, 'from' | 'fromHash'> {
    return from === undefined ? {} : { from: this.sealer.seal(id, SEALED_FIELDS.caller, from), fromHash: this.sealer.lookupHash('caller', from) }
  }

  /** A number that the first webhook did not tell. */
  private learntCaller(id: string, { from, callerWithheld }: CallSituation): Record<string, unknown> {
    const sealed = Object.entries(this.sealedCaller(id, from)).map(([field, value]) => [`telephony.${field}`, value])
    return { ...Object.fromEntries(sealed), 'telephony.callerWithheld': callerWithheld }
  }

  private sealedCallback(id: string, { number, ...wish }: Callback): TelephonyDocument['callback'] & object {
    return { ...wish, ...(number !== undefined && { number: this.sealer.seal(id, SEALED_FIELDS.callbackNumber, number) }) }
  }
}

type Fact = keyof Omit<CallSituation, 'callerWithheld' | 'openOnArrival' | 'from'>

/** All that events may change of a call; the rest is as it was on arrival, but for a number that came later. A record, so that none can be forgotten. */
const ALL_FACTS: Readonly<Record<Fact, true>> = {
  state: true, language: true, urgentAt: true, queuedAt: true, adviserAskedAt: true, place: true, conversation: true,
  conversationEndedAt: true, callback: true, messageAskedAt: true, textAskedAt: true, recordings: true, endedAt: true, duration: true,
}
const FACTS = Object.keys(ALL_FACTS) as Fact[]

/** What the queue is read by; only while the caller holds the line. */
const placeInQueue = ({ state, queuedAt, urgentAt }: CallSituation): TelephonyDocument['waiting'] =>
  isWaiting(state) && queuedAt ? { rank: urgentAt ? 0 : 1, since: queuedAt } : undefined
