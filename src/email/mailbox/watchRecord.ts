import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock'
import type { MailPlace } from '../../domain/mailPlace'

/** `standby`: another process has this mailbox. */
export type WatchState = 'connecting' | 'watching' | 'standby' | 'disconnected' | 'stopped'

export interface WatchStanding {
  readonly state: WatchState
  /** The end of the last sync of this process that succeeded, or of a batch within a longer one. */
  readonly lastSyncAt?: Date
  /** Out of reach since then; a code says why. */
  readonly out?: { readonly since: Date; readonly cause: string; readonly failures: number }
}

/** Where each watch tells how it is doing, for whoever wants to know. Implemented by src/store/mailboxBeats.ts. */
export interface MailboxBeats {
  beat(place: MailPlace, standing: WatchStanding, at: Date): Promise<void>
}

interface RecordDeps {
  readonly connector: MailPlace
  readonly name: string
  readonly beats: MailboxBeats
  readonly now: Clock
  readonly log: Logger
}

/** How one mailbox's watch is doing: kept here, and told to the store as it changes. */
export class WatchRecord {
  standing: WatchStanding = { state: 'connecting' }
  private telling: Promise<unknown> = Promise.resolve()

  constructor(private readonly deps: RecordDeps) {}

  /** A mailbox that was out of reach is so until a sync has succeeded. */
  connecting(): void {
    this.enter({ ...this.standing, state: this.standing.out ? 'disconnected' : 'connecting' })
  }

  synced(): void {
    const { name, now, log } = this.deps
    if (this.standing.out) log.info({ channel: 'email', mailbox: name, failures: this.standing.out.failures }, 'mailbox is in reach again')
    this.enter({ state: 'watching', lastSyncAt: now() })
  }

  /** A batch is taken in: a backlog may take many minutes, and nobody need worry meanwhile. */
  progressed(): void {
    this.enter({ ...this.standing, state: this.standing.out ? 'disconnected' : 'watching', lastSyncAt: this.deps.now() })
  }

  /** @returns failures in a row, this one included */
  failed(cause: string): number {
    const { name, now, log } = this.deps
    const { out } = this.standing
    const failures = (out?.failures ?? 0) + 1
    this.enter({ ...this.standing, state: 'disconnected', out: { since: out?.since ?? now(), cause, failures } })
    log.warn({ channel: 'email', mailbox: name, cause, failures }, 'mailbox out of reach')
    return failures
  }

  /** What another process looks after is in no trouble of ours. */
  standBy(): void {
    const { lastSyncAt } = this.standing
    this.enter({ ...(lastSyncAt && { lastSyncAt }), state: 'standby' })
  }

  /** Resolves once all was told. */
  async stopped(): Promise<void> {
    // Whoever stood by has nothing to say of the mailbox.
    if (this.standing.state === 'standby') this.standing = { ...this.standing, state: 'stopped' }
    else this.enter({ ...this.standing, state: 'stopped' })
    await this.telling
  }

  private enter(standing: WatchStanding): void {
    this.standing = standing
    const { beats, connector, now } = this.deps
    const at = now()
    // A store that is away is told elsewhere; here it must not keep the mailbox waiting.
    this.telling = this.telling.then(async () => beats.beat(connector, standing, at)).catch(() => undefined)
  }
}
