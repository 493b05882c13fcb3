import type { Connection } from 'mongoose'
import { priorityRank } from '../domain/priority'
import { pendingStep } from '../domain/step'
import { type CallSituation, isWaiting } from '../domain/telephony'
import type { CallChange, CallLedger, NewCall, StoredCall } from '../telephone/call/ports'
import { insertIntake } from './insertIntake'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import { newIntakeDocument } from './newIntakeDocument'
import type { Sealer } from './seal'
import { Opener, SEALED_FIELDS, toSituation } from './toIntake'

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
    const result = await this.intakes.collection.updateOne(
      { _id: id as never, 'telephony.version': version, 'telephony.events.key': { $ne: change.event.key } },
      // A pipeline, because cards of ours are taken away and added in one write beside cards that others owe.
      [{ $set: { ...this.changedFields(id, change), ...owedFields(change), ...dueFields(change) } }, ...noLongerWaiting(change.after)],
      { writeConcern: { w: 'majority', j: true } },
    )
    return result.modifiedCount === 1
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
      acknowledgement: { state: 'not_due', reason: 'telephone', attempts: 0 },
      owedTasks,
      ...(this.settings.demonstration !== undefined && { demonstration: this.settings.demonstration }),
      contact: {
        telephony: {
          callSid,
          callerWithheld,
          ...(openOnArrival !== undefined && { openOnArrival }),
          ...(from !== undefined && {
            from: this.sealer.seal(id, SEALED_FIELDS.caller, from),
            fromHash: this.sealer.lookupHash('caller', from),
          }),
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
    const { callback, callerWithheld: _withheld, openOnArrival: _open, from: _from, ...plain } = situation
    const { number, ...wish } = callback ?? {}
    return {
      ...plain,
      recordings: [...plain.recordings],
      ...(callback && {
        callback: { ...wish, ...(number !== undefined && { number: this.sealer.seal(id, SEALED_FIELDS.callbackNumber, number) }) } as never,
      }),
      ...(isWaiting(situation.state) && situation.queuedAt && { waiting: { rank: urgencyRank(situation), since: situation.queuedAt } }),
    }
  }

  private changedFields(id: string, { event, after }: CallChange): Record<string, unknown> {
    const fields = Object.entries(this.progressOf(id, after))
    return {
      ...Object.fromEntries(fields.map(([name, value]) => [`telephony.${name}`, { $literal: value }])),
      // What reaches us late, from the spool or the network's lists, may be older than what came first.
      receivedAt: { $min: ['$receivedAt', event.at] },
      // The urgent key counts before triage has read anything.
      ...(after.urgentAt && { queueRank: { $min: ['$queueRank', priorityRank('urgent')] } }),
      'telephony.version': { $add: ['$telephony.version', 1] },
      'telephony.events': { $concatArrays: ['$telephony.events', [{ $literal: event }]] },
    }
  }
}

const urgencyRank = ({ urgentAt }: CallSituation): 0 | 1 => (urgentAt ? 0 : 1)

// A worker that holds a step now loses its claim with the token, and the step is done again with the new facts.
const dueFields = ({ due }: CallChange): Record<string, unknown> =>
  Object.fromEntries(Object.entries(due).map(([step, dueAt]) => [`steps.${step}`, { $literal: pendingStep(dueAt) }]))

/** Takes a caller out of what the queue is read by, once they wait no longer; and the call from those that go on. */
function noLongerWaiting({ state, endedAt }: CallSituation): { $unset: string[] }[] {
  const gone = [...(isWaiting(state) ? [] : ['telephony.waiting', 'telephony.offer']), ...(endedAt ? ['telephony.open'] : [])]
  return gone.length > 0 ? [{ $unset: gone }] : []
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
