import { randomBytes } from 'node:crypto'
import { type Dovecot, findDovecot } from '../../../src/local/parts/findDovecot'
import { MAIL_PASSWORD, NAMES, told } from './environment'
import { toolbox } from './toolbox'

/** One person's mail on a Dovecot. */
export interface Mailbox {
  user: string
  password: string
  port: number
  imapUrl: string
  /** Puts a message into a folder (@defaultValue INBOX), byte for byte but for line ends, which become CRLF. */
  deliver: (raw: Buffer | string, folder?: string) => Promise<void>
  /** Ends every connection of this user, as a failing server does; there may be none at the moment. */
  kick: () => Promise<void>
  /** Runs doveadm for this user: `doveadm('search', ['mailbox', 'INBOX', 'all'])`. */
  doveadm: (command: string, args: string[], input?: Buffer | string) => Promise<string>
}

/** A mailbox that nobody else uses, on the shared mail server. Its INBOX makes itself. */
export const freshMailbox = (): Mailbox =>
  mailboxOn({
    user: `t-${randomBytes(6).toString('hex')}`,
    password: MAIL_PASSWORD,
    port: Number(told(NAMES.imapPort)),
    configFile: () => told(NAMES.imapConfig),
  })

let found: Promise<Dovecot> | undefined
/** Looked for once: to ask the program for its version costs as much as to deliver a message. */
const theDovecot = async (): Promise<Dovecot> => (found ??= findDovecot(toolbox()))

/** @param server.configFile asked for each time: a server that was started again has another */
export function mailboxOn(server: { user: string; password: string; port: number; configFile: () => string }): Mailbox {
  const { user, password, port, configFile } = server
  const attempt = async (args: string[], input?: Buffer | string) => {
    const { asAccount } = await theDovecot()
    const doveadm = asAccount('doveadm', ['-c', configFile(), ...args])
    return toolbox().run(doveadm.command, doveadm.args, input === undefined ? {} : { input })
  }
  const run = async (args: string[], input?: Buffer | string) => {
    const result = await attempt(args, input)
    if (!result.ok) throw new Error(`doveadm ${args[0]} failed: ${result.stderr}`)
    return result.stdout
  }
  return {
    user,
    password,
    port,
    imapUrl: `imap://${user}:${password}@127.0.0.1:${port}/INBOX`,
    deliver: async (raw, folder = 'INBOX') => void (await run(['save', '-u', user, '-m', folder], raw)),
    kick: async () => {
      const { ok, stdout, stderr } = await attempt(['kick', user])
      if (!ok && !`${stdout}${stderr}`.includes('no users kicked')) throw new Error(`doveadm kick failed: ${stderr}`)
    },
    doveadm: (command, args, input) => run([command, '-u', user, ...args], input),
  }
}
