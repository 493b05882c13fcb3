import { mkdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { withFileLock } from '../../../src/local/parts/withFileLock'
import { toolbox } from '../servers/toolbox'

const VERSION = '24.9.0'

/** A Node 24: the running one, or the one that the npm registry has as a package for this kind of machine. */
export async function node24(): Promise<string> {
  if (process.version.startsWith('v24.')) return process.execPath
  const tools = toolbox()
  const name = `node-${process.platform}-${process.arch}`
  const home = join(tools.cacheDir, `${name}-${VERSION}`)
  const program = join(home, 'node_modules', name, 'bin', 'node')
  await mkdir(tools.cacheDir, { recursive: true })
  await withFileLock(`${home}.lock`, async () => {
    if (existsSync(program)) return
    tools.say(`Installing ${name}@${VERSION} with npm (once): the tests run on the Node that the image ships.`)
    await tools.run('npm', ['install', '--prefix', home, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${VERSION}`], { timeoutMs: 5 * 60_000 })
  })
  if (!existsSync(program)) throw new Error(`${name}@${VERSION} could not be installed: is the npm registry within reach?`)
  return program
}
