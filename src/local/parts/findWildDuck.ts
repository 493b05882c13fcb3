import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PartMissing } from './partMissing'
import type { Toolbox } from './toolbox'
import { withFileLock } from './withFileLock'

const VERSION = '1.46.1'
const PURPOSE = 'the mailbox that professionals write to'

/**
 * The folder of WildDuck, a mail server (EUPL) that keeps its mail in MongoDB and so needs no account of
 * its own: for a plain user without Dovecot. Installed by npm at the first call and kept in the cache.
 * @throws PartMissing
 */
export async function findWildDuck(tools: Toolbox): Promise<string> {
  const home = join(tools.cacheDir, `wildduck-${VERSION}`)
  const program = join(home, 'node_modules', 'wildduck')
  if (existsSync(program)) return program
  const onWait = () => tools.say('Another process is installing WildDuck: waiting for it.')
  await withFileLock(`${home}.lock`, () => install(tools, home), { onWait })
  if (existsSync(program)) return program
  throw new PartMissing(
    'A mail server',
    PURPOSE,
    'install one with "sudo apt-get install dovecot-imapd", or give npm a network so that it can install wildduck, or set IMAP_URL',
  )
}

async function install(tools: Toolbox, home: string): Promise<void> {
  if (existsSync(home)) return
  const partial = `${home}.partial-${process.pid}`
  const waiting = setInterval(() => tools.say('  still installing wildduck …'), 10_000)
  try {
    tools.say(`Installing wildduck@${VERSION} with npm (200 MB, once): ${PURPOSE}.`)
    await mkdir(partial, { recursive: true })
    await writeFile(join(partial, 'package.json'), '{"private":true}')
    const args = ['install', '--prefix', partial, '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund']
    const options = { cwd: partial, timeoutMs: 15 * 60_000 }
    const result = await tools.run('npm', [...args, '--loglevel=error', `wildduck@${VERSION}`], options)
    if (result.ok) await rename(partial, home)
    else tools.say(`  npm could not: ${result.stderr.trim().split('\n')[0] ?? 'no reason given'}`)
  } finally {
    clearInterval(waiting)
    await rm(partial, { recursive: true, force: true })
  }
}
