import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findRedis } from '../../../src/local/parts/findRedis'
import { isAlive, waitUntil } from '../../../src/local/parts/processes'
import { startRedis } from '../../../src/local/parts/startRedis'
import { builtSources } from '../../support/builtSources'
import { toolbox } from '../../support/servers/toolbox'

/** For what the guard ends: it gives each server eight seconds, on a machine that may be busy. */
const PATIENCE_MS = 60_000

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'advice-line-test-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Another advice line, in a process of its own, with a Redis on our folder and a folder that it guards. */
async function startOther(redis: string): Promise<{ pid: number; redisPid: number; guarded: string }> {
  const guarded = join(dir, 'guarded')
  const parts = join(builtSources(), 'src/local/parts')
  const script = `
    const { mkdirSync } = require('node:fs')
    const { guardFolder } = require(${JSON.stringify(`${parts}/guard.js`)})
    const { startRedis } = require(${JSON.stringify(`${parts}/startRedis.js`)})
    mkdirSync(${JSON.stringify(guarded)})
    guardFolder(${JSON.stringify(guarded)})
    startRedis({ redis: ${JSON.stringify(redis)}, dataDir: ${JSON.stringify(join(dir, 'redis'))} })
      .then(({ pid }) => console.log('redis ' + pid))
    setInterval(() => undefined, 60000)`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const redisPid = await new Promise<number>(resolve =>
    child.stdout.on('data', data => resolve(Number(/redis (\d+)/.exec(String(data))?.[1]))),
  )
  return { pid: child.pid ?? 0, redisPid, guarded }
}

describe('an advice line that is killed', () => {
  it('leaves neither its servers nor its folders behind, and its data can be used at once', async () => {
    const redis = await findRedis(toolbox())
    const other = await startOther(redis)
    process.kill(other.pid, 'SIGKILL')
    const again = await startRedis({ redis, dataDir: join(dir, 'redis') })
    expect(await waitUntil(() => !isAlive(other.redisPid) && !existsSync(other.guarded), PATIENCE_MS)).toBe(true)
    expect(isAlive(again.pid ?? 0)).toBe(true)
    await again.stop()
  })
})

describe('an advice line that runs', () => {
  it('keeps its data to itself: a second one on the same folder is refused', async () => {
    const redis = await findRedis(toolbox())
    const other = await startOther(redis)
    await expect(startRedis({ redis, dataDir: join(dir, 'redis') })).rejects.toThrow(/still running \(process \d+\)/)
    expect(isAlive(other.redisPid)).toBe(true)
    process.kill(other.pid, 'SIGKILL')
    expect(await waitUntil(() => !isAlive(other.redisPid), PATIENCE_MS)).toBe(true)
  })
})

describe('a server that does not start', () => {
  it('tells the end of what it wrote', async () => {
    const start = startRedis({ redis: 'ls', dataDir: join(dir, 'redis') })
    await expect(start).rejects.toThrow(/Redis did not start; the end of [^\n]*server.log:\n[\s\S]*--port/)
    expect(existsSync(join(dir, 'redis', 'server.json'))).toBe(false)
  })

  it('says so when its port is taken', async () => {
    const redis = await findRedis(toolbox())
    const { port, stop } = await startRedis({ redis, dataDir: join(dir, 'first') })
    await expect(startRedis({ redis, dataDir: join(dir, 'second'), port })).rejects.toThrow(`port ${port} is in use`)
    await stop()
  })
})
