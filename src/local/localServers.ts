import { join } from 'node:path'
import type { Environment } from '../../config/env'
import type { Stoppable } from '../operations/stopInOrder'
import type { LocalSecrets } from './localSecrets'
import { findMongod } from './parts/findMongod'
import { findRedis } from './parts/findRedis'
import { startMailbox } from './parts/startMailbox'
import { startMongod } from './parts/startMongod'
import { startRedis } from './parts/startRedis'
import { startSmtpSink, type SmtpSink } from './parts/startSmtpSink'
import type { Toolbox } from './parts/toolbox'

export interface LocalServers {
  readonly mongodbUri: string
  readonly redisUrl: string
  readonly imapUrl: string
  readonly smtpUrl: string
  /** Absent when SMTP_URL names another server: what that one takes cannot be shown. */
  readonly sink?: SmtpSink
}

export interface LocalServersInput {
  readonly tools: Toolbox
  readonly env: Environment
  /** Each server keeps its data in a folder of its own in here. */
  readonly dataDir: string
  readonly secrets: LocalSecrets
  /** Remembers what was started, so that it is stopped whatever happens next. */
  readonly keep: (part: Stoppable) => void
  readonly onReply: () => void
}

const DATABASE = 'advice-line-local'

/**
 * Starts the servers that the settings do not name: MongoDB, Redis, a mailbox and a mail server that delivers nothing.
 * @throws PartMissing when one cannot be had here
 */
export async function startLocalServers(input: LocalServersInput): Promise<LocalServers> {
  const { env, keep } = input
  // Programs first and one after the other: on a fresh machine each may have something to download and to say.
  const mongod = env['MONGODB_URI'] ? undefined : await findMongod(input.tools)
  const redis = env['REDIS_URL'] ? undefined : await findRedis(input.tools)
  const kept = <T extends { stop: () => Promise<void> }>(name: string) => (part: T): T => {
    keep({ name, stop: () => part.stop() })
    return part
  }
  const starting = [
    mongod === undefined
      ? Promise.resolve(env['MONGODB_URI'] ?? '')
      : startMongod({ mongod, dataDir: join(input.dataDir, 'mongodb') }).then(kept('mongodb')).then(({ url }) => withDatabase(url)),
    redis === undefined
      ? Promise.resolve(env['REDIS_URL'] ?? '')
      : startRedis({ redis, dataDir: join(input.dataDir, 'redis') }).then(kept('redis')).then(({ url }) => url),
    env['SMTP_URL']
      ? Promise.resolve(undefined)
      : startSmtpSink({ dir: join(input.dataDir, 'outgoing'), onMessage: input.onReply }).then(kept('smtp')),
  ] as const
  // Waits for all, also when one fails: a server that is still starting would not be stopped.
  await Promise.allSettled(starting)
  const [mongodbUri, redisUrl, sink] = await Promise.all(starting)
  // Last, for where there is no Dovecot the mailbox keeps its mail in that MongoDB.
  const imapUrl = env['IMAP_URL'] ?? (await startMailbox(input.tools, mailboxInput(input, mongodbUri, redisUrl)).then(kept('mailbox'))).url
  return { mongodbUri, redisUrl, imapUrl, smtpUrl: env['SMTP_URL'] ?? sink?.url ?? '', ...(sink && { sink }) }
}

const mailboxInput = ({ dataDir, secrets }: LocalServersInput, mongodbUrl: string, redisUrl: string) => ({
  dataDir: join(dataDir, 'mail'),
  mongodbUrl,
  redisUrl,
  users: [{ user: secrets.mailUser, password: secrets.mailPassword }],
})

function withDatabase(uri: string): string {
  const url = new URL(uri)
  url.pathname = `/${DATABASE}`
  return url.href
}
