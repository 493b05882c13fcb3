import { isDeepStrictEqual } from 'node:util'
import { mongo } from 'mongoose'
import type { CallEventEntry } from '../telephone/call/ports'
import { GroupCommit } from './groupCommit'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { DURABLE } from './writeTogether'

/** An event's update of its call, on a condition. */
export interface EventUpdate {
  readonly id: string
  readonly condition: object
  readonly update: object
  /** What the update adds to the call's events; by it the update is found again. */
  readonly event: CallEventEntry
}

type Settled<T> = PromiseSettledResult<T>
const WRITTEN: Settled<void> = { status: 'fulfilled', value: undefined }
const COMMAND = { ordered: false, ...DURABLE } as const

/** The writes of calls, those of many callers in one command. Each stands for itself: one that fails takes none with it. */
export class CallWrites {
  private readonly inserts: GroupCommit<IntakeDocument, void>
  private readonly updates: GroupCommit<EventUpdate, boolean>

  constructor({ collection }: IntakeModel) {
    this.inserts = new GroupCommit(async (documents) => insertCalls(collection, documents))
    this.updates = new GroupCommit(async (changes) => updateCalls(collection, changes))
  }

  /** @throws the database's own error, of this document alone */
  insert(document: IntakeDocument): Promise<void> {
    return this.inserts.write(document)
  }

  /** @returns false when the condition did not hold, and nothing was written */
  update(change: EventUpdate): Promise<boolean> {
    return this.updates.write(change)
  }
}

async function insertCalls(collection: IntakeModel['collection'], documents: readonly IntakeDocument[]): Promise<Settled<void>[]> {
  const insertAlone = async (document: IntakeDocument): Promise<void> =>
    void (await collection.insertOne(document as never, DURABLE))
  if (documents.length === 1) return Promise.allSettled(documents.map(insertAlone))
  const refused = await refusedOf(async () => collection.insertMany([...documents] as never[], COMMAND))
  // Once more, alone: the answer for a group does not say which index was hurt, and the caller's next step turns on that.
  return Promise.all(documents.map(async (document, index) => (refused.has(index) ? settled(insertAlone(document)) : WRITTEN)))
}

async function updateCalls(collection: IntakeModel['collection'], changes: readonly EventUpdate[]): Promise<Settled<boolean>[]> {
  const operations = changes.map(({ id, condition, update }) => ({ updateOne: { filter: { ...condition, _id: id as never }, update } }))
  let matched = 0
  const refused = await refusedOf(
    async () => void ({ matchedCount: matched } = await collection.bulkWrite(operations, COMMAND)),
    (result) => void (matched = result.matchedCount),
  )
  const isWritten = matched === changes.length - refused.size ? () => true : await lookWhatIsWritten(collection, changes)
  return changes.map((change, index) => {
    const reason = refused.get(index)
    return reason === undefined ? { status: 'fulfilled', value: isWritten(change) } : { status: 'rejected', reason }
  })
}

/** MongoDB tells how many conditions held, not which. One query for the group finds the events that are now there. */
async function lookWhatIsWritten(collection: IntakeModel['collection'], changes: readonly EventUpdate[]): Promise<(change: EventUpdate) => boolean> {
  const calls = await collection
    .find({ _id: { $in: changes.map(({ id }) => id as never) } }, { projection: { 'telephony.events': 1 } })
    .toArray() as unknown as Pick<IntakeDocument, '_id' | 'telephony'>[]
  const events = new Map(calls.map(({ _id, telephony }) => [_id, telephony?.events ?? []]))
  // The very event, answer and time included: the same one as another process decided it is not ours.
  return ({ id, event }) => (events.get(id) ?? []).some((stored) => isDeepStrictEqual(stored, event))
}

/** The errors of single writes by their place in the group; what failed as a whole is thrown. */
async function refusedOf(
  command: () => Promise<unknown>, written: (result: mongo.BulkWriteResult) => void = () => undefined,
): Promise<ReadonlyMap<number, unknown>> {
  try {
    await command()
    return new Map()
  } catch (error) {
    if (!(error instanceof mongo.MongoBulkWriteError)) throw error
    const errors = [error.writeErrors].flat()
    // The group may be written and not yet safe with the majority: that is a failure of all.
    if (errors.length === 0 || error.result.getWriteConcernError()) throw error
    written(error.result)
    return new Map(errors.map((one) => [one.index, one]))
  }
}

const settled = async (work: Promise<void>): Promise<Settled<void>> =>
  work.then(() => WRITTEN, (reason: unknown) => ({ status: 'rejected', reason }))
