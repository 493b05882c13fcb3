import type { EmailIntakes, Insertion, NewEmailIntake } from '../../../src/email/intakePorts'
import type { KeptMessage, MailLedger, MailRow, RawMail, RawMessage } from '../../../src/email/keptMailPorts'
import type { FetchedMessage, FolderPlace, Mailbox, MailFolder, MailLocation, OpenInbox } from '../../../src/email/mailboxPorts'

const PLACE = { account: 'intake@advice.example', mailbox: 'INBOX' }

/** An inbox in memory that moves and remembers, with faults on demand. */
export class FakeMailbox implements Mailbox, OpenInbox {
  readonly account = PLACE.account
  readonly mailbox = PLACE.mailbox
  uidValidity = '1'
  readonly moved = new Map<number, MailFolder>()
  readonly flagged = new Set<number>()
  readonly fetches: number[][] = []
  connected = true
  refusesToMove = false
  /** Fetching any of these is refused. */
  readonly poison = new Set<number>()
  /** Fetching any of these ends the connection. */
  readonly fatal = new Set<number>()
  private readonly messages: FetchedMessage[]

  constructor(sources: readonly (Buffer | { size: number })[]) {
    this.messages = sources.map((source, index) => {
      const bytes = Buffer.isBuffer(source) ? source : Buffer.alloc(0)
      return { uid: index + 1, size: Buffer.isBuffer(source) ? source.length : source.size, receivedAt: new Date(0), source: bytes }
    })
  }
  add(source: Buffer): void {
    this.messages.push({ uid: this.messages.length + 1, size: source.length, receivedAt: new Date(0), source })
  }
  withInbox<T>(work: (inbox: OpenInbox) => Promise<T>): Promise<T> {
    this.connected = true
    return work(this)
  }
  async listUids() {
    return this.messages.map(({ uid }) => uid).filter((uid) => !this.moved.has(uid))
  }
  async describe(uids: readonly number[]) {
    return this.messages.filter(({ uid }) => uids.includes(uid))
  }
  async fetch(wanted: readonly { uid: number }[]) {
    const uids = wanted.map(({ uid }) => uid)
    this.fetches.push(uids)
    if (uids.some((uid) => this.poison.has(uid))) throw Object.assign(new Error('refused'), { code: 'NO' })
    if (uids.some((uid) => this.fatal.has(uid))) {
      this.connected = false
      throw Object.assign(new Error('gone'), { code: 'NoConnection' })
    }
    return this.messages.filter(({ uid }) => uids.includes(uid))
  }
  async flagIngested(uids: readonly number[]) {
    uids.forEach((uid) => this.flagged.add(uid))
  }
  async move(uids: readonly number[], folder: MailFolder) {
    if (this.refusesToMove) throw Object.assign(new Error('refused'), { code: 'move_refused' })
    uids.forEach((uid) => this.moved.set(uid, folder))
    return new Map(uids.map((uid) => [uid, { uidValidity: '9', uid: uid + 100 }]))
  }
}

export class FakeLedger implements MailLedger {
  readonly rows = new Map<string, MailRow>()
  readonly cards: string[] = []
  /** Where quarantined messages lie, by their UID in the inbox. */
  readonly held = new Map<number, FolderPlace>()
  /** When quarantined messages arrived, where it was told. */
  readonly arrivals = new Map<number, Date>()
  /** The database is away. */
  away = false

  async find(_: object, uidValidity: string, uids: readonly number[]) {
    const rows = [...this.rows.values()].filter(({ location }) => location.uidValidity === uidValidity && uids.includes(location.uid))
    return new Map(rows.map((row) => [row.location.uid, row]))
  }
  async unfinished(_: object, after?: KeptMessage) {
    const kept = [...this.rows].flatMap(([at, row]) => (row.state === 'kept' && row.kept ? [{ at, message: row.kept }] : []))
    return kept.toSorted((a, b) => (a.at < b.at ? -1 : 1)).filter(({ at }) => !after || at > key(after.location)).map(({ message }) => message)
  }
  async recordKept(messages: readonly KeptMessage[]) {
    this.answer()
    for (const kept of messages) this.rows.set(key(kept.location), { ...this.row(kept.location), state: 'kept', kept })
    return messages
  }
  async noteSeen(locations: readonly MailLocation[]) {
    for (const location of locations) this.rows.set(key(location), this.row(location))
  }
  async markIngested(locations: readonly MailLocation[]) {
    for (const location of locations) this.rows.set(key(location), { ...this.rows.get(key(location))!, state: 'ingested' })
  }
  async countFailure(location: MailLocation) {
    this.answer()
    const failures = this.row(location).failures + 1
    this.rows.set(key(location), { ...this.row(location), failures })
    return failures
  }
  async countDrop(location: MailLocation) {
    this.answer()
    const drops = this.row(location).drops + 1
    this.rows.set(key(location), { ...this.row(location), drops })
    return drops
  }
  async quarantine(location: MailLocation, cause: string, receivedAt?: Date) {
    this.cards.push(cause)
    if (receivedAt) this.arrivals.set(location.uid, receivedAt)
    this.rows.set(key(location), { ...this.row(location), state: 'quarantined' })
  }
  async noteHeld(location: MailLocation, held: FolderPlace) {
    this.held.set(location.uid, held)
  }
  private row(location: MailLocation): MailRow {
    return this.rows.get(key(location)) ?? { location, state: 'seen', failures: 0, drops: 0 }
  }
  private answer(): void {
    if (this.away) throw new Error('no database')
  }
}

const key = ({ uidValidity, uid }: MailLocation): string => `${uidValidity}/${uid}`

export class FakeRawMail implements RawMail {
  readonly files = new Map<string, Buffer>()
  async save(messages: readonly RawMessage[]) {
    for (const { intakeId, bytes } of messages) this.files.set(intakeId, bytes)
    return new Map(messages.map(({ intakeId }) => [intakeId, intakeId]))
  }
  async read(intakeId: string) {
    return this.files.get(intakeId)!
  }
}

export class FakeIntakes implements EmailIntakes {
  readonly made = new Map<string, NewEmailIntake>()
  idFor = (sha256: string) => `id-${sha256}`
  existing = async (ids: readonly string[]) => new Set(ids.filter((id) => this.made.has(id)))
  findAcknowledged: EmailIntakes['findAcknowledged'] = async () => []
  readonly reports: unknown[] = []
  noteReport: EmailIntakes['noteReport'] = async (report) => void this.reports.push(report)
  suggestSame: EmailIntakes['suggestSame'] = async () => undefined
  findByReference: EmailIntakes['findByReference'] = async () => []
  async insert(intakes: readonly NewEmailIntake[]) {
    return intakes.map((intake): Insertion => {
      if (this.made.has(intake.id)) return 'already_there'
      this.made.set(intake.id, intake)
      return 'inserted'
    })
  }
}
