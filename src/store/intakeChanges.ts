import type { mongo } from 'mongoose'
import type { Logger } from 'pino'
import type { OwedFields } from './dueWork'
import type { IntakeModel } from './intakeModel'

/** The pause before a broken stream is opened again, in milliseconds: grows to the second figure. */
const REOPEN_MS = { first: 100, most: 5_000 }

const EVENTS = { $match: { operationType: { $in: ['insert', 'update', 'replace'] } } }

/** What a change has written of when work is due; and, with the token of a claim, that it is due no more. */
const OF_WORK = /^(steps(\.\w+(\.(dueAt|token))?)?|acknowledgement(\.(dueAt|token))?)$/

/** Of what is due later than the write by more than clocks differ nobody need be told: a sweep finds it then. Databases that do not say when they wrote tell of it all the same. */
const CLOCKS_DIFFER_MS = 2_000
const DUE_LATER = {
  $gt: [{ $ifNull: ['$$this.v.dueAt', '$$this.v'] }, { $add: [{ $ifNull: ['$wallTime', new Date('9999-01-01')] }, CLOCKS_DIFFER_MS] }],
}

/** A step that was begun anew, whatever else was claimed with it. */
const BEGUN_ANEW = /^steps\.\w+$/

/**
 * How much is told of each enquiry. Of a change, what it wrote itself: to look the enquiry up for each would cost more
 * than the work. What neither makes anything due nor is new does not leave the database, and neither does a mere claim.
 */
const TOLD: Readonly<Record<'id' | 'work', object[]>> = {
  id: [{ $project: { operationType: 1, documentKey: 1 } }],
  work: [
    {
      $project: {
        operationType: 1, documentKey: 1, rank: '$updateDescription.updatedFields.queueRank', 'fullDocument.queueRank': 1, 'fullDocument.steps': 1, 'fullDocument.acknowledgement.dueAt': 1,
        written: { $filter: { input: { $objectToArray: '$updateDescription.updatedFields' }, cond: { $and: [{ $regexMatch: { input: '$$this.k', regex: OF_WORK } }, { $not: DUE_LATER }] } } },
      },
    },
    { $match: { $or: [{ operationType: { $ne: 'update' } }, { 'written.k': BEGUN_ANEW }, { 'written.k': { $exists: true, $not: /\.token$/ } }] } },
  ],
}

interface Change {
  documentKey: { _id: string }
  fullDocument?: Omit<OwedFields, '_id'>
  /** How pressing the enquiry became by an update. */
  rank?: number
  /** Paths with dots, as the database names what an update wrote. */
  written?: { k: string; v: unknown }[] | null
}

interface Listeners {
  /** `id` listeners are told the id. */
  changed?(intakeId: string): void
  /** `work` listeners are told what a new enquiry owes, and of one that changes what fell due by that very change. */
  owed?(intake: OwedFields): void
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
        this.stream = this.intakes.collection.watch([EVENTS, ...TOLD['owed' in this.listeners ? 'work' : 'id']], { maxAwaitTimeMS: 1_000 })
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

  private tell({ documentKey: { _id }, fullDocument, rank, written }: Change): void {
    this.listeners.changed?.(_id)
    if (fullDocument) this.listeners.owed?.({ _id, ...fullDocument })
    else if (written) this.listeners.owed?.({ _id, ...(rank !== undefined && { queueRank: rank }), ...nested(written) })
  }
}

/** `steps.triage.dueAt` and its value as the fields of a document. */
function nested(written: readonly { k: string; v: unknown }[]): Omit<OwedFields, '_id'> {
  const fields: Record<string, unknown> = {}
  for (const { k, v } of written) {
    const path = k.split('.')
    const last = path.pop() ?? k
    const parent = path.reduce<Record<string, unknown>>((at, name) => (at[name] ??= {}) as Record<string, unknown>, fields)
    parent[last] = v
  }
  return fields
}
