import type { Connection } from 'mongoose'
import type { SecondEntry, SecondParts, SecondStanding } from '../allocation/secondProfessionals/ports'
import type { Acceptance } from '../domain/allocation'
import { leaveOn } from '../domain/leave'
import type { SecondRole } from '../domain/secondProfessionals'
import { pendingStep } from '../domain/step'
import { londonDay } from '../domain/workingDays'
import { barredFrom } from './barred'
import { OPEN_STATUSES } from './caseloads'
import type { HistoryDocument } from './documents/historyDocument'
import type { IntakeDocument } from './intakeDocument'
import { type IntakeModel, intakeModel } from './intakeModel'
import type { Sealer } from './seal'
import { type StaffDocument, staffModel } from './staffModel'
import { SEALED_FIELDS } from './toIntake'

const OPEN = { status: { $in: OPEN_STATUSES } }

/** Who is on an enquiry as second professional: each change is one write on it, its line in the history with it. */
export class StoredSecondParts implements SecondParts {
  private readonly intakes: IntakeModel

  constructor(private readonly connection: Connection, private readonly sealer: Sealer) {
    this.intakes = intakeModel(connection)
  }

  async find(intakeId: string, role: SecondRole): Promise<SecondStanding | undefined> {
    const found = await this.intakes.findById(intakeId, { status: 1, [`seconds.${role}`]: 1 }).lean<Pick<IntakeDocument, 'status' | 'seconds'>>()
    const second = found?.seconds?.[role]
    if (!found || !second) return undefined
    const { because, calledAt, acceptance } = second
    return Object.freeze({ isOpen: OPEN_STATUSES.includes(found.status), because, ...(calledAt && { calledAt }), ...(acceptance && { acceptance }) })
  }

  async officers(intakeId: string, role: SecondRole, at: Date): Promise<readonly { readonly staffId: string; readonly name: string }[]> {
    const [barred, found] = await Promise.all([
      barredFrom(this.intakes, intakeId),
      staffModel(this.connection).find({ active: true, role }, { name: 1, leave: 1 }).sort({ name: 1, _id: 1 }).lean<Pick<StaffDocument, '_id' | 'name' | 'leave'>[]>(),
    ])
    return found.filter(({ _id, leave = [] }) => !barred.has(_id) && !leaveOn(leave, londonDay(at))).map(({ _id: staffId, name }) => ({ staffId, name }))
  }

  async accept(intakeId: string, acceptance: Acceptance, entry: SecondEntry): Promise<boolean> {
    return acceptSecond(this.intakes, intakeId, acceptance, this.line(intakeId, entry), entry.role)
  }

  async ask(intakeId: string, asked: Acceptance, before: string | undefined, entry: SecondEntry): Promise<boolean> {
    const { at } = asked
    const second = `seconds.${entry.role}`
    const { modifiedCount } = await this.intakes.updateOne(
      { _id: intakeId, ...OPEN, [second]: { $exists: true }, [`${second}.acceptance.by`]: before ?? { $exists: false }, 'barred.staffId': { $ne: asked.by } } as never,
      {
        // The clock goes on where it ran.
        $set: { [`${second}.asked`]: asked, 'steps.escalateSecond': pendingStep(at), ...(before !== undefined && { [`${second}.awaitedSince`]: at }) },
        $unset: Object.fromEntries(['acceptance', 'notNeeded', 'rung', 'nextAt', 'lookAt'].map((field) => [`${second}.${field}`, ''])),
        $pull: { [`${second}.handedBack`]: asked.by },
        $push: { history: this.line(intakeId, entry) },
      },
    )
    return modifiedCount === 1
  }

  async handBack(intakeId: string, from: string, entry: SecondEntry): Promise<boolean> {
    const { role, at } = entry
    const { modifiedCount } = await this.intakes.updateOne({ _id: intakeId, ...OPEN, [`seconds.${role}.acceptance.by`]: from }, {
      $set: { [`seconds.${role}.awaitedSince`]: at, 'steps.escalateSecond': pendingStep(at) },
      $unset: { [`seconds.${role}.acceptance`]: '' },
      $addToSet: { [`seconds.${role}.handedBack`]: from },
      $push: { history: this.line(intakeId, entry) },
    })
    return modifiedCount === 1
  }

  async dismiss(intakeId: string, { because, calledAt }: SecondStanding, entry: SecondEntry): Promise<boolean> {
    const { role, at, by, byName } = entry
    const second = `seconds.${role}`
    const asSeen = { [`${second}.because`]: { $size: because.length }, [`${second}.calledAt`]: calledAt ?? { $exists: false }, [`${second}.acceptance`]: { $exists: false } }
    const { modifiedCount } = await this.intakes.updateOne({ _id: intakeId, ...OPEN, ...asSeen } as never, {
      $set: { [`${second}.notNeeded`]: { by, byName, at, reasons: because.length }, 'steps.escalateSecond': pendingStep(at) },
      $unset: { [`${second}.asked`]: '' },
      $push: { history: this.line(intakeId, entry) },
    })
    return modifiedCount === 1
  }

  private line(intakeId: string, { reason = '', ...entry }: SecondEntry): HistoryDocument {
    return { ...entry, ...(reason !== '' && { reason: this.sealer.seal(intakeId, SEALED_FIELDS.historyReason, reason) }) }
  }
}

/** Puts an officer on it, where nobody is, and ends the telling. */
export async function acceptSecond(
  intakes: IntakeModel, intakeId: string, acceptance: Acceptance, line: HistoryDocument, role: SecondRole,
): Promise<boolean> {
  const second = `seconds.${role}`
  const { modifiedCount } = await intakes.collection.updateOne(
    { _id: intakeId as never, ...OPEN, [second]: { $exists: true }, [`${second}.acceptance`]: { $exists: false }, 'barred.staffId': { $ne: acceptance.by } },
    {
      $set: { [`${second}.acceptance`]: acceptance, 'steps.escalateSecond': pendingStep(acceptance.at) },
      $unset: { [`${second}.notNeeded`]: '', [`${second}.asked`]: '' },
      $pull: { [`${second}.handedBack`]: acceptance.by },
      $push: { history: line },
    } as never,
    { writeConcern: { w: 'majority', j: true } },
  )
  return modifiedCount === 1
}
