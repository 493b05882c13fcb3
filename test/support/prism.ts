import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { guardFolder, guardProcess, unguardFolder, unguardProcess } from '../../src/local/parts/guard'
import { freePort } from '../../src/local/parts/freePort'

export interface Prism {
  readonly url: string
  stop(): Promise<void>
}

const START_LIMIT_MS = 60_000

/** A proxy that lets through only what a description of the interface allows: requests and answers. */
export async function startPrism(description: object, upstream: string): Promise<Prism> {
  const folder = await mkdtemp(join(tmpdir(), 'advice-line-prism-'))
  guardFolder(folder)
  const file = join(folder, 'description.json')
  await writeFile(file, JSON.stringify(description))
  const port = await freePort()
  const program = createRequire(__filename).resolve('@stoplight/prism-cli/dist/index.js')
  const child = spawn(process.execPath, [program, 'proxy', file, upstream, '--errors', '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'], detached: true,
  })
  const pid = child.pid ?? 0
  guardProcess(pid)
  const exited = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
    unguardProcess(pid)
    await rm(folder, { recursive: true, force: true })
    unguardFolder(folder)
  }
  const late = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS)
  const lines: string[] = []
  child.stderr.on('data', (data) => lines.push(String(data)))
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (!line.includes('is listening')) continue
    clearTimeout(late)
    child.stdout.resume()
    return { url: `http://127.0.0.1:${port}`, stop }
  }
  await stop()
  throw new Error(`Prism did not start: ${lines.join('\n')}`)
}
