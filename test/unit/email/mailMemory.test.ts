import { pino } from 'pino'
import { LateMessages } from '../../../src/email/ingest/lateMessages'
import { MailMemory } from '../../../src/email/ingest/mailMemory'
import { syncMailbox } from '../../../src/email/mailbox/syncMailbox'
import { aMessage } from '../../fixtures/mail/messages'
import { ownReader } from '../../support/judgeSender'
import { FakeIntakes, FakeLedger, FakeMailbox, FakeRawMail } from './fakes'

const soon = async (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Three mailboxes of so many messages each, of which it is counted how much is in memory: fetched, and not yet safe and read. */
function threeMailboxes(memory: MailMemory, sizes: readonly number[]) {
  const intakes = new FakeIntakes()
  let [held, most] = [0, 0]
  const reader = {
    read: async (bytes: Buffer) => {
      await soon()
      const reading = await ownReader.read(bytes)
      held -= bytes.length
      return reading
    },
  }
  const mailboxes = ['one', 'two', 'three'].map((name) => {
    const mailbox = new FakeMailbox(sizes.map((size, nth) => Buffer.from(aMessage({ text: `${name} ${nth} ${'x'.repeat(size)}` }))))
    const fetch = mailbox.fetch.bind(mailbox)
    mailbox.fetch = async (wanted) => {
      await soon()
      const fetched = await fetch(wanted)
      held += fetched.reduce((sum, { size }) => sum + size, 0)
      most = Math.max(most, held)
      return fetched
    }
    const deps = {
      reader, intakes, memory, ledger: new FakeLedger(), rawMail: new FakeRawMail(), late: new LateMessages(), now: () => new Date(0), randomHex: () => 'ab'.repeat(16),
      own: { sender: 'reply@advice.example', addresses: [] }, log: pino({ level: 'silent' }),
    }
    return async (signal?: AbortSignal) => syncMailbox(deps, { mailbox, ...(signal && { signal }) })
  })
  return { intakes, mailboxes, most: () => most }
}

describe('the memory that mail takes', () => {
  it('is bounded for all mailboxes together, however many take in their backlog at once', async () => {
    const { intakes, mailboxes, most } = threeMailboxes(new MailMemory(70_000), Array.from({ length: 120 }, () => 1_000))
    await Promise.all(mailboxes.map(async (sync) => sync()))
    expect(intakes.made.size).toBe(360)
    expect([most() > 0, most() <= 70_000]).toEqual([true, true])
  })

  it('lets in alone what is larger than all there is', async () => {
    const { intakes, mailboxes } = threeMailboxes(new MailMemory(5_000), [9_000])
    await Promise.all(mailboxes.map(async (sync) => sync()))
    expect(intakes.made.size).toBe(3)
  })

  it('is given back when a server refuses to hand messages out', async () => {
    const memory = new MailMemory(5_000)
    const mailbox = new FakeMailbox([Buffer.from(aMessage({ text: 'x'.repeat(9_000) }))])
    mailbox.poison.add(1)
    const deps = {
      memory, reader: ownReader, intakes: new FakeIntakes(), ledger: new FakeLedger(), rawMail: new FakeRawMail(), late: new LateMessages(), now: () => new Date(0),
      randomHex: () => 'ab'.repeat(16), own: { sender: 'reply@advice.example', addresses: [] }, log: pino({ level: 'silent' }),
    }
    await expect(syncMailbox(deps, { mailbox })).rejects.toThrow('refused')
    expect(await memory.hold(5_000)).toBeDefined()
  })

  it('is given back for each message as it is read, though another of its batch takes long', async () => {
    const memory = new MailMemory(20_000)
    let finish = (): void => undefined
    const slow = new Promise<void>((resolve) => void (finish = resolve))
    let begin = (): void => undefined
    const begun = new Promise<void>((resolve) => void (begin = resolve))
    const reader = {
      read: async (bytes: Buffer) => {
        begin()
        if (bytes.includes('slow')) await slow
        return ownReader.read(bytes)
      },
    }
    const intakes = new FakeIntakes()
    const mailbox = new FakeMailbox(['slow', 'x'.repeat(15_000)].map((text) => Buffer.from(aMessage({ text }))))
    const syncing = syncMailbox({
      memory, reader, intakes, ledger: new FakeLedger(), rawMail: new FakeRawMail(), late: new LateMessages(), now: () => new Date(0),
      randomHex: () => 'ab'.repeat(16), own: { sender: 'reply@advice.example', addresses: [] }, log: pino({ level: 'silent' }),
    }, { mailbox })
    await begun
    const giveBack = await memory.hold(15_000)
    expect([typeof giveBack, intakes.made.size < 2]).toEqual(['function', true])
    finish()
    await syncing
    giveBack?.()
    expect([intakes.made.size, typeof (await memory.hold(20_000))]).toEqual([2, 'function'])
  })

  it('comes to a large message in its turn, which small ones do not overtake for ever', async () => {
    const memory = new MailMemory(10)
    const order: string[] = []
    const first = await memory.hold(8)
    const large = memory.hold(9).then((release) => (order.push('large'), release))
    const small = memory.hold(1).then((release) => (order.push('small'), release))
    await soon()
    expect(order).toEqual([])
    first?.()
    const releases = [await large, await small]
    expect(order).toEqual(['large', 'small'])
    releases.forEach((release) => release?.())
    expect(await memory.hold(10)).toBeDefined()
  })

  it('keeps nobody waiting who is told to stop, nor those behind', async () => {
    const memory = new MailMemory(10)
    await memory.hold(8)
    const stopping = new AbortController()
    const large = memory.hold(9, stopping.signal)
    const small = memory.hold(2)
    stopping.abort()
    expect([await large, typeof (await small)]).toEqual([undefined, 'function'])
    expect(await memory.hold(1, stopping.signal)).toBeUndefined()
  })

  it('leaves a mailbox as it was when the stop comes while it waits for room', async () => {
    const memory = new MailMemory(10)
    await memory.hold(10)
    const { intakes, mailboxes: [sync] } = threeMailboxes(memory, [100])
    const stopping = new AbortController()
    const syncing = sync!(stopping.signal)
    await soon()
    stopping.abort()
    expect([await syncing, intakes.made.size]).toEqual([{ ingested: 0, quarantined: 0 }, 0])
  })
})
