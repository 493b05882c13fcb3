import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { findDovecot } from '../../../src/local/parts/findDovecot'
import { findMongod } from '../../../src/local/parts/findMongod'
import { findRedis } from '../../../src/local/parts/findRedis'
import { guardFolder, unguardFolder } from '../../../src/local/parts/guard'
import { startDovecot } from '../../../src/local/parts/startDovecot'
import { startMongod } from '../../../src/local/parts/startMongod'
import { startRedis } from '../../../src/local/parts/startRedis'
import type { RunningPart } from '../../../src/local/parts/startServer'
import { builtSources } from '../builtSources'
import { MAIL_PASSWORD, NAMES } from './environment'
import { openFolder } from './ownServers'
import { quickFolder } from './quickFolder'
import { toolbox } from './toolbox'

declare global {
  var stopTestServers: (() => Promise<void>) | undefined
}

/**
 * Starts the servers that all tests share: one MongoDB replica set, one Redis and one Dovecot for the whole run, ended by
 * `globalTeardown`. Their data are in one temporary folder, which the guard removes with them should the run be
 * interrupted. Every test takes a database, a queue prefix and a mailbox of its own, so that tests run side by side:
 *
 *   const uri = freshDatabaseUri()            // ./databases; afterAll(() => dropDatabase(uri))
 *   const prefix = freshRedisPrefix()         // ./redis: BullMQ's `prefix`; afterAll(() => dropRedisKeys(prefix))
 *   const mailbox = freshMailbox()            // ./mailboxes: { user, password, imapUrl, deliver(raw), kick(), folder paths }
 *   await mailbox.deliver(Buffer.from('From: …\r\n\r\n…'))
 *
 * A test that kills, pauses or empties a server starts its own, of ./ownServers: `startOwnMongod()`, `startOwnRedis()`,
 * `startOwnDovecot()`; each has `pid`, `dir`, `stop()` and `restart()` on the same data and port, and leaves nothing
 * behind. There is no one file for all of them to be imported from: jest loads every module anew in each suite.
 */
async function globalSetup(): Promise<void> {
  builtSources()
  const tools = toolbox()
  const dir = await quickFolder('advice-line-test-')
  guardFolder(dir)
  await openFolder(dir)
  const started: RunningPart[] = []
  const keep = <T extends RunningPart>(part: T): T => {
    started.push(part)
    return part
  }
  globalThis.stopTestServers = async () => {
    await Promise.all(started.map(part => part.stop()))
    await rm(dir, { recursive: true, force: true })
    unguardFolder(dir)
  }
  try {
    // Programs first and one after the other: on a fresh machine each may have something to say.
    const mongod = await findMongod(tools)
    const redis = await findRedis(tools)
    const dovecot = await findDovecot(tools)
    const mail = { dovecot, dataDir: join(dir, 'mail'), users: [], passwordForAnyone: MAIL_PASSWORD }
    const [mongodb, queues, imap] = await Promise.all([
      startMongod({ mongod, dataDir: join(dir, 'mongodb'), keepExpired: true }).then(keep),
      startRedis({ redis, dataDir: join(dir, 'redis') }).then(keep),
      startDovecot(tools, mail).then(keep),
    ])
    process.env[NAMES.mongodb] = mongodb.url
    process.env[NAMES.redis] = queues.url
    process.env[NAMES.imapPort] = String(imap.port)
    process.env[NAMES.imapConfig] = imap.configFile
  } catch (error) {
    await globalThis.stopTestServers()
    throw error
  }
}

export = globalSetup
