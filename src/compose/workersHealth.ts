import type { WatchStanding } from '../email/mailbox/watchRecord'
import type { Readiness } from '../operations/opsServer'

/** What of a connection tells whether its database answers. */
interface Pingable {
  readonly db?: { command(command: { ping: 1 }): Promise<unknown> } | undefined
}

interface WatchedMailbox {
  readonly name: string
  readonly standing: () => WatchStanding
  readonly reconcilingLateSince: () => Date | undefined
}

/** What reads messages. */
interface WatchedReader {
  readonly awaySince: Date | undefined
}

interface HeldMail {
  readonly count: number
  readonly oldestSince?: Date
}

interface RedisConnection {
  readonly status: string
}

/** How the parts are that the workers need; each says `ok`, or what is wrong in a few words. */
export class WorkersHealth {
  private store: Pingable | undefined
  private redis: RedisConnection | undefined
  private mailboxes: readonly WatchedMailbox[] = []
  private reader: WatchedReader | undefined
  private heldMail: (() => Promise<HeldMail>) | undefined
  private reconciliation: (() => string) | undefined
  private rules: (() => string) | undefined
  private onCall: (() => Promise<number>) | undefined
  private smtp: (() => Promise<boolean>) | undefined

  watchStore(store: Pingable): void {
    this.store = store
  }

  watchRedis(redis: RedisConnection): void {
    this.redis = redis
  }

  watchMailboxes(mailboxes: readonly WatchedMailbox[]): void {
    this.mailboxes = mailboxes
  }

  watchReader(reader: WatchedReader): void {
    this.reader = reader
  }

  watchHeldMail(read: () => Promise<HeldMail>): void {
    this.heldMail = read
  }

  watchReconciliation(state: () => string): void {
    this.reconciliation = state
  }

  watchRules(standing: () => string): void {
    this.rules = standing
  }

  watchOnCall(count: () => Promise<number>): void {
    this.onCall = count
  }

  watchSmtp(verify: () => Promise<boolean>): void {
    this.smtp = remembered(verify)
  }

  /**
   * Ready when MongoDB, Redis, every mailbox, what reads messages, the way out for mail and the comparison with the network's lists all are; a mailbox
   * that another process looks after is well looked after. A message that is held for a person, that nobody is on call, and that changed rules were refused, is said and stops nothing.
   */
  async readiness(): Promise<Readiness> {
    const needed = {
      mongodb: await this.mongodbState(),
      redis: this.redis?.status === 'ready' ? 'ok' : 'does not answer',
      ...this.mailboxParts(),
      'mail reader': this.reader?.awaySince ? `cannot be had since ${this.reader.awaySince.toISOString()}; messages are kept and wait` : 'ok',
      reconciliation: this.reconciliation?.() ?? 'not started yet',
      smtp: (await this.smtp?.()) ? 'ok' : 'does not answer, or refuses us',
    }
    const ready = Object.values(needed).every((part) => part === 'ok')
    return { ready, parts: { ...needed, 'held mail': await this.heldMailState(), 'on call': await this.onCallState(), rules: this.rules?.() ?? 'ok' } }
  }

  private async onCallState(): Promise<string> {
    const count = await this.onCall?.().catch(() => undefined)
    return count === 0 ? 'nobody who can be rung: what is urgent goes to whoever has a telephone' : 'ok'
  }

  private mailboxParts(): Record<string, string> {
    if (this.mailboxes.length === 0) return { mailbox: 'not started yet' }
    return Object.fromEntries(this.mailboxes.map(({ name, standing, reconcilingLateSince }) => [name, mailboxWords(standing(), reconcilingLateSince())]))
  }

  private async heldMailState(): Promise<string> {
    // A database that does not answer is said above.
    const { count, oldestSince } = (await this.heldMail?.().catch(() => undefined)) ?? { count: 0 }
    if (count === 0) return 'ok'
    return `${count} held for a person${oldestSince ? `, the oldest since ${oldestSince.toISOString()}` : ''}`
  }

  private async mongodbState(): Promise<string> {
    if (!this.store?.db) return 'not connected yet'
    return this.store.db.command({ ping: 1 }).then(() => 'ok', () => 'does not answer')
  }
}

/** How long an answer of the mail server counts, in milliseconds: each is a sign-in there. */
const REMEMBER_MS = 30_000

function remembered(ask: () => Promise<boolean>): () => Promise<boolean> {
  let last: { at: number; answer: Promise<boolean> } | undefined
  return async () => {
    if (!last || Date.now() - last.at > REMEMBER_MS) last = { at: Date.now(), answer: ask() }
    const answer = await last.answer
    if (!answer) last = undefined // a server that was away is asked again at once
    return answer
  }
}

function mailboxWords({ state, out }: WatchStanding, reconcilingLateSince: Date | undefined): string {
  switch (state) {
    case 'watching':
      return reconcilingLateSince ? `not compared with our records since ${reconcilingLateSince.toISOString()}` : 'ok'
    case 'standby':
      return 'ok'
    case 'connecting':
    case 'stopped':
      return state
    case 'disconnected':
      return out ? `out of reach since ${out.since.toISOString()} (${out.cause})` : state
    default:
      return state satisfies never
  }
}
