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

  watchStore(store: Pingable): void {
    this.store = store
  }

  watchRedis(redis: RedisConnection): void {
    this.redis = redis
  }

  watchMailbox(state: () => WatchState): void {
    this.mailbox = state
  }

  /** Ready when MongoDB, Redis and the mailbox all are; a mailbox that another process looks after is well looked after. */
  async readiness(): Promise<Readiness> {
    const parts = {
      mongodb: await this.mongodbState(),
      redis: this.redis?.status === 'ready' ? 'ok' : 'does not answer',
      mailbox: mailboxWords(this.mailbox?.()),
    }
    return { ready: Object.values(parts).every((part) => part === 'ok'), parts }
  }

  private async mongodbState(): Promise<string> {
    if (!this.store?.db) return 'not connected yet'
    return this.store.db.command({ ping: 1 }).then(() => 'ok', () => 'does not answer')
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
