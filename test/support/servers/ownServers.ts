import { randomInt } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findDovecot } from '../../../src/local/parts/findDovecot'
import type { DovecotManner } from '../../../src/local/parts/dovecotConfig'
import { findMongod } from '../../../src/local/parts/findMongod'
import { findRedis } from '../../../src/local/parts/findRedis'
import { guardFolder, unguardFolder } from '../../../src/local/parts/guard'
import { freePort } from '../../../src/local/parts/freePort'
import { startDovecot } from '../../../src/local/parts/startDovecot'
import { startMongod } from '../../../src/local/parts/startMongod'
import { startRedis } from '../../../src/local/parts/startRedis'
import type { RunningPart } from '../../../src/local/parts/startServer'
import { MAIL_PASSWORD } from './environment'
import { mailboxOn, type Mailbox } from './mailboxes'
import { toolbox } from './toolbox'

/** A server of one test's own, to be killed, paused or emptied. */
export interface OwnServer {
  url: string
  port: number
  pid: () => number
  dir: string
  /** Ends it and starts it again on the same data and port; also when it was killed. */
  restart: () => Promise<void>
  /** Ends it in order and leaves its data, for `restart`. */
  pause: () => Promise<void>
  /** Ends it and removes its data. */
  stop: () => Promise<void>
}

export async function startOwnMongod(): Promise<OwnServer> {
  const mongod = await findMongod(toolbox())
  return own((dataDir, port) => startMongod({ mongod, dataDir, ...port }))
}

export async function startOwnRedis(): Promise<OwnServer> {
  const redis = await findRedis(toolbox())
  return own((dataDir, port) => startRedis({ redis, dataDir, ...port }))
}

/** @param manner how it differs from the one that all tests share */
export async function startOwnDovecot(manner: DovecotManner = {}): Promise<OwnServer & { mailbox: (user: string) => Mailbox }> {
  const dovecot = await findDovecot(toolbox())
  let configFile = ''
  const server = await own(async (dataDir, port) => {
    const started = await startDovecot(toolbox(), { dovecot, dataDir, users: [], passwordForAnyone: MAIL_PASSWORD, manner, ...port })
    configFile = started.configFile
    return started
  })
  const mailbox = (user: string) => mailboxOn({ user, password: MAIL_PASSWORD, port: server.port, configFile: () => configFile })
  return { ...server, mailbox }
}

/** Lets Dovecot's account pass through a folder that mkdtemp made for us alone. */
export const openFolder = (dir: string): Promise<void> => chmod(dir, 0o711)

/** Ports of each of jest's workers, so that two of them hardly find the same one free in the same moment. */
const PORTS_OF_A_WORKER = 1_500
const MOST_WORKERS = 8
const portOfThisWorker = (): Promise<number> =>
  freePort(20_000 + (Number(process.env['JEST_WORKER_ID'] ?? 1) % MOST_WORKERS) * PORTS_OF_A_WORKER + randomInt(PORTS_OF_A_WORKER))

type Start = (dataDir: string, port: { port?: number }) => Promise<RunningPart & { port: number }>

async function own(start: Start): Promise<OwnServer> {
  const dir = await mkdtemp(join(tmpdir(), 'advice-line-test-'))
  guardFolder(dir)
  await openFolder(dir)
  const dataDir = join(dir, 'data')
  let running = await start(dataDir, { port: await portOfThisWorker() })
  return {
    url: running.url,
    port: running.port,
    pid: () => running.pid ?? 0,
    dir: dataDir,
    restart: async () => {
      await running.stop()
      running = await start(dataDir, { port: running.port })
    },
    pause: () => running.stop(),
    stop: async () => {
      await running.stop()
      await rm(dir, { recursive: true, force: true })
      unguardFolder(dir)
    },
  }
}
