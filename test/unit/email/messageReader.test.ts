import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { IsolatedMessageReader } from '../../../src/email/reading/messageReader'
import { aMessage, crlf, tooManyParts } from '../../fixtures/mail/messages'
import { forkBuiltReadingProcess } from '../../support/builtReadingProcess'
import { ownReader } from '../../support/judgeSender'
import { readMessage } from '../../support/readMessage'
import { aReadingProcess } from './aReadingProcess'
import { aReading } from './reading'

/** For a message, in milliseconds: where the limit is not the test, no busy machine may come near it. */
const NO_HURRY_MS = 100_000

const read = async (text: string | Buffer) => readMessage(Buffer.from(text as string))

describe('reading a message', () => {
  it('takes the words from the HTML when the plain part is empty', async () => {
    const { text } = await read(aMessage({
      headers: ['Content-Type: multipart/alternative; boundary=b'],
      text: '--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Invented <b>words</b></p><script>no()</script>\n--b--',
    }))
    expect(text.trim()).toBe('Invented words')
  })

  it('reads old character sets', async () => {
    const head = Buffer.from('From: x@y.example\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n')
    expect((await read(Buffer.concat([head, Buffer.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94])]))).text).toBe('\u201ccaf\u00e9\u201d')
  })

  it('notes attachments, delivery reports among them, without holding them', async () => {
    const { attachments } = await read(aMessage({
      headers: ['Content-Type: multipart/mixed; boundary=b'],
      text: '--b\nContent-Type: text/plain\n\nx\n--b\nContent-Type: message/delivery-status\n\nAction: failed\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="plan.pdf"\nContent-Transfer-Encoding: base64\n\nAAAA\n--b--',
    }))
    expect(attachments).toEqual([
      { filename: '', contentType: 'message/delivery-status', size: 14, type: 'text', warnings: [] },
      { filename: 'plan.pdf', contentType: 'application/pdf', size: 3, type: 'unknown', warnings: [] },
    ])
  })

  it.each([
    ['too_many_parts', tooManyParts()],
    ['encrypted', aMessage({ headers: ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data'] })],
    ['encrypted', aMessage({ headers: ['Content-Type: multipart/encrypted; boundary=b'], text: '--b\n\nx\n--b--' })],
    ['too_long', aMessage({ text: 'words '.repeat(100_000) })],
    ['html_too_long', aMessage({ headers: ['Content-Type: text/html'], text: '<p>x</p>'.repeat(700_000) })],
    ['too_many_parts', aMessage({ headers: [`X-Filler: ${'x'.repeat(1_100_000)}`] })],
    ['too_many_parts', aMessage({ headers: Array.from({ length: 2_000 }, (_, n) => `X-Filler-${n}: ${'x'.repeat(1_000)}`) })],
  ])('says %s and still names the sender (%#)', async (unreadable, raw) => {
    expect(await read(raw)).toMatchObject({ unreadable, from: { address: 'sam.invented@school.example' }, subject: 'A worry about a pupil' })
  })

  it('names the first of several senders, those of a group too, else Sender or Return-Path', async () => {
    const sender = async (...lines: string[]) => (await read(crlf(`${lines.join('\n')}\n\nx`))).from?.address
    expect(await sender('From: a@x.example, b@x.example', 'From: c@x.example')).toBe('a@x.example')
    expect(await sender('From: Team: a@x.example, b@x.example;')).toBe('a@x.example')
    expect(await sender('Sender: s@x.example')).toBe('s@x.example')
    expect(await sender('Return-Path: <r@x.example>', 'Subject: x')).toBe('r@x.example')
    expect(await sender('Subject: x', 'Return-Path: <>')).toBeUndefined()
    expect(await read(Buffer.from([0, 1, 2, 255]))).not.toHaveProperty('from')
  })
})

describe('the reading process', () => {
  it('answers as the reading itself does, in turn', async () => {
    const reader = new IsolatedMessageReader({ timeLimitMs: NO_HURRY_MS, start: forkBuiltReadingProcess })
    const raws = ['one', 'two', 'three'].map((text) => Buffer.from(aMessage({ text })))
    const readings = await Promise.all(raws.map(async (raw) => reader.read(raw)))
    expect(readings).toEqual(await Promise.all(raws.map(ownReader.read)))
    await reader.close()
  })

  it('gives every message its own reading, though a short one behind a long one could be done before it', async () => {
    const reader = new IsolatedMessageReader({ processes: 1, timeLimitMs: NO_HURRY_MS, start: forkBuiltReadingProcess })
    const long = aMessage({
      from: 'long@x.example', headers: ['Content-Type: multipart/mixed; boundary=b'],
      text: `${'--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nAAAA\n'.repeat(100)}--b--`,
    })
    const short = (n: number): string => aMessage({ from: `short-${n}@x.example`, text: 'short' })
    const raws = [long, short(1), short(2), long, short(3)].map((raw) => Buffer.from(raw))
    const senders = (await Promise.all(raws.map(async (raw) => reader.read(raw)))).map(({ from }) => from?.address)
    expect(senders).toEqual(['long@x.example', 'short-1@x.example', 'short-2@x.example', 'long@x.example', 'short-3@x.example'])
    await reader.close()
  })

  it('blames no message behind one that ends the process, and reads every one of them whole', async () => {
    const reader = new IsolatedMessageReader({ heapLimitMb: 48, timeLimitMs: NO_HURRY_MS, start: forkBuiltReadingProcess })
    const heavy = aMessage({ headers: ['Content-Type: text/html'], text: `<table>${'<tr><td><b><i>x</i></b></td></tr>'.repeat(140_000)}</table>` })
    const raws = ['one', heavy, 'two', heavy, 'three', 'four', 'five'].map((text) => Buffer.from(text === heavy ? heavy : aMessage({ text })))
    const readings = await Promise.all(raws.map(async (raw) => reader.read(raw)))
    expect(readings.map(({ text, unreadable }) => (unreadable === undefined ? text.trim() : 'unreadable'))).toEqual(['one', 'unreadable', 'two', 'unreadable', 'three', 'four', 'five'])
    await reader.close()
  })

  /** A reader that counts the processes it starts. */
  function countedReader(settings: { heldUpMs?: number; idleMs?: number }): { reader: IsolatedMessageReader; started: ChildProcess[] } {
    const started: ChildProcess[] = []
    const start = (heapLimitMb: number): ChildProcess => {
      started.push(forkBuiltReadingProcess(heapLimitMb))
      return started.at(-1)!
    }
    return { reader: new IsolatedMessageReader({ timeLimitMs: NO_HURRY_MS, ...settings, start }), started }
  }

  it('keeps no process that has had nothing to read for a while, and starts one for the next message', async () => {
    const { reader, started } = countedReader({ idleMs: 1 })
    const raw = Buffer.from(aMessage())
    await reader.read(raw)
    await once(started[0]!, 'exit')
    expect(await reader.read(raw)).toEqual(await ownReader.read(raw))
    expect(started).toHaveLength(2)
    await reader.close()
  })

  it('starts its process as soon as it hears that mail is coming, so that the first message finds it there', async () => {
    const { reader, started } = countedReader({})
    reader.getReady()
    reader.getReady()
    expect(started).toHaveLength(1)
    const raw = Buffer.from(aMessage())
    expect(await reader.read(raw)).toEqual(await ownReader.read(raw))
    expect(started).toHaveLength(1)
    await reader.close()
  })

  it('keeps no process for mail that was announced and did not come', async () => {
    const { reader, started } = countedReader({ idleMs: 1 })
    reader.getReady()
    await once(started[0]!, 'exit')
    await reader.close()
  })

  it.each([['one process', 60_000, 1], ['another beside it while it is held up', 1, 2]])('reads in %s', async (_name, heldUpMs, processes) => {
    const { reader, started } = countedReader({ heldUpMs })
    const raws = ['one', 'two', 'three', 'four'].map((text) => Buffer.from(aMessage({ text })))
    const readings = await Promise.all(raws.map(async (raw) => reader.read(raw)))
    expect(readings).toEqual(await Promise.all(raws.map(ownReader.read)))
    expect(started.length > 1).toBe(processes > 1)
    await reader.close()
  })

  /** Real time and a busy machine could make any process look held up: here time passes only as a test says. */
  const stopTime = (): void => void jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] })
  /** Lets everything happen that waits for no clock. */
  const settle = async (): Promise<void> => {
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  }
  const pass = async (ms: number): Promise<void> => {
    await settle()
    jest.advanceTimersByTime(ms)
    await settle()
  }
  afterEach(() => void jest.useRealTimers())

  it('lets no message wait behind one that takes long: those are read by another process meanwhile', async () => {
    stopTime()
    let finishSlow = (): void => undefined
    const slowProcess = aReadingProcess({
      asked: (child, { number }) => {
        if (number === 1) finishSlow = () => void child.emit('message', { number, reading: aReading({ subject: 'slow' }) })
      },
    })
    const quickProcess = aReadingProcess({ asked: (child, { number }) => setImmediate(() => child.emit('message', { number, reading: aReading({ subject: 'quick' }) })) })
    const processes = [slowProcess, quickProcess]
    const reader = new IsolatedMessageReader({ heldUpMs: 10, start: () => processes.shift()! })
    const [slow, ...behind] = ['slow', 'one', 'two', 'three'].map(async (text) => reader.read(Buffer.from(text)))
    await pass(10)
    expect((await Promise.all(behind)).map(({ subject }) => subject)).toEqual(['quick', 'quick', 'quick'])
    finishSlow()
    expect(await slow).toMatchObject({ subject: 'slow' })
    await reader.close()
  })

  it('does not read twice what was sent away: behind a slow one, one that ends processes keeps no other waiting', async () => {
    stopTime()
    const raws = ['slow', 'poison', 'one', 'two']
    let finishSlow = (): void => undefined
    const poisoned: string[] = []
    /** Reads one after the other; the slow one until it is let, and the poison for ever. */
    const turnOf = async (subject: string): Promise<void> => {
      if (subject === 'slow') await new Promise<void>((resolve) => { finishSlow = resolve })
      if (subject === 'poison') await new Promise<void>(() => void poisoned.push(subject))
    }
    const aProcess = () => {
      const turns = [Promise.resolve()]
      return aReadingProcess({
        asked: (child, sent) => {
          const subject = Buffer.from((sent as { bytes?: Uint8Array }).bytes ?? []).toString()
          turns.push((async () => {
            await turns.at(-1)
            await turnOf(subject)
            child.emit('message', { number: sent.number, reading: aReading({ subject }) })
          })())
        },
      })
    }
    const reader = new IsolatedMessageReader({ heldUpMs: 20, timeLimitMs: 60_000, start: aProcess })
    const [slow, poison, ...good] = raws.map(async (text) => reader.read(Buffer.from(text)))
    await pass(20)
    expect(poisoned).toHaveLength(1)
    finishSlow()
    expect(await slow).toMatchObject({ subject: 'slow' })
    await pass(20)
    expect((await Promise.all(good)).map(({ subject }) => subject)).toEqual(['one', 'two'])
    await reader.close()
    expect(await poison).toMatchObject({ unreadable: 'no_reader' })
  })

  it('reads on beside a large message that takes long, whatever its size', async () => {
    stopTime()
    const processes = [aReadingProcess({}), aReadingProcess({ asked: (child, { number }) => setImmediate(() => child.emit('message', { number, reading: aReading() })) })]
    const reader = new IsolatedMessageReader({ heldUpMs: 10, start: () => processes.shift()! })
    const large = reader.read(Buffer.alloc(9 * 1024 * 1024))
    const small = reader.read(Buffer.from('small'))
    await pass(10)
    expect(await small).toEqual(aReading())
    expect(await reader.read(Buffer.alloc(9 * 1024 * 1024))).toEqual(aReading())
    await reader.close()
    await large
  })

  it('gives up a message that takes too long, with nothing read, and reads the next', async () => {
    const reader = new IsolatedMessageReader({ timeLimitMs: 1, start: forkBuiltReadingProcess })
    expect(await reader.read(Buffer.from(aMessage()))).toMatchObject({ unreadable: 'too_slow' })
    await reader.close()
  })

  it('reads on when a process could not be started, whether that throws or comes to nothing', async () => {
    const failures = [
      () => { throw Object.assign(new Error('spawn EAGAIN'), { code: 'EAGAIN' }) },
      () => spawn('/nowhere/node', { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }),
    ]
    const reader = new IsolatedMessageReader({
      processes: 1, timeLimitMs: NO_HURRY_MS,
      start: (heapLimitMb) => (failures.shift() ?? (() => forkBuiltReadingProcess(heapLimitMb)))(),
    })
    const raw = Buffer.from(aMessage())
    const first = await reader.read(raw)
    const second = await reader.read(raw)
    expect(failures).toEqual([])
    expect(first).toMatchObject({ unreadable: 'no_reader', from: { address: 'sam.invented@school.example' } })
    expect(second).toEqual(await ownReader.read(raw))
    await reader.close()
  })

  it('answers, and goes on answering, while no process can be had at all', async () => {
    const reader = new IsolatedMessageReader({ start: () => { throw new Error('spawn EMFILE') } })
    reader.getReady()
    const raw = Buffer.from(aMessage())
    expect([(await reader.read(raw)).unreadable, (await reader.read(raw)).unreadable]).toEqual(['no_reader', 'no_reader'])
    await reader.close()
  })

  it('reads the head of a message whose whole takes more memory than the process may have', async () => {
    const reader = new IsolatedMessageReader({ heapLimitMb: 48, timeLimitMs: NO_HURRY_MS, start: forkBuiltReadingProcess })
    const heavy = aMessage({ headers: ['Content-Type: text/html'], text: `<table>${'<tr><td><b><i>x</i></b></td></tr>'.repeat(140_000)}</table>` })
    expect(await reader.read(Buffer.from(heavy))).toMatchObject({ unreadable: expect.any(String), from: { address: 'sam.invented@school.example' } })
    expect((await reader.read(Buffer.from(aMessage()))).text.trim()).toBe('Invented words about an invented child.')
    await reader.close()
  })
})
