import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const PROJECT = resolve(__dirname, '../../..')

describe('npm start for production', () => {
  it('names every setting that is missing or bad, once, and leaves with 1', () => {
    const { PATH = '' } = process.env
    const env = { PATH, NODE_ENV: 'production', PORT: 'many', MONGODB_URI: 'mongodb://127.0.0.1/x', DATA_KEYS: 'short-and-secret' }
    const { status, stderr, stdout } = spawnSync(process.execPath, ['src/start.mjs'], { cwd: PROJECT, env, encoding: 'utf8' })
    expect(status).toBe(1)
    for (const name of ['PORT', 'DATA_KEYS', 'REDIS_URL', 'IMAP_URL', 'SMTP_URL', 'SESSION_SECRET', 'TWILIO_AUTH_TOKEN'])
      expect(stderr.match(new RegExp(`^ +- ${name} `, 'gm'))).toHaveLength(1)
    expect(stderr).not.toMatch(/- MONGODB_URI|short-and-secret|at .*\(/)
    expect(stdout).toBe('')
  })
})

/** Says its name, its process and each signal that reaches it; stops when it is told to. */
const processThatTells = (name: string, listens: string): string => `
  const say = (words) => console.log('${name} ' + words)
  ${listens}
  process.on('SIGTERM', () => process.exit(0))
  setInterval(() => {}, 1000)
  say('runs as ' + process.pid)
`

describe('the process that runs both', () => {
  let folder: string
  let started: ChildProcess
  let said: string
  const until = async (words: RegExp): Promise<RegExpExecArray> => {
    for (const end = Date.now() + 20_000; Date.now() < end; ) {
      const found = words.exec(said)
      if (found) return found
      await new Promise((soon) => setTimeout(soon, 20))
    }
    throw new Error(`nobody said ${words}: ${said}`)
  }
  const start = (workersListen: string): void => {
    const files = {
      'package.json': '{}', 'dist/config/env.js': 'exports.parseSettings = () => ({ ok: true })',
      'dist/src/main.js': processThatTells('web', ''), 'dist/workers/main.js': processThatTells('workers', workersListen),
    }
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), content)
    }
    cpSync(join(PROJECT, 'src/start.mjs'), join(folder, 'src/start.mjs'))
    started = spawn(process.execPath, ['src/start.mjs'], { cwd: folder, env: { PATH: process.env['PATH'], NODE_ENV: 'production' } })
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk) => { said += String(chunk) })
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'start-'))
    said = ''
  })
  afterEach(async () => {
    if (started.exitCode === null && started.signalCode === null) {
      started.kill('SIGTERM')
      await once(started, 'exit')
    }
    rmSync(folder, { recursive: true })
  })

  it('passes on to the workers, and to them alone, that the rules are to be read again, and goes on', async () => {
    start("process.on('SIGHUP', () => say('read the rules again'))")
    await until(/web runs as/)
    await until(/workers runs as/)
    started.kill('SIGHUP')
    await until(/workers read the rules again/)
    started.kill('SIGHUP')
    await until(/(workers read the rules again[\s\S]*){2}/)
    expect([started.exitCode, started.signalCode, said.match(/runs as/g)?.length]).toEqual([null, null, 2])
    started.kill('SIGTERM')
    expect(await once(started, 'exit')).toEqual([0, null])
  })

  it('starts workers again that were told so before they listened, and stops nothing for it', async () => {
    start('')
    await until(/web runs as/)
    const [, first] = await until(/workers runs as (\d+)/)
    started.kill('SIGHUP')
    await until(new RegExp(`workers runs as (?!${first}\\b)\\d+`))
    expect([started.exitCode, said.match(/web runs as/g)?.length]).toEqual([null, 1])
  })
})
