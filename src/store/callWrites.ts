import { mongo } from 'mongoose'
import { GroupCommit } from './groupCommit'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

/** An update of one document, on a condition. */
interface ConditionalUpdate {
  readonly filter: object
  readonly update: object
}

type Settled<T> = PromiseSettledResult<T>
const WRITTEN: Settled<void> = { status: 'fulfilled', value: undefined }
const COMMAND = { ordered: false, writeConcern: { w: 'majority', j: true } } as const

/** The writes of calls, those of many callers in one command. Each stands for itself: one that fails takes none with it. */
export class CallWrites {
  private readonly inserts: GroupCommit<IntakeDocument, void>
  private readonly updates: GroupCommit<ConditionalUpdate, boolean>

  constructor({ collection }: IntakeModel) {
    this.inserts = new GroupCommit(async (documents) => insertTogether(collection, documents))
    this.updates = new GroupCommit(async (changes) => updateTogether(collection, changes))
  }

  /** @throws the database's own error, of this document alone */
  insert(document: IntakeDocument): Promise<void> {
    return this.inserts.write(document)
  }

  /** @returns false when the condition did not hold, or when it is not known whether it did: whoever asks looks again */
  update(change: ConditionalUpdate): Promise<boolean> {
    return this.updates.write(change)
  }
}

async function insertTogether(collection: IntakeModel['collection'], documents: readonly IntakeDocument[]): Promise<Settled<void>[]> {
  const insertAlone = async (document: IntakeDocument): Promise<void> =>
    void (await collection.insertOne(document as never, { writeConcern: COMMAND.writeConcern }))
  if (documents.length === 1) return Promise.allSettled(documents.map(insertAlone))
  const refused = await refusedOf(async () => collection.insertMany([...documents] as never[], COMMAND))
  // Once more, alone: the answer for a group does not say which index was hurt, and the caller's next step turns on that.
  return Promise.all(documents.map(async (document, index) => (refused.has(index) ? settled(insertAlone(document)) : WRITTEN)))
}

async function updateTogether(collection: IntakeModel['collection'], changes: readonly ConditionalUpdate[]): Promise<Settled<boolean>[]> {
  let matched = 0
  const refused = await refusedOf(async () => {
    const result = await collection.bulkWrite(changes.map(({ filter, update }) => ({ updateOne: { filter, update } })), COMMAND)
    matched = result.matchedCount
  }, (result) => {
    matched = result.matchedCount
  })
  // MongoDB tells how many conditions held, not which.
  const allHeld = matched === changes.length - refused.size
  return changes.map((_, index) => {
    const reason = refused.get(index)
    return reason === undefined ? { status: 'fulfilled', value: allHeld } : { status: 'rejected', reason }
  })
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
