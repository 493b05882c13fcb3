import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { builtSources } from '../../support/builtSources'
import { sourcesOfOnesOwn } from '../../support/sourcesOfOnesOwn'

const PROJECT = resolve(__dirname, '../../..')
/** As `npm start` does it. */
const FROM_SOURCE = `require('tsx/cjs/api').register()
require('./src/local/main.ts').runLocalMode({ root: process.env.LOCAL_ROOT, args: process.argv.slice(1) })`
/** The same, ready sooner. */
const builtFrom = (folder: string): string =>
  `require(${JSON.stringify(join(folder, 'src/local/main.js'))}).runLocalMode({ root: process.env.LOCAL_ROOT, args: process.argv.slice(1) })`
const BUILT = builtFrom(builtSources())
const START_LIMIT_MS = 90_000
const execute = promisify(execFile)

/** Local mode in a process of its own, on a folder of its own; downloads are shared with the project. */
class LocalRun {
  output = ''
  private constructor(readonly child: ChildProcess, readonly exited: Promise<number | string>) {}

  static start(root: string, env: Record<string, string> = {}, args: string[] = [], program = BUILT): LocalRun {
    const { MONGODB_URI: _m, REDIS_URL: _r, IMAP_URL: _i, SMTP_URL: _s, NODE_ENV: _n, ...rest } = process.env
    const child = spawn(process.execPath, ['-e', program, '--', ...args], {
      cwd: PROJECT, env: { ...rest, LOCAL_ROOT: root, ...env }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    const run = new LocalRun(child, once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string))
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (run.output += String(chunk)))
    return run
  }

  /** Waits for the guide and gives the desk's address out of it. */
  async ready(): Promise<string> {
    const deadline = Date.now() + START_LIMIT_MS
    while (!this.output.includes('Ctrl-C stops everything')) {
      if (Date.now() > deadline || this.child.exitCode !== null) throw new Error(`Local mode did not start:\n${this.output}`)
      await new Promise((go) => setTimeout(go, 100))
    }
    return /http:\/\/127\.0\.0\.1:\d+/.exec(this.output)?.[0] ?? ''
  }

  async says(words: RegExp): Promise<void> {
    for (const end = Date.now() + START_LIMIT_MS; !words.test(this.output); ) {
      if (Date.now() > end || this.child.exitCode !== null) throw new Error(`Nothing said ${words}:\n${this.output}`)
      await new Promise((go) => setTimeout(go, 50))
    }
  }

  async end(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal)
    return this.exited
  }
}

describe('local mode', () => {
  let root: string
  const runs: LocalRun[] = []
  const start = (env?: Record<string, string>, args?: string[], program?: string): LocalRun => {
    const run = LocalRun.start(root, env, args, program)
    runs.push(run)
    return run
  }
  const get = async (url: string) => {
    const response = await fetch(url)
    return { status: response.status, text: await response.text() }
  }

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'advice-line-local-'))
    // Dovecot runs under an account of its own and keeps its mail in here.
    await chmod(root, 0o711)
    await mkdir(join(root, '.local'))
    await mkdir(join(PROJECT, '.local/parts'), { recursive: true })
    await symlink(join(PROJECT, '.local/parts'), join(root, '.local/parts'))
  })
  afterAll(async () => {
    for (const run of runs) if (run.child.exitCode === null && run.child.signalCode === null) await run.end('SIGKILL')
    await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  })

  it('brings everything up from nothing, tells where it is, and keeps it through Ctrl-C and a kill', async () => {
    const busy = createServer().listen(0, '127.0.0.1')
    await once(busy, 'listening')
    const address = busy.address()
    const port = typeof address === 'object' && address ? address.port : 0

    const first = start({ PORT: String(port) }, [], FROM_SOURCE)
    const origin = await first.ready()
    busy.close()
    expect(first.output).toContain(`Port ${port} is busy`)
    expect(first.output.indexOf('http://')).toBe(first.output.indexOf(`${origin}/\n`))
    for (const role of ['duty', 'social_worker', 'manager', 'police_liaison', 'immigration_officer', 'reporter', 'admin'])
      expect(first.output).toMatch(new RegExp(`^ +${role} +\\S+@advice-line\\.example +demonstration-\\w+$`, 'm'))
    const [, uri = ''] = /^ +MONGODB_URI='(mongodb:[^']+)' npm run mail:replay -- --all$/m.exec(first.output) ?? []
    const replay = await execute(process.execPath, ['src/command.mjs', 'mailReplay', '--all'], { cwd: PROJECT, env: { PATH: process.env['PATH'], MONGODB_URI: uri } })
    expect(replay.stdout).toBe('No message is held.\n')
    expect((await get(`${origin}/local/mail`)).text).toContain('6 messages sent')
    expect((await get(`${origin}/local/phone`)).text).toContain('0808 800 5000')
    expect((await get(`${origin}/sign-in`)).status).toBe(200)

    const rival = start()
    expect(await rival.exited).toBe(1)
    expect(rival.output).toMatch(/Another advice line is running/)
    expect(await first.end('SIGINT')).toBe(0)

    const second = start({ PORT: String(port) })
    const again = await second.ready()
    expect((await get(`${again}/local/mail`)).text).toContain('6 messages sent')
    await second.end('SIGKILL')

    const third = start({ PORT: String(port) })
    expect((await get(`${await third.ready()}/local/mail`)).text).toContain('6 messages sent')
    expect(await third.end('SIGTERM')).toBe(0)
  }, 300_000)

  it('stops at once, and well, when told so while it is still starting', async () => {
    const run = start({ PORT: '0' })
    while (!run.output.includes('Starting')) await new Promise((go) => setTimeout(go, 20))
    await new Promise((go) => setTimeout(go, 400))
    expect(await run.end('SIGINT')).toBe(0)
    expect(run.output).not.toMatch(/could not start|cannot start/)
  })

  it('reads the rules again at SIGHUP, or says why they are refused, and goes on', async () => {
    const sources = sourcesOfOnesOwn()
    const run = start({ PORT: '0' }, [], builtFrom(sources.folder))
    const origin = await run.ready()
    sources.change('cues.json', '"cues": [', '"cues" [')
    run.child.kill('SIGHUP')
    await run.says(/The rules were read again and refused: .*cues\.json, line 3: is not JSON/)
    sources.change('cues.json', '"cues" [', '"cues": [')
    sources.change('version.json', /"version": "[^"]+"/, '"version": "99.0.0"')
    run.child.kill('SIGHUP')
    await run.says(/The rules were read again and are in force/)
    expect((await get(`${origin}/sign-in`)).status).toBe(200)
    expect(await run.end('SIGTERM')).toBe(0)
    sources.remove()
  }, 300_000)

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ['production', { NODE_ENV: 'production' }, [], /never runs with NODE_ENV=production/],
    ['settings that are not right, naming them all', { PORT: 'many', SERVICE_HOURS: 'sometimes' }, [], /- PORT [^]*- SERVICE_HOURS /],
    ['an option that it does not know', {}, ['--frsh'], /--fresh/],
  ])('does not start with %s', async (_what, env, args, sentence) => {
    const run = start(env, args)
    expect(await run.exited).toBe(1)
    expect(run.output).toMatch(sentence)
  })
})
