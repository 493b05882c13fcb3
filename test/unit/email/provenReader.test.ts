import { type ChildProcess, spawn } from 'node:child_process'
import { IsolatedMessageReader } from '../../../src/email/reading/messageReader'
import { NoReader } from '../../../src/email/reading/noReader'
import { ProvenReader } from '../../../src/email/reading/provenReader'
import { aMessage } from '../../fixtures/mail/messages'
import { forkBuiltReadingProcess } from '../../support/builtReadingProcess'
import { ownReader } from '../../support/judgeSender'

const SINCE = new Date('2026-11-23T09:41:00Z')
const RAW = Buffer.from(aMessage())
const HEAVY = Buffer.from(aMessage({ headers: ['Content-Type: text/html'], text: `<table>${'<tr><td><b><i>x</i></b></td></tr>'.repeat(140_000)}</table>` }))

/** For a message, in milliseconds: no test here is about the limit, and no busy machine may come near it. */
const NO_HURRY_MS = 100_000

const dyingAtOnce = (): ChildProcess => spawn(process.execPath, ['-e', 'process.exit(1)'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
const notStarting = (): ChildProcess => { throw Object.assign(new Error('spawn EAGAIN'), { code: 'EAGAIN' }) }

function aReader(start: (heapLimitMb: number) => ChildProcess, heapLimitMb = 256): ProvenReader {
  return new ProvenReader({ reader: new IsolatedMessageReader({ start, heapLimitMb, processes: 1, timeLimitMs: NO_HURRY_MS }), now: () => SINCE, tryEveryMs: 10 })
}

async function untilBack(reader: ProvenReader): Promise<void> {
  while (reader.awaySince) await new Promise((resolve) => void setTimeout(resolve, 10))
}

describe('a reader that is believed only while it can read', () => {
  it.each([
    ['cannot be started', notStarting],
    ['dies at once, whatever it is given', dyingAtOnce],
  ])('refuses every message while its process %s, and reads them once one can be had', async (_, failing) => {
    let isMended = false
    const reader = aReader((heapLimitMb) => (isMended ? forkBuiltReadingProcess(heapLimitMb) : failing()))
    await expect(reader.read(RAW)).rejects.toBeInstanceOf(NoReader)
    await expect(reader.read(RAW)).rejects.toBeInstanceOf(NoReader)
    expect(reader.awaySince).toEqual(SINCE)
    isMended = true
    await untilBack(reader)
    expect(await reader.read(RAW)).toEqual(await ownReader.read(RAW))
    await reader.close()
  })

  it('reads a message whole though its process was refused at first: its head alone would make it look bad', async () => {
    const failures = [notStarting, notStarting]
    const reader = aReader((heapLimitMb) => (failures.shift() ?? (() => forkBuiltReadingProcess(heapLimitMb)))())
    await expect(reader.read(RAW)).rejects.toBeInstanceOf(NoReader)
    await untilBack(reader)
    expect(await reader.read(RAW)).toEqual(await ownReader.read(RAW))
    await reader.close()
  })

  it('says of a message that ends its process that it is the message, since others can be read', async () => {
    const reader = aReader(forkBuiltReadingProcess, 48)
    expect(await reader.read(HEAVY)).toMatchObject({ unreadable: expect.any(String), from: { address: 'sam.invented@school.example' } })
    expect(reader.awaySince).toBeUndefined()
    expect((await reader.read(RAW)).unreadable).toBeUndefined()
    await reader.close()
  })

  it('asks for no proof over a message that says itself why it cannot be read', async () => {
    const asked: Buffer[] = []
    const reader = new ProvenReader({
      reader: { read: async (bytes) => { asked.push(bytes); return ownReader.read(bytes) }, close: async () => undefined }, now: () => SINCE,
    })
    expect((await reader.read(Buffer.from(aMessage({ headers: ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data'] })))).unreadable).toBe('encrypted')
    expect(asked).toHaveLength(1)
  })
})
