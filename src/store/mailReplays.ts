import type { Connection } from 'mongoose'
import type { Clock } from '../domain/clock'
import type { MailPlace } from '../domain/mailPlace'
import type { FolderPlace } from '../email/mailboxPorts'
import type { AskedReplay, ReplayOutcome, Replays, ReplayStanding, ReplayWishes, WantedMessage } from '../email/replay/ports'
import { locationOf, rowId, toKept } from './mailLedger'
import { type MailRowDocument, type MailRowModel, mailRowModel } from './mailRowModel'
import { closeQuarantineCards, putUpQuarantineCard, quarantineCardId, rowOfCard } from './quarantineCards'
import { type TaskModel, taskModel } from './taskModel'

/** Carried out in one go; the next wake takes the next. */
const AT_ONCE = 50
/** Asked for at once by `--all`. */
const MOST_OPEN = 10_000

/** Wishes to have held messages taken in again: made by anybody, carried out by whoever watches the mailbox. */
export class StoredMailReplays implements Replays, ReplayWishes {
  private readonly rows: MailRowModel
  private readonly tasks: TaskModel

  constructor(connection: Connection, private readonly now: Clock) {
    this.rows = mailRowModel(connection)
    this.tasks = taskModel(connection)
  }

  async isAnyWanted({ account, mailbox }: MailPlace): Promise<boolean> {
    return (await this.rows.exists({ 'replay.state': 'asked', account, mailbox })) !== null
  }

  async wanted({ account, mailbox }: MailPlace): Promise<readonly WantedMessage[]> {
    const rows = await this.rows.find({ 'replay.state': 'asked', account, mailbox }).limit(AT_ONCE).lean<MailRowDocument[]>()
    return Promise.all(rows.map(async (row) => this.toWanted(row)))
  }

  async noteBack({ id, location }: WantedMessage, back: FolderPlace): Promise<void> {
    const isSame = back.uid === location.uid && back.uidValidity === location.uidValidity
    const anew = { state: 'seen', failures: 0, drops: 0 } as const
    await this.rows.updateOne(
      { _id: id, state: 'quarantined' },
      isSame ? { $set: { ...anew, 'replay.back': back }, $inc: { replays: 1 } } : { $set: { state: 'moved_back', 'replay.back': back } },
    )
  }

  async settle(id: string, outcome: ReplayOutcome): Promise<void> {
    const row = await this.rows.findById(id).lean<MailRowDocument>()
    if (row?.replay?.state !== 'asked') return
    const done = { 'replay.state': 'done', 'replay.outcome': outcome } as const
    switch (outcome.kind) {
      case 'enquiry':
        await this.endWith(row, { $set: { ...done, ...(row.state === 'quarantined' && { state: 'ingested' as const }) } })
        return
      case 'failed': {
        const replays = (row.replays ?? 0) + 1
        const card = quarantineCardId(id, replays)
        await putUpQuarantineCard(this.tasks, card, outcome.cause, this.now())
        await this.endWith(row, { $set: { ...done, replays, cause: outcome.cause } }, card)
        return
      }
      case 'set_aside_again':
        // Under its new number it has a row and a card of its own.
        await this.endWith(row, { $set: done }, row.state === 'moved_back' ? undefined : quarantineCardId(id, row.replays))
        return
      case 'moved_back':
        await this.endWith(row, { $set: { ...done, state: 'moved_back' } })
        return
      case 'not_found':
        await this.tasks.updateMany({ _id: quarantineCardId(id, row.replays), state: 'open' }, { $set: { cause: 'not_found' } })
        await this.rows.updateOne({ _id: id }, { $set: done })
        return
      default:
        outcome satisfies never
    }
  }

  async open(): Promise<readonly string[]> {
    const cards = await this.tasks.find({ kind: 'quarantine', state: 'open' }, { _id: 1 }).sort({ dueAt: 1 }).limit(MOST_OPEN).lean<{ _id: string }[]>()
    return cards.flatMap(({ _id }) => rowOfCard(_id) ?? [])
  }

  async find(beginning: string): Promise<readonly string[]> {
    const rows = await this.rows.find({ _id: { $gte: beginning, $lt: `${beginning}g` } }, { _id: 1 }).limit(2).lean<{ _id: string }[]>()
    return rows.map(({ _id }) => _id)
  }

  async ask(id: string, at: Date): Promise<AskedReplay> {
    const wish = { state: 'asked', askedAt: at } as const
    // One that is asked for already is not asked for anew: it may be on its way.
    const { matchedCount } = await this.rows.updateOne({ _id: id, state: 'quarantined', 'replay.state': { $ne: 'asked' } }, { $set: { replay: wish } })
    if (matchedCount === 1) return 'asked'
    const row = await this.rows.findById(id).lean<MailRowDocument>()
    if (row?.replay?.state === 'asked') return 'asked'
    return row?.state === 'ingested' || row?.replay?.outcome?.kind === 'enquiry' ? 'is_enquiry' : 'unknown'
  }

  /** The same for whoever has the card in front of them. */
  async askByCard(cardId: string, at: Date): Promise<AskedReplay> {
    const id = rowOfCard(cardId)
    return id === undefined ? 'unknown' : this.ask(id, at)
  }

  async standing(id: string): Promise<ReplayStanding> {
    const row = await this.rows.findById(id).lean<MailRowDocument>()
    if (!row?.replay) return { kind: 'never_asked' }
    return row.replay.outcome ?? { kind: 'waiting' }
  }

  /** The card goes first: were it last, a crash would leave it with nobody who closes it. */
  private async endWith({ _id }: MailRowDocument, change: object, standing?: string): Promise<void> {
    await closeQuarantineCards(this.tasks, _id, this.now(), standing)
    await this.rows.updateOne({ _id }, change)
  }

  private async toWanted(row: MailRowDocument): Promise<WantedMessage> {
    const { account, mailbox, held, replay } = row
    const back = replay?.back && (await this.rows.findById(rowId({ account, mailbox, ...replay.back })).lean<MailRowDocument>())
    const kept = toKept(row)
    return Object.freeze({
      id: row._id,
      location: locationOf(row),
      ...(kept && { kept }),
      ...(held && { held }),
      ...(replay?.back && { back: back ? { state: back.state, ...(back.intakeId && { intakeId: back.intakeId }) } : { state: 'unmet' as const } }),
    })
  }
}
