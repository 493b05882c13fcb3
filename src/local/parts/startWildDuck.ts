import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { MailUser } from './dovecotConfig'
import { accepts, freePort } from './freePort'
import { startServer, type RunningPart } from './startServer'

export interface WildDuckInput {
  /** Its folder, from `findWildDuck`. */
  wildDuck: string
  /** For its configuration and log; the mail itself is in MongoDB. */
  dataDir: string
  /** Any address on the server; a database of its own is used there. */
  mongodbUrl: string
  redisUrl: string
  /** @defaultValue the port of the last start when free, else any */
  port?: number
  /** Each gets a mailbox of its own; a changed password is taken over. */
  users: MailUser[]
}

/** Starts WildDuck's IMAP server on loopback, with everything else of it switched off. */
export async function startWildDuck(
  input: WildDuckInput,
): Promise<RunningPart & { port: number; urlFor: (user: MailUser) => string }> {
  await mkdir(input.dataDir, { recursive: true })
  const portFile = join(input.dataDir, 'port')
  const last = Number(await readFile(portFile, 'utf8').catch(() => '')) || undefined
  const port = input.port ?? (await freePort(last))
  const api = { port: await freePort(), token: randomBytes(16).toString('hex') }
  const configFile = join(input.dataDir, 'config.json')
  await writeFile(configFile, JSON.stringify(configuration(input, port, api)), { mode: 0o600 })
  const server = await startServer({
    name: 'WildDuck',
    command: process.execPath,
    args: [join(input.wildDuck, 'server.js'), `--config=${configFile}`],
    cwd: input.wildDuck,
    dir: input.dataDir,
    port,
    isReady: async () => (await accepts(port)) && accepts(api.port),
  })
  try {
    for (const user of input.users) await ensureUser(api, user)
  } catch (error) {
    await server.stop()
    throw error
  }
  await writeFile(portFile, String(port))
  const urlFor = ({ user, password }: MailUser) =>
    `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`
  return { ...server, port, url: urlFor(input.users[0] ?? { user: 'nobody', password: '' }), urlFor }
}

interface Api {
  port: number
  token: string
}

function configuration(input: WildDuckInput, port: number, api: Api): object {
  const mongo = new URL(input.mongodbUrl)
  mongo.pathname = '/advice-line-mail'
  const redis = new URL(input.redisUrl)
  const off = { enabled: false }
  return {
    dbs: { mongo: mongo.href, redis: { host: redis.hostname, port: Number(redis.port || 6379), db: 3 } },
    log: { level: 'warn' },
    imap: { enabled: true, host: '127.0.0.1', port, secure: false, disableSTARTTLS: true, maxConnections: 1000, maxMB: 60 },
    api: {
      enabled: true,
      host: '127.0.0.1',
      port: api.port,
      secure: false,
      accessToken: api.token,
      accessControl: off,
    },
    pop3: off,
    lmtp: off,
    acme: { agent: off },
    sender: off,
    webhooks: off,
  }
}

const Answer = z.object({ success: z.boolean().optional(), id: z.string().optional(), code: z.string().optional() })

async function ensureUser(api: Api, { user, password }: MailUser): Promise<void> {
  const found = await call(api, 'GET', `/users/resolve/${encodeURIComponent(user)}`)
  const settings = { password, allowUnsafe: true }
  const done =
    found.id === undefined
      ? await call(api, 'POST', '/users', { ...settings, username: user, emptyAddress: true })
      : await call(api, 'PUT', `/users/${found.id}`, settings)
  if (done.success !== true) throw new Error(`WildDuck did not take the mail user (${done.code ?? 'no reason given'}).`)
}

async function call(api: Api, method: string, path: string, body?: object): Promise<z.infer<typeof Answer>> {
  const answer = await fetch(`http://127.0.0.1:${api.port}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-access-token': api.token },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return Answer.parse(await answer.json())
}
