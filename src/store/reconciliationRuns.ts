import type { Connection } from 'mongoose'
import type { Compared, ReconciliationRecord } from '../domain/reconciliation'
import type { MailPlace } from '../domain/mailPlace'
import type { MailReconciliationRecord } from '../email/reconciliation/ports'
import type { FailingItem, GapItem, ReconciliationRuns } from '../telephone/reconciliation/ports'
import { GapCards } from './gapCards'
import { placeId } from './mailRecords'

export interface RunDocument {
  _id: string
  beganAt?: Date
  completedAt?: Date
  compared?: Compared
  /** Of mailboxes: when a run that looked at everything began. */
  everythingAt?: Date
  failing?: FailingItem[]
}

const TELEPHONE = 'reconciliation'

/** Remembers the last runs of one comparison for all processes, so that the next looks back as far. */
export class StoredReconciliationRecord implements ReconciliationRecord {
  constructor(protected readonly connection: Connection, private readonly id: string) {}

  async lastCompleted(): Promise<Date | undefined> {
    return (await this.read())?.completedAt
  }

  async begin(at: Date): Promise<void> {
    await this.runs.updateOne({ _id: this.id }, { $max: { beganAt: at } }, { upsert: true })
  }

  async complete(at: Date, compared: Compared): Promise<void> {
    await this.runs.updateOne({ _id: this.id }, { $max: { completedAt: at, beganAt: at }, $set: { compared } }, { upsert: true })
  }

  async read(): Promise<RunDocument | undefined> {
    return (await this.runs.findOne({ _id: this.id })) ?? undefined
  }

  protected async keep(change: Partial<RunDocument>): Promise<void> {
    await this.runs.updateOne({ _id: this.id }, { $set: change }, { upsert: true })
  }

  private get runs() {
    return this.connection.collection<RunDocument>('runs')
  }
}

class StoredMailReconciliationRecord extends StoredReconciliationRecord implements MailReconciliationRecord {
  async lastOfEverything(): Promise<Date | undefined> {
    return (await this.read())?.everythingAt
  }

  async completeOfEverything(at: Date): Promise<void> {
    await this.keep({ everythingAt: at })
  }
}

/** The comparison of one mailbox with its rows. */
export const mailReconciliationRecord = (connection: Connection, place: MailPlace): StoredMailReconciliationRecord =>
  new StoredMailReconciliationRecord(connection, `${TELEPHONE} mail ${placeId(place)}`)

/** The comparison with the telephone network's lists, and what of them keeps failing. */
export class StoredReconciliationRuns extends StoredReconciliationRecord implements ReconciliationRuns {
  constructor(connection: Connection) {
    super(connection, TELEPHONE)
  }

  async failing(): Promise<readonly FailingItem[]> {
    return (await this.read())?.failing ?? []
  }

  async keepFailing(items: readonly FailingItem[]): Promise<void> {
    await this.keep({ failing: [...items] })
  }

  async alarm({ kind, sid }: GapItem, card: { readonly at: Date; readonly dueAt: Date }): Promise<void> {
    await new GapCards(this.connection).raise({ key: [kind, sid], cause: `${kind}_not_taken:${sid}` }, card)
  }
}
