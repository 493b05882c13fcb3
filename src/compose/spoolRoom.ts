import { homedir } from 'node:os'
import { join } from 'node:path'
import { ConnectionString } from 'mongodb-connection-string-url'
import type { Logger } from 'pino'
import type { Settings } from '../../config/env'
import { SERVICE } from '../../config/service'
import { systemClock } from '../domain/clock'
import { DiskSpool } from '../gateways/spool/diskSpool'
import type { Metrics } from '../operations/metrics'
import { showSpool } from '../operations/telephoneFigures'
import { KeyRing } from '../store/keyRing'
import { RingSpoolSeal } from '../store/spoolSeal'
import { takesWrites } from '../store/storeProbe'
import type { CallDeps } from '../telephone/call/takeCallEvent'
import type { Spooling } from '../telephone/spool/answerOrSpool'
import { applySpooled } from '../telephone/spool/applySpooled'
import { type Draining, keepDraining } from '../telephone/spool/keepDraining'
import { LanguagesHeard } from '../telephone/spool/languagesHeard'
import { StoreWatch } from '../telephone/spool/storeWatch'
import type { Store } from './openStore'

/** The web process's spool: where events of calls wait on disk while MongoDB is away. */
export class SpoolRoom {
  readonly spooling: Spooling
  private readonly spool: DiskSpool
  private store: Store | undefined
  private draining: Draining | undefined

  constructor(settings: Settings, metrics: Metrics, private readonly log: Logger) {
    const { mostEntries, mostBytes } = SERVICE.spool
    const spool = new DiskSpool({ dir: spoolFolder(settings), mostEntries, mostBytes })
    this.spool = spool
    this.spooling = {
      spool,
      seal: new RingSpoolSeal(new KeyRing(settings.DATA_KEYS)),
      watch: new StoreWatch({ takesWrites: async () => this.takesWrites(), now: systemClock, log, startsAway: true }),
      languages: new LanguagesHeard(),
      meter: metrics,
    }
    showSpool(metrics, async () => spool.inventory())
  }

  /** Looks at the folder before the first call comes. A spool that cannot be used keeps nobody from starting. */
  async prepare(): Promise<void> {
    const state = await this.spool.check()
    if (state !== 'ok') this.log.error({ reason: state }, 'the spool cannot be used: without MongoDB, calls go to the fallback')
  }

  /** The store was reached for the first time: from here on it is asked first, and the spool is drained into it. */
  async storeOpened(store: Store, calls: CallDeps): Promise<void> {
    this.store = store
    await this.spooling.watch.look()
    this.draining = keepDraining({
      ...this.spooling,
      apply: async (event) => applySpooled(calls, event),
      everyMs: SERVICE.spool.drainEveryMs,
      log: this.log,
    })
  }

  /** Whether a call could be kept now, and in words how the spool is: `ok` when it is usable and empty. */
  async state(): Promise<{ readonly usable: boolean; readonly words: string }> {
    const check = await this.spool.check()
    if (check !== 'ok') return { usable: false, words: check }
    const { entries, setAside } = await this.spool.inventory()
    if (setAside > 0) return { usable: true, words: `${setAside} files set aside` }
    return { usable: true, words: entries > 0 ? `${entries} events wait` : 'ok' }
  }

  async stop(): Promise<void> {
    await this.draining?.stop()
    await this.spool.close()
  }

  private async takesWrites(): Promise<boolean> {
    return this.store ? takesWrites(this.store.connection) : false
  }
}

/**
 * The folder that SPOOL_DIR names, or one in the account's own state. By the database's name, so that two services of
 * one account never take each other's calls; not by its address, which may have to be changed while calls wait here.
 */
export function spoolFolder({ SPOOL_DIR, MONGODB_URI }: Pick<Settings, 'SPOOL_DIR' | 'MONGODB_URI'>): string {
  if (SPOOL_DIR !== undefined) return SPOOL_DIR
  const database = new ConnectionString(MONGODB_URI).pathname.replace(/^\//, '') || 'default'
  return join(homedir(), '.local', 'state', 'advice-line', 'spool', encodeURIComponent(database))
}
