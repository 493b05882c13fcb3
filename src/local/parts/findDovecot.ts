import { installDebianPackage } from './installDebianPackage'
import { PartMissing } from './partMissing'
import type { Toolbox } from './toolbox'

const PURPOSE = 'the mailbox that professionals write to'
/** Debian keeps it out of a plain user's PATH. */
const PLACES = ['dovecot', '/usr/sbin/dovecot']

export interface Dovecot {
  dovecot: string
  /** How to run a command as an account that Dovecot accepts: itself and its mail refuse to run as root. */
  asAccount: (command: string, args: string[]) => { command: string; args: string[] }
  uid: number
  gid: number
}

/** Debian's and Ubuntu's `nobody` and `nogroup`. */
const NOBODY = 65534

/**
 * Finds Dovecot 2.3 with its IMAP server: installed already, else, as root, the distribution's package.
 * A plain user without it takes `startWildDuck` instead.
 * @throws PartMissing
 */
export async function findDovecot(tools: Toolbox): Promise<Dovecot> {
  const found = await usable(tools)
  if (found !== undefined) return found
  const fetched = (await installDebianPackage(tools, 'dovecot-imapd', PURPOSE)) ? await usable(tools) : undefined
  if (fetched !== undefined) return fetched
  throw new PartMissing(
    'Dovecot',
    PURPOSE,
    'install it with "sudo apt-get install dovecot-imapd", or set IMAP_URL to a mailbox that you have',
  )
}

async function usable(tools: Toolbox): Promise<Dovecot | undefined> {
  const dovecot = await firstThatRuns(tools)
  return dovecot === undefined ? undefined : asRightAccount(tools, dovecot)
}

async function firstThatRuns(tools: Toolbox): Promise<string | undefined> {
  for (const place of PLACES) {
    const { ok, stdout } = await tools.run(place, ['--version'])
    // 2.4 has another configuration language.
    if (ok && /^2\.3\./.test(stdout)) return place
  }
  return undefined
}

async function asRightAccount(tools: Toolbox, dovecot: string): Promise<Dovecot | undefined> {
  if (!tools.isRoot) {
    // It looks accounts up by name; a container's made-up number has none.
    if (!(await tools.run('id', ['-un'])).ok || !(await tools.run('id', ['-gn'])).ok) return undefined
    const asAccount = (command: string, args: string[]) => ({ command, args })
    return { dovecot, asAccount, uid: process.getuid?.() ?? NOBODY, gid: process.getgid?.() ?? NOBODY }
  }
  const asAccount = (command: string, args: string[]) => ({
    command: 'setpriv',
    args: [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', command, ...args],
  })
  return { dovecot, asAccount, uid: NOBODY, gid: NOBODY }
}
