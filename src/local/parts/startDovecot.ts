import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dovecotConfig, type DovecotManner, dovecotTokenConfig, type MailUser } from './dovecotConfig'
import type { Dovecot } from './findDovecot'
import { guardFolder, unguardFolder } from './guard'
import { accepts, freePort } from './freePort'
import { startServer, type RunningPart } from './startServer'
import type { Toolbox } from './toolbox'

export interface DovecotInput {
  /** The server, from `findDovecot`. */
  dovecot: Dovecot
  /** The mail is kept here, unless Dovecot's account may not reach it: then in a folder beside, which is told. */
  dataDir: string
  /** @defaultValue the port of the last start when free, else any */
  port?: number
  /** Each gets a mailbox of its own, with an INBOX that makes itself. */
  users: MailUser[]
  /** Any other user name gets in with this password too; for tests. */
  passwordForAnyone?: string
  manner?: DovecotManner
}

/** A running Dovecot. Its `url` is that of the first user's INBOX. */
export interface RunningDovecot extends RunningPart {
  port: number
  urlFor: (user: MailUser) => string
  /** For doveadm's `-c`. */
  configFile: string
}

/** Starts Dovecot on loopback, as an account that it accepts. */
export async function startDovecot(tools: Toolbox, input: DovecotInput): Promise<RunningDovecot> {
  const { dovecot } = input
  await mkdir(input.dataDir, { recursive: true })
  const mailDir = await chooseMailFolder(tools, dovecot, input.dataDir)
  const portFile = join(input.dataDir, 'port')
  const last = Number(await readFile(portFile, 'utf8').catch(() => '')) || undefined
  const port = input.port ?? (await freePort(last))
  const runDir = await makeRunFolder(dovecot)
  const configFile = join(runDir, 'dovecot.conf')
  const usersFile = join(runDir, 'users')
  const lines = input.users.map(({ user, password }) => `${user}:{PLAIN}${password}\n`)
  await writeFile(usersFile, lines.join(''), { mode: 0o600 })
  await chown(usersFile, dovecot.uid, dovecot.gid)
  const account = { ...(await namesOf(tools, dovecot)), uid: dovecot.uid, gid: dovecot.gid }
  const { passwordForAnyone } = input
  const anyone = passwordForAnyone === undefined ? {} : { passwordForAnyone }
  const { manner = {} } = input
  if (manner.tokensCheckedAt !== undefined) await writeFile(join(runDir, 'oauth2.conf'), dovecotTokenConfig(manner.tokensCheckedAt))
  await writeFile(configFile, dovecotConfig({ runDir, mailDir, usersFile, port, account, manner, ...anyone }))

  const removeRunFolder = async () => {
    await rm(runDir, { recursive: true, force: true })
    unguardFolder(runDir)
  }
  try {
    const server = await startServer({
      name: 'Dovecot',
      ...dovecot.asAccount(dovecot.dovecot, ['-F', '-c', configFile]),
      dir: input.dataDir,
      commandLineMark: configFile,
      port,
      isReady: () => accepts(port),
    })
    await writeFile(portFile, String(port))
    const urlFor = ({ user, password }: MailUser) =>
      `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX`
    const first = input.users[0] ?? { user: 'anyone', password: passwordForAnyone ?? '' }
    const stop = async () => {
      await server.stop()
      await removeRunFolder()
    }
    return { pid: server.pid, port, url: urlFor(first), urlFor, configFile, stop }
  } catch (error) {
    await removeRunFolder()
    throw error
  }
}

async function makeRunFolder({ uid, gid }: Dovecot): Promise<string> {
  const runDir = await mkdtemp(join(tmpdir(), 'advice-line-imap-'))
  guardFolder(runDir)
  await mkdir(join(runDir, 'run'))
  await mkdir(join(runDir, 'state'))
  for (const dir of [runDir, join(runDir, 'run'), join(runDir, 'state')]) await chown(dir, uid, gid)
  return runDir
}

/** A project inside root's home is closed to Dovecot's account; the mail then lives under /var/tmp. */
async function chooseMailFolder(tools: Toolbox, dovecot: Dovecot, dataDir: string): Promise<string> {
  const inside = join(dataDir, 'mail')
  await ownFolder(dovecot, inside)
  const test = dovecot.asAccount('test', ['-w', inside])
  if ((await tools.run(test.command, test.args)).ok) return inside
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const beside = join('/var/tmp', `advice-line-mail-${name}`)
  const note = join(dataDir, 'mail-is-elsewhere')
  // Who emptied our folder meant the mail too.
  if (!existsSync(note)) await rm(beside, { recursive: true, force: true })
  await ownFolder(dovecot, beside)
  await writeFile(note, `${beside}\n`)
  tools.say(`Dovecot's account may not enter ${dataDir}: the mail is kept in ${beside}.`)
  return beside
}

async function ownFolder({ uid, gid }: Dovecot, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const found = await lstat(dir)
  if (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid?.()))
    throw new Error(`${dir} belongs to another account; remove it.`)
  await chown(dir, uid, gid)
  await chmod(dir, 0o700)
}

async function namesOf(tools: Toolbox, { uid, gid }: Dovecot): Promise<{ user: string; group: string }> {
  const name = async (database: string, id: number) =>
    (await tools.run('getent', [database, String(id)])).stdout.split(':')[0] ?? ''
  return { user: await name('passwd', uid), group: await name('group', gid) }
}
