import { appendFileSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { frame } from '../../../src/gateways/spool/frames'
import { SpoolFailed } from '../../../src/telephone/spool/ports'
import { aSpool, freshSpoolFolder, removeSpoolFolders } from '../../support/spoolFolder'

afterAll(removeSpoolFolders)

const numbered = (from: number, count: number): Buffer[] => Array.from({ length: count }, (_, i) => Buffer.from(`record ${from + i}`))

/** Takes, reads and removes all that the spool may take. */
async function drain(spool: ReturnType<typeof aSpool>): Promise<string[]> {
  const seen: string[] = []
  for (const segment of await spool.take()) {
    seen.push(...(await spool.read(segment)).records.map(String))
    await spool.remove(segment)
  }
  return seen
}

describe('the spool on disk', () => {
  it('gives back what was appended, in order, once; and only its owner may read the files', async () => {
    const dir = freshSpoolFolder()
    const spool = aSpool(dir)
    await Promise.all(numbered(0, 100).map(async (record) => spool.append(record)))
    const [file] = readdirSync(dir)
    expect(statSync(join(dir, file!)).mode & 0o777).toBe(0o600)
    expect(await spool.inventory()).toMatchObject({ entries: 100, setAside: 0 })
    expect(await drain(spool)).toEqual(numbered(0, 100).map(String))
    expect(await drain(spool)).toEqual([])
    await spool.append(Buffer.from('later'))
    expect(await drain(spool)).toEqual(['later'])
  })

  it('loses nothing that it vouched for while others take its segments from under it', async () => {
    const dir = freshSpoolFolder()
    const writer = aSpool(dir)
    const takers = [aSpool(dir), aSpool(dir)]
    const seen: string[] = []
    const takeThreeTimes = async (taker: ReturnType<typeof aSpool>): Promise<void> => {
      for (let times = 0; times < 3; times += 1) seen.push(...(await drain(taker)))
    }
    for (let i = 0; i < 300; i += 3) {
      await Promise.all([...numbered(i, 3).map(async (record) => writer.append(record)), ...takers.map(takeThreeTimes)])
    }
    seen.push(...(await drain(writer)), ...(await drain(aSpool(dir))))
    expect(new Set(seen)).toEqual(new Set(numbered(0, 300).map(String)))
  })

  it('leaves a segment to its living writer until it has not been touched for a while', async () => {
    const dir = freshSpoolFolder()
    const writer = aSpool(dir)
    await writer.append(Buffer.from('kept'))
    expect(await aSpool(dir, { staleAfterMs: 60_000 }).take()).toEqual([])
    expect(await drain(aSpool(dir, { staleAfterMs: -1_000 }))).toEqual(['kept'])
  })

  it('reads a segment that a crash cut short, and writes on elsewhere', async () => {
    const dir = freshSpoolFolder()
    const dead = aSpool(dir)
    await dead.append(Buffer.from('whole'))
    const [file] = readdirSync(dir)
    appendFileSync(join(dir, file!), frame(Buffer.from('cut short')).subarray(0, 15))
    const next = aSpool(dir)
    await next.append(Buffer.from('new'))
    const [segment] = await next.take()
    expect(await next.read(segment!)).toEqual({ records: [Buffer.from('whole')], damagedBytes: 0 })
  })

  it.each([[{ mostEntries: 3 }], [{ mostBytes: 60 }]])('is full at %j, says so, and takes again once it is drained', async (limits) => {
    const dir = freshSpoolFolder()
    const spool = aSpool(dir, limits)
    for (const record of numbered(0, 3)) await spool.append(record).catch(() => undefined)
    await expect(spool.append(Buffer.from('too much'))).rejects.toThrow(SpoolFailed)
    await expect(aSpool(dir, limits).append(Buffer.from('too much'))).rejects.toThrow(SpoolFailed)
    await drain(spool)
    await spool.append(Buffer.from('fits'))
  })

  it('in a folder that cannot be made fails for each, says why, and goes on once it can', async () => {
    const dir = freshSpoolFolder()
    writeFileSync(join(dir, 'a-file'), '')
    const spool = aSpool(join(dir, 'a-file', 'spool'))
    await expect(spool.append(Buffer.from('x'))).rejects.toThrow(SpoolFailed)
    expect(await spool.check()).toBe('cannot be written (ENOTDIR)')
    renameSync(join(dir, 'a-file'), join(dir, 'was-a-file'))
    await spool.append(Buffer.from('x'))
    expect(await spool.check()).toBe('ok')
  })

  it('keeps what cannot be applied apart, to be tried again by moving it back up', async () => {
    const dir = freshSpoolFolder()
    const spool = aSpool(dir)
    await Promise.all(numbered(0, 3).map(async (record) => spool.append(record)))
    const [segment] = await spool.take()
    await spool.setAside(segment!, [Buffer.from('record 1')])
    await spool.setAside(segment!, [Buffer.from('record 1')])
    await spool.remove(segment!)
    expect(await spool.inventory()).toEqual({ entries: 0, bytes: 0, setAside: 1 })
    const [file] = readdirSync(join(dir, 'set-aside'))
    renameSync(join(dir, 'set-aside', file!), join(dir, file!))
    expect(await drain(aSpool(dir))).toEqual(['record 1'])
  })

  it('keeps a damaged segment as it is', async () => {
    const dir = freshSpoolFolder()
    const damaged = Buffer.concat([Buffer.from('not a record'), frame(Buffer.from('whole'))])
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, 'old-000001-gone.spool'), damaged)
    const spool = aSpool(dir)
    const [segment] = await spool.take()
    expect(await spool.read(segment!)).toEqual({ records: [Buffer.from('whole')], damagedBytes: 12 })
    await spool.setAsideWhole(segment!)
    expect(readFileSync(join(dir, 'set-aside', 'old-000001-gone.damaged'))).toEqual(damaged)
    expect(await spool.take()).toEqual([])
  })
})
