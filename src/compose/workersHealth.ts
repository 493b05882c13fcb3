import type { WatchState } from '../email/watchMailbox'
import type { Readiness } from '../operations/opsServer'

/** What of a connection tells whether its database answers. */
interface Pingable {
  readonly db?: { command(command: { ping: 1 }): Promise<unknown> } | undefined
}

interface RedisConnection {
  readonly status: string
}

/** How the parts are that the workers need; each says `ok`, or what is wrong in a few words. */
export class WorkersHealth {
  private store: Pingable | undefined
  private redis: RedisConnection | undefined
  private mailbox: (() => WatchState) | undefined
  private reconciliation: (() => string) | undefined
  private smtp: (() => Promise<boolean>) | undefined

  watchStore(store: Pingable): void {
    this.store = store
  }

  watchRedis(redis: RedisConnection): void {
    this.redis = redis
  }

  watchMailbox(state: () => WatchState): void {
    this.mailbox = state
  }

  watchReconciliation(state: () => string): void {
    this.reconciliation = state
  }

  watchSmtp(verify: () => Promise<boolean>): void {
    this.smtp = remembered(verify)
  }

  /** Ready when MongoDB, Redis, the mailbox, the way out for mail and the comparison with the network's lists all are; a mailbox that another process looks after is well looked after. */
  async readiness(): Promise<Readiness> {
    const parts = {
      mongodb: await this.mongodbState(),
      redis: this.redis?.status === 'ready' ? 'ok' : 'does not answer',
      mailbox: mailboxWords(this.mailbox?.()),
      reconciliation: this.reconciliation?.() ?? 'not started yet',
      smtp: (await this.smtp?.()) ? 'ok' : 'does not answer, or refuses us',
    }
    return { ready: Object.values(parts).every((part) => part === 'ok'), parts }
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

function mailboxWords(state: WatchState | undefined): string {
  switch (state) {
    case 'watching':
    case 'standby':
      return 'ok'
    case 'connecting':
      return 'connecting'
    case 'disconnected':
    case 'stopped':
      return state
    case undefined:
      return 'not started yet'
    default:
      return state satisfies never
  }
}
