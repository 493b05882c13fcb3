import type { mongo } from 'mongoose'
import type { Logger } from 'pino'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'

export type ChangedIntake = Pick<IntakeDocument, '_id' | 'steps' | 'acknowledgement'>

/** The pause before a broken stream is opened again, in milliseconds: grows to the second figure. */
const REOPEN_MS = { first: 100, most: 5_000 }

const EVENTS = { $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }

/** How much is told of each enquiry: its id alone costs the database no look-up. */
const TOLD = {
  id: { $project: { operationType: 1, documentKey: 1 } },
  work: { $project: { operationType: 1, documentKey: 1, 'fullDocument.steps': 1, 'fullDocument.acknowledgement': 1 } },
} as const

interface Change {
  documentKey: { _id: string }
  fullDocument?: Omit<ChangedIntake, '_id'>
}

interface Listeners {
  /** `id` listeners are told the id. */
  changed?(intakeId: string): void
  /** `work` listeners are told what the enquiry owes as well. */
  owed?(intake: ChangedIntake): void
  /** Called when the stream stands (again): what was missed may be looked for now. */
  opened?(): void
}

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
    private readonly listeners: Listeners,
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
        const withWork = 'owed' in this.listeners
        this.stream = this.intakes.collection.watch([EVENTS, withWork ? TOLD.work : TOLD.id], {
          maxAwaitTimeMS: 1_000, ...(withWork && { fullDocument: 'updateLookup' }),
        })
        // The first look opens the stream at the server: from here on nothing is missed.
        const first = (await this.stream.tryNext()) as unknown as Change | null
        this.listeners.opened?.()
        if (first) this.tell(first)
        for (; !this.stopped; wait = REOPEN_MS.first) this.tell((await this.stream.next()) as unknown as Change)
      } catch (error) {
        if (this.stopped) return
        this.log.warn({ err: error, retryInMs: wait }, 'the change stream broke; opening it again')
        await this.stream?.close().catch(() => undefined)
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  private tell({ documentKey: { _id }, fullDocument }: Change): void {
    this.listeners.changed?.(_id)
    if (fullDocument) this.listeners.owed?.({ _id, ...fullDocument })
  }
}
