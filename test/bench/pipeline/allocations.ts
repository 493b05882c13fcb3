import type { Connection } from 'mongoose'

/** Listens for enquiries that have got their social worker and their manager. */
export class Allocations {
  /** When each was heard of, by this machine's clock, in milliseconds. */
  readonly heardAt = new Map<string, number>()
  private readonly stream: { close(): Promise<void> }

  private constructor(connection: Connection) {
    const stream = connection.collection('intakes').watch<{ _id: string }>([
      { $match: { operationType: 'update', 'updateDescription.updatedFields.allocation': { $exists: true } } },
      { $project: { documentKey: 1 } },
    ])
    stream.on('change', (change) => {
      if ('documentKey' in change) this.heardAt.set(change.documentKey._id, Date.now())
    })
    this.stream = stream
  }

  /** Ready when this resolves: nothing that is allocated afterwards is missed. */
  static async listen(connection: Connection): Promise<Allocations> {
    const allocations = new Allocations(connection)
    await new Promise((resolve) => void setTimeout(resolve, 1_000))
    return allocations
  }

  /** @throws when there are not so many in time */
  async until(count: number, patienceMs: number): Promise<void> {
    for (const end = Date.now() + patienceMs; this.heardAt.size < count;) {
      if (Date.now() > end) throw new Error(`Of ${count} enquiries ${this.heardAt.size} were allocated in time.`)
      await new Promise((resolve) => void setTimeout(resolve, 20))
    }
  }

  async stop(): Promise<void> {
    await this.stream.close()
  }
}
