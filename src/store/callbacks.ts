import type { Connection } from 'mongoose'
import { pendingStep } from '../domain/step'
import type { Adviser } from '../domain/telephony'
import type { CallbackWish } from '../domain/telephoneBoard'
import type { CallbackWishes } from '../telephone/desk/ports'
import type { CallbackAttempt, CallbackWanted, Callbacks } from '../telephone/legs/ports'
import type { TelephonyDocument } from './documents/telephonyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { Opener, SEALED_FIELDS } from './toIntake'

type CallbackDocument = Pick<IntakeDocument, '_id' | 'reference'> & { telephony: TelephonyDocument }

const SHOWN = { reference: 1, 'telephony.callback': 1, 'telephony.callbackWanted': 1, 'telephony.language': 1 }

/** Call-backs that somebody wants to make, in the enquiries that they are for. */
export class StoredCallbacks implements Callbacks, CallbackWishes {
  private readonly intakes: IntakeModel

  constructor(connection: Connection, private readonly sealer: Sealer) {
    this.intakes = intakeModel(connection)
  }

  async standing(intakeId: string): Promise<{ hasNumber: boolean; safe: boolean; wantedBy?: Adviser } | undefined> {
    const found = await this.read(intakeId)
    if (!found?.telephony) return undefined
    const { callback, callbackWanted: wish } = found.telephony
    return {
      hasNumber: callback?.number !== undefined,
      safe: callback?.safe === 'yes',
      ...(wish && { wantedBy: { staffId: wish.staffId, name: wish.name } }),
    }
  }

  async want({ intakeId, by, unsafeConfirmed }: CallbackWish, at: Date): Promise<boolean> {
    return this.change(
      { _id: intakeId, 'telephony.callback.number': { $exists: true }, 'telephony.callbackWanted': { $exists: false } },
      { $set: { 'telephony.callbackWanted': { ...by, at, unsafeConfirmed }, 'steps.ringStaff': pendingStep(at) } },
    )
  }

  async wanted(intakeId: string): Promise<CallbackWanted | undefined> {
    const found = await this.read(intakeId)
    const { callbackWanted: wish, callback, language } = found?.telephony ?? {}
    if (!found || !wish || !callback || !language) return undefined
    const { staffId, name, legId, at } = wish
    return Object.freeze({
      intakeId, language, reference: found.reference, mayNameUs: callback.mayNameUs === 'yes', by: { staffId, name }, since: at,
      ...(legId !== undefined && { legId }),
    })
  }

  async begin(intakeId: string, staffId: string, legId: string): Promise<boolean> {
    return this.change(
      { _id: intakeId, 'telephony.callbackWanted.staffId': staffId, 'telephony.callbackWanted.legId': { $exists: false } },
      { $set: { 'telephony.callbackWanted.legId': legId } },
    )
  }

  async giveUp(intakeId: string, staffId: string): Promise<void> {
    await this.change(
      { _id: intakeId, 'telephony.callbackWanted.staffId': staffId, 'telephony.callbackWanted.legId': { $exists: false } },
      { $unset: { 'telephony.callbackWanted': '' } },
    )
  }

  async numberFor(intakeId: string, legId: string): Promise<string | undefined> {
    const found = await this.read(intakeId)
    const { callback, callbackWanted: wish } = found?.telephony ?? {}
    if (!callback?.number || !wish || wish.legId !== legId) return undefined
    if (callback.safe !== 'yes' && !wish.unsafeConfirmed) return undefined
    return new Opener(intakeId, this.sealer).text(SEALED_FIELDS.callbackNumber, callback.number)
  }

  async attempted(intakeId: string, { legId, adviser, at, answered, noteDueAt }: CallbackAttempt): Promise<void> {
    const attempts = 'telephony.callbackAttempts'
    if (!answered) {
      await this.change({ _id: intakeId, [`${attempts}.legId`]: { $ne: legId } }, {
        $push: { [attempts]: { legId, ...adviser, at, answered }, history: this.note(intakeId, { adviser, at, answered }) },
      })
    } else {
      // Whether somebody answered may be learnt after the end: the one attempt is then put right, and the note owed once.
      await this.change({ _id: intakeId, [attempts]: { $not: { $elemMatch: { legId, answered: true } } } }, [
        { $set: this.answeredFields(intakeId, { legId, adviser, at, answered, noteDueAt }) },
      ])
    }
    await this.forget(intakeId, legId)
  }

  async forget(intakeId: string, legId: string): Promise<void> {
    await this.change({ _id: intakeId, 'telephony.callbackWanted.legId': legId }, { $unset: { 'telephony.callbackWanted': '' } })
  }

  private answeredFields(intakeId: string, { legId, adviser, at, noteDueAt }: CallbackAttempt): Record<string, unknown> {
    const path = 'telephony.callbackAttempts'
    const others = { $filter: { input: { $ifNull: [`$${path}`, []] }, cond: { $ne: ['$$this.legId', legId] } } }
    const add = (field: string, value: unknown) => ({ $concatArrays: [{ $ifNull: [`$${field}`, []] }, [{ $literal: value }]] })
    return {
      [path]: { $concatArrays: [others, [{ $literal: { legId, ...adviser, at, answered: true, noteDueAt } }]] },
      history: add('history', this.note(intakeId, { adviser, at, answered: true })),
      owedTasks: add('owedTasks', { kind: 'wrap_up', dueAt: noteDueAt }),
      'steps.raiseTasks': { $literal: pendingStep(at) },
    }
  }

  private note(intakeId: string, { adviser, at, answered }: Pick<CallbackAttempt, 'adviser' | 'at' | 'answered'>) {
    const words = answered
      ? 'The service rang the caller back for them, and the call was answered.'
      : 'The service rang the caller back for them. The number was busy, did not answer, or could not be reached.'
    return { kind: 'note', at, by: adviser.staffId, byName: adviser.name, reason: this.sealer.seal(intakeId, SEALED_FIELDS.historyReason, words) }
  }

  private async read(intakeId: string): Promise<CallbackDocument | null> {
    return this.intakes.findById(intakeId, SHOWN).lean<CallbackDocument>()
  }

  /** With the driver's own call: the schema knows nothing of what lies inside `telephony`. */
  private async change(filter: object, change: object): Promise<boolean> {
    const { modifiedCount } = await this.intakes.collection.updateOne(filter, change, { writeConcern: { w: 'majority', j: true } })
    return modifiedCount === 1
  }
}
