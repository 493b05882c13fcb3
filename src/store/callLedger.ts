import type { Connection } from 'mongoose'
import { pendingStep } from '../domain/step'
import type { CallSituation } from '../domain/telephony'
import type { CallChange, CallLedger, NewCall, StoredCall } from '../telephone/call/ports'
import { insertIntake } from './insertIntake'
import type { IntakeDocument, TelephonyDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { newIntakeDocument } from './newIntakeDocument'
import type { Sealer } from './seal'
import { Opener, SEALED_FIELDS, toTelephony } from './toIntake'

export interface CallLedgerSettings {
  /** Calls of local mode are invented and shown as such. */
  readonly demonstration?: boolean
}

/** Keeps calls as enquiries in `intakes`, each under a keyed hash of the provider's own name for it. */
export class StoredCallLedger implements CallLedger {
  private readonly intakes: IntakeModel

  constructor(connection: Connection, private readonly sealer: Sealer, private readonly settings: CallLedgerSettings = {}) {
    this.intakes = intakeModel(connection)
  }

  async openCall(call: NewCall): Promise<{ created: boolean; call: StoredCall }> {
    const inserted = await insertIntake(this.intakes, this.documentOf(call))
    if (inserted) {
      const { callSid, situation, event } = call
      return { created: true, call: { callSid, reference: inserted.reference, version: 1, situation, events: [event] } }
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
      situation: this.situationOf(document._id, document.telephony),
      events: document.telephony.events,
    }
  }

  async applyEvent(callSid: string, version: number, change: CallChange): Promise<boolean> {
    const id = this.idOf(callSid)
    const result = await this.intakes.collection.updateOne(
      { _id: id as never, 'telephony.version': version, 'telephony.events.key': { $ne: change.event.key } },
      // A pipeline, because cards of ours are taken away and added in one write beside cards that others owe.
      [{ $set: { ...this.changedFields(id, change), ...owedFields(change) } }],
      { writeConcern: { w: 'majority', j: true } },
    )
    return result.modifiedCount === 1
  }

  private idOf(callSid: string): string {
    return this.sealer.lookupHash('phone', callSid)
  }

  private documentOf(call: NewCall): IntakeDocument {
    const { callSid, at, situation, event, owedTasks } = call
    const id = this.idOf(callSid)
    const { language, callerWithheld, openOnArrival, from } = situation
    return newIntakeDocument({
      id,
      receivedAt: at,
      now: at,
      acknowledgement: { state: 'not_due', reason: 'telephone', attempts: 0 },
      owedTasks,
      ...(this.settings.demonstration !== undefined && { demonstration: this.settings.demonstration }),
      contact: {
        telephony: {
          callSid,
          language,
          callerWithheld,
          ...(openOnArrival !== undefined && { openOnArrival }),
          ...(from !== undefined && {
            from: this.sealer.seal(id, SEALED_FIELDS.caller, from),
            fromHash: this.sealer.lookupHash('caller', from),
          }),
          ...this.progressOf(id, situation),
          version: 1,
          events: [event],
        },
      },
    })
  }

  /** What events change of a call, as stored. */
  private progressOf(id: string, { state, queuedAt, callback, messageAskedAt, recording, endedAt, duration }: CallSituation) {
    const number = callback?.number
    return {
      state,
      ...(queuedAt && { queuedAt }),
      ...(callback && {
        callback: {
          safe: callback.safe,
          ...(callback.source && { source: callback.source }),
          ...(number !== undefined && { number: this.sealer.seal(id, SEALED_FIELDS.callbackNumber, number) }),
        },
      }),
      ...(messageAskedAt && { messageAskedAt }),
      ...(recording && { recording }),
      ...(endedAt && { endedAt }),
      ...(duration !== undefined && { duration }),
    }
  }

  private changedFields(id: string, { event, after, retriage }: CallChange): Record<string, unknown> {
    const fields = Object.entries(this.progressOf(id, after))
    return {
      ...Object.fromEntries(fields.map(([name, value]) => [`telephony.${name}`, { $literal: value }])),
      'telephony.version': { $add: ['$telephony.version', 1] },
      'telephony.events': { $concatArrays: ['$telephony.events', [{ $literal: event }]] },
      // A worker that holds the step now loses its claim with the token, and the step is done again with the new facts.
      ...(retriage && { 'steps.triage': { $literal: pendingStep(event.at) } }),
    }
  }

  private situationOf(id: string, telephony: TelephonyDocument): CallSituation {
    const { callSid: _callSid, ...situation } = toTelephony(telephony, new Opener(id, this.sealer))
    return situation
  }
}

function owedFields({ owe, noLongerOwe, event }: CallChange): Record<string, unknown> {
  if (owe.length === 0 && noLongerOwe.length === 0) return {}
  const others = { $filter: { input: '$owedTasks', cond: { $not: [{ $in: ['$$this.kind', noLongerOwe] }] } } }
  return {
    owedTasks: { $concatArrays: [others, owe.map((task) => ({ $literal: task }))] },
    // Also when cards are only withdrawn: the worker takes them off the desk.
    'steps.raiseTasks': { $literal: pendingStep(event.at) },
  }
}
