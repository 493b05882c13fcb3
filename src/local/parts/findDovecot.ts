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
  const installed = await firstThatRuns(tools)
  if (installed !== undefined) return asRightAccount(tools, installed)
  const fetched = (await installDebianPackage(tools, 'dovecot-imapd', PURPOSE)) ? await firstThatRuns(tools) : undefined
  if (fetched !== undefined) return asRightAccount(tools, fetched)
  throw new PartMissing(
    'Dovecot',
    PURPOSE,
    'install it with "sudo apt-get install dovecot-imapd", or set IMAP_URL to a mailbox that you have',
  )
}

async function firstThatRuns(tools: Toolbox): Promise<string | undefined> {
  for (const place of PLACES) {
    const { ok, stdout } = await tools.run(place, ['--version'])
    // 2.4 has another configuration language.
    if (ok && /^2\.3\./.test(stdout)) return place
  }
  return undefined
}

function asRightAccount(tools: Toolbox, dovecot: string): Dovecot {
  if (!tools.isRoot) {
    const asAccount = (command: string, args: string[]) => ({ command, args })
    return { dovecot, asAccount, uid: process.getuid?.() ?? NOBODY, gid: process.getgid?.() ?? NOBODY }
  }
  const asAccount = (command: string, args: string[]) => ({
    command: 'setpriv',
    args: [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', command, ...args],
  })
  return { dovecot, asAccount, uid: NOBODY, gid: NOBODY }
}
