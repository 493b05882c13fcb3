/**
 * Real servers for tests: one MongoDB replica set, one Redis and one Dovecot for the whole run, started
 * by jest's globalSetup (`./globalSetup.ts`) and ended by its globalTeardown. Every test takes a
 * database, a queue prefix and a mailbox of its own, so that tests run side by side:
 *
 *   const uri = freshDatabaseUri()            // afterAll(() => dropDatabase(uri))
 *   const prefix = freshRedisPrefix()         // BullMQ's `prefix`; afterAll(() => dropRedisKeys(prefix))
 *   const redis = redisUrl()
 *   const mailbox = freshMailbox()            // { user, password, imapUrl, deliver(raw), kick(), folder paths }
 *   await mailbox.deliver(Buffer.from('From: …\r\n\r\n…'))
 *   const sink = await startSmtpSink()        // { url, messages, reply('busy'), waitFor(fits), stop() }
 *
 * A test that kills, pauses or empties a server starts its own: `startOwnMongod()`, `startOwnRedis()`,
 * `startOwnDovecot()`; each has `pid`, `dir`, `stop()` and `restart()` on the same data and port, and
 * leaves nothing behind. `toolbox()` finds programs (`findChromium(toolbox())`).
 *
 * jest must compile one file of the MongoDB driver, whose `import('os')` its sandbox refuses (the
 * driver then sends empty metadata, and the server turns it away): `transform` matches `.js` too, and
 * `transformIgnorePatterns` is `["/node_modules/(?!mongodb/lib/runtime_adapters)"]`.
 */
export { startSmtpSink, type SmtpSink, type SinkReply, type SunkMessage } from '../../../src/local/parts/startSmtpSink'
export { freshDatabaseUri, dropDatabase } from './databases'
export { freshRedisPrefix, dropRedisKeys, redisUrl } from './redis'
export { freshMailbox, type Mailbox } from './mailboxes'
export { startOwnMongod, startOwnRedis, startOwnDovecot, type OwnServer } from './ownServers'
export { toolbox } from './toolbox'
