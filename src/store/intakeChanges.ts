import type { mongo } from 'mongoose'
import type { Logger } from 'pino'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

export type ChangedIntake = Pick<IntakeDocument, '_id' | 'steps' | 'acknowledgement'>

/** The pause before a broken stream is opened again, in milliseconds: grows to the second figure. */
const REOPEN_MS = { first: 100, most: 5_000 }

const PIPELINE = [
  { $match: { operationType: { $in: ['insert', 'update', 'replace'] } } },
  { $project: { operationType: 1, documentKey: 1, 'fullDocument._id': 1, 'fullDocument.steps': 1, 'fullDocument.acknowledgement': 1 } },
]

/**
 * Tells of every enquiry that is made or changed, within milliseconds, through a change stream that is opened again
 * whenever it breaks. What happens in the gap is not told: listeners sweep for it.
 */
export class IntakeChanges {
  private stream: mongo.ChangeStream | undefined
  private stopped = false
  private running: Promise<void> | undefined

  constructor(
    private readonly intakes: IntakeModel,
    private readonly log: Logger,
    /** Called when the stream stands (again): what was missed may be looked for now. */
    private readonly listener: { changed(intake: ChangedIntake): void; opened(): void },
  ) {}

  start(): void {
    this.running ??= this.run()
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.stream?.close().catch(() => undefined)
    await this.running
  }

  private async run(): Promise<void> {
    for (let wait = REOPEN_MS.first; !this.stopped; wait = Math.min(wait * 2, REOPEN_MS.most)) {
      try {
        this.stream = this.intakes.collection.watch(PIPELINE, { fullDocument: 'updateLookup', maxAwaitTimeMS: 1_000 })
        for (this.listener.opened(); !this.stopped; wait = REOPEN_MS.first) {
          const change = (await this.stream.next()) as unknown as { fullDocument?: ChangedIntake }
          if (change.fullDocument) this.listener.changed(change.fullDocument)
        }
      } catch (error) {
        if (this.stopped) return
        this.log.warn({ err: error, retryInMs: wait }, 'the change stream broke; opening it again')
        await this.stream?.close().catch(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }
}
