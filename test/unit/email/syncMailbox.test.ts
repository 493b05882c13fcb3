import { pino } from 'pino'
import { NoReader } from '../../../src/email/reading/noReader'
import { SIZE_LIMIT } from '../../../src/email/ingest/inboxWork'
import { LateMessages } from '../../../src/email/ingest/lateMessages'
import { MailMemory } from '../../../src/email/ingest/mailMemory'
import { syncMailbox } from '../../../src/email/mailbox/syncMailbox'
import { ownReader } from '../../support/judgeSender'
import { aMessage } from '../../fixtures/mail/messages'
import { FakeIntakes, FakeLedger, FakeMailbox, FakeRawMail } from './fakes'

const NOW = new Date('2026-11-23T09:41:00Z')
const aRaw = (text: string) => Buffer.from(aMessage({ text }))

function aRoom() {
  const [ledger, intakes, rawMail] = [new FakeLedger(), new FakeIntakes(), new FakeRawMail()]
  const deps = {
    ledger, intakes, rawMail, reader: ownReader, late: new LateMessages(), memory: new MailMemory(), now: () => NOW, randomHex: () => 'ab'.repeat(16),
    own: { sender: 'reply@advice.example', addresses: [] }, log: pino({ level: 'silent' }),
  }
  return { deps, ledger, intakes, rawMail }
}

describe('a sync', () => {
  it('keeps, flags, makes the enquiry and files away', async () => {
    const { deps, intakes } = aRoom()
    const mailbox = new FakeMailbox([aRaw('one'), aRaw('two')])
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 2, quarantined: 0 })
    expect([intakes.made.size, [...mailbox.flagged], [...mailbox.moved]]).toEqual([2, [1, 2], [[1, 'Processed'], [2, 'Processed']]])
    expect([...intakes.made.values()][0]).toMatchObject({ receivedAt: new Date(0), acknowledgement: { dueAt: NOW } })
  })

  it('makes the first enquiries of a long backlog before it has looked at the last', async () => {
    const { deps, intakes } = aRoom()
    const mailbox = new FakeMailbox(Array.from({ length: 450 }, (_, n) => aRaw(`message ${n}`)))
    const madeBefore: number[] = []
    const describe = mailbox.describe.bind(mailbox)
    mailbox.describe = async (uids) => {
      madeBefore.push(intakes.made.size)
      return describe(uids)
    }
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 450, quarantined: 0 })
    expect(madeBefore).toHaveLength(5)
    expect(madeBefore.at(-1)).toBeGreaterThan(0)
  })

  it('tells how many it left when it was stopped', async () => {
    const { deps } = aRoom()
    const mailbox = new FakeMailbox([{ size: SIZE_LIMIT + 1 }, ...Array.from({ length: 300 }, (_, n) => aRaw(`message ${n}`))])
    const stopping = new AbortController()
    const result = await syncMailbox(deps, { mailbox, signal: stopping.signal, onBatch: () => stopping.abort() })
    expect([result.quarantined, result.ingested + (result.left ?? 0)]).toEqual([1, 300])
    expect(result.left).toBeGreaterThan(0)
  })

  it('hands a message of more than 50 MB to a person without fetching it', async () => {
    const { deps, ledger, intakes } = aRoom()
    const mailbox = new FakeMailbox([{ size: SIZE_LIMIT + 1 }, aRaw('small')])
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 1, quarantined: 1 })
    expect([ledger.cards, mailbox.moved.get(1), mailbox.fetches, intakes.made.size]).toEqual([['too_big'], 'Quarantine', [[2]], 1])
    expect(ledger.arrivals.get(1)).toEqual(new Date(0))
  })

  it('goes on taking mail in while the server refuses to move what is dealt with, and moves it once it may', async () => {
    const { deps, ledger, intakes } = aRoom()
    const mailbox = new FakeMailbox([{ size: SIZE_LIMIT + 1 }, aRaw('one')])
    mailbox.refusesToMove = true
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 1, quarantined: 1 })
    mailbox.add(aRaw('two'))
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 1, quarantined: 0 })
    expect([intakes.made.size, ledger.cards, mailbox.moved.size]).toEqual([2, ['too_big'], 0])
    mailbox.refusesToMove = false
    await syncMailbox(deps, { mailbox })
    expect([...mailbox.moved].toSorted(([a], [b]) => a - b)).toEqual([[1, 'Quarantine'], [2, 'Processed'], [3, 'Processed']])
    expect(ledger.held.get(1)).toEqual({ uidValidity: '9', uid: 101 })
  })

  it('makes an enquiry of a message of which nothing could be read, with a card to open it and one to answer it', async () => {
    const { deps, ledger, intakes } = aRoom()
    const reader = { read: async () => ({ headers: [], references: [], subject: '', text: '', parts: [], attachments: [], unreadable: 'too_slow' }) }
    expect(await syncMailbox({ ...deps, reader }, { mailbox: new FakeMailbox([aRaw('one')]) })).toEqual({ ingested: 1, quarantined: 0 })
    expect([...intakes.made.values()][0]).toMatchObject({
      email: { unreadable: 'too_slow' }, acknowledgement: { state: 'failed' }, owedTasks: [{ kind: 'unreadable' }, { kind: 'acknowledgement_failed' }],
    })
    expect(ledger.cards).toEqual([])
  })

  /** Reads at once, but for messages that hold a word: those when they are let. */
  function slowReader(word: string) {
    const held: (() => void)[] = []
    const read = async (bytes: Buffer) => {
      if (bytes.includes(word)) await new Promise<void>((resolve) => void held.push(resolve))
      return ownReader.read(bytes)
    }
    return { reader: { read }, finish: () => held.splice(0).forEach((resolve) => resolve()) }
  }

  it('keeps no message waiting for one that takes long to read, which becomes an enquiry once it is read', async () => {
    const { deps, intakes } = aRoom()
    const { reader, finish } = slowReader('slow')
    const { late } = deps
    const mailbox = new FakeMailbox([aRaw('slow'), aRaw('one')])
    expect(await syncMailbox({ ...deps, reader }, { mailbox })).toEqual({ ingested: 1, quarantined: 0 })
    mailbox.add(aRaw('two'))
    expect(await syncMailbox({ ...deps, reader }, { mailbox })).toEqual({ ingested: 1, quarantined: 0 })
    expect([[...mailbox.flagged], [...mailbox.moved.keys()]]).toEqual([[1, 2, 3], [2, 3]])
    finish()
    await late.untilNoneIsLeft()
    await syncMailbox({ ...deps, reader }, { mailbox })
    expect([intakes.made.size, [...mailbox.moved]]).toEqual([3, [[2, 'Processed'], [3, 'Processed'], [1, 'Processed']]])
  })

  it('fetches no more mail while so much waits to be read that memory would follow it', async () => {
    const { deps, intakes } = aRoom()
    const { reader, finish } = slowReader('slow')
    const { late } = deps
    const mailbox = new FakeMailbox(Array.from({ length: 50 }, (_, nth) => aRaw(`slow ${nth}`)))
    await syncMailbox({ ...deps, reader }, { mailbox })
    mailbox.add(aRaw('one'))
    expect(await syncMailbox({ ...deps, reader }, { mailbox })).toMatchObject({ ingested: 0 })
    expect(mailbox.fetches).toHaveLength(1)
    finish()
    await late.untilNoneIsLeft()
    expect(await syncMailbox({ ...deps, reader }, { mailbox })).toMatchObject({ ingested: 1 })
    expect([mailbox.fetches.length, intakes.made.size]).toEqual([2, 51])
  })

  it('tries each message of a failed batch alone, takes the good ones and quarantines the one that keeps failing', async () => {
    const { deps, ledger, intakes } = aRoom()
    const mailbox = new FakeMailbox(['one', 'poison', 'three'].map(aRaw))
    mailbox.poison.add(2)
    for (let n = 0; n < 12; n += 1) await syncMailbox(deps, { mailbox }).catch(() => undefined)
    expect(intakes.made.size).toBe(2)
    expect([...mailbox.moved.entries()].toSorted(([a], [b]) => a - b)).toEqual([[1, 'Processed'], [2, 'Quarantine'], [3, 'Processed']])
    expect(ledger.cards).toEqual(['kept_failing'])
  })

  it('blames the messages of the batch that failed alone, though it was fetched while another was worked on', async () => {
    const { deps, ledger, intakes } = aRoom()
    const mailbox = new FakeMailbox(Array.from({ length: 60 }, (_, n) => aRaw(`message ${n}`)))
    mailbox.poison.add(55)
    await expect(syncMailbox(deps, { mailbox })).rejects.toThrow('refused')
    expect([intakes.made.size, mailbox.moved.size]).toEqual([50, 50])
    const blamed = [...ledger.rows.values()].filter(({ failures }) => failures > 0).map(({ location }) => location.uid)
    expect(blamed).toEqual([51, 52, 53, 54, 55, 56, 57, 58, 59, 60])
  })

  it('makes one enquiry of the same bytes twice in one batch, and files both away', async () => {
    const { deps, intakes, ledger } = aRoom()
    const mailbox = new FakeMailbox([aRaw('one'), aRaw('one')])
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 2, quarantined: 0 })
    expect([intakes.made.size, ledger.rows.size, mailbox.moved.size]).toEqual([1, 2, 2])
  })

  it('blames no message for a line that keeps breaking', async () => {
    const { deps, ledger, intakes } = aRoom()
    const mailbox = new FakeMailbox(['one', 'two', 'three'].map(aRaw))
    ;[1, 2, 3].forEach((uid) => mailbox.fatal.add(uid))
    for (let n = 0; n < 10; n += 1) await expect(syncMailbox(deps, { mailbox })).rejects.toThrow('gone')
    expect([...ledger.rows.values()].map(({ failures }) => failures)).toEqual([0, 0, 0])
    mailbox.fatal.clear()
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 3, quarantined: 0 })
    expect([intakes.made.size, ledger.cards]).toEqual([3, []])
  })

  it('lets a message that the server hangs up over keep no other out, and hands it to a person in the end', async () => {
    const { deps, ledger, intakes } = aRoom()
    const mailbox = new FakeMailbox(['damaged', 'two', 'three'].map(aRaw))
    mailbox.fatal.add(1)
    for (let n = 0; n < 2; n += 1) await expect(syncMailbox(deps, { mailbox })).rejects.toThrow('gone')
    await syncMailbox(deps, { mailbox }).catch(() => undefined)
    expect([intakes.made.size, ledger.cards]).toEqual([2, []])
    for (let n = 0; n < 18; n += 1) await syncMailbox(deps, { mailbox }).catch(() => undefined)
    expect([ledger.cards, mailbox.moved.get(1)]).toEqual([['connection_lost'], 'Quarantine'])
  })

  it('blames no message while the database is away', async () => {
    const { deps, ledger } = aRoom()
    const mailbox = new FakeMailbox([aRaw('one')])
    ledger.away = true
    for (let n = 0; n < 10; n += 1) await expect(syncMailbox(deps, { mailbox })).rejects.toThrow('no database')
    ledger.away = false
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 1, quarantined: 0 })
  })

  it('keeps messages and blames none while no reader can be had, however long, and takes them all in once there is one', async () => {
    const { deps, ledger, intakes, rawMail } = aRoom()
    const mailbox = new FakeMailbox([aRaw('one'), aRaw('two')])
    const away = { ...deps, reader: { read: async () => Promise.reject(new NoReader()) } }
    expect(await syncMailbox(away, { mailbox })).toEqual({ ingested: 0, quarantined: 0, waiting: 2 })
    mailbox.add(aRaw('three'))
    for (let n = 0; n < 10; n += 1) await syncMailbox(away, { mailbox })
    expect([...ledger.rows.values()].map(({ state, failures }) => [state, failures])).toEqual([['kept', 0], ['kept', 0], ['kept', 0]])
    expect([rawMail.files.size, ledger.cards, mailbox.moved.size]).toEqual([3, [], 0])
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 3, quarantined: 0 })
    expect([intakes.made.size, [...mailbox.moved.values()]]).toEqual([3, ['Processed', 'Processed', 'Processed']])
  })

  it('goes on from the kept bytes when it was stopped before the enquiry was made', async () => {
    const { deps, intakes, ledger } = aRoom()
    const mailbox = new FakeMailbox([aRaw('one')])
    const dead = { ...deps, reader: { read: async () => Promise.reject(new Error('killed')) } }
    await syncMailbox(dead, { mailbox })
    expect([intakes.made.size, mailbox.moved.size, [...ledger.rows.values()][0]?.state]).toEqual([0, 0, 'kept'])
    expect(await syncMailbox(deps, { mailbox })).toEqual({ ingested: 1, quarantined: 0 })
    expect([intakes.made.size, mailbox.moved.get(1), mailbox.fetches.length]).toEqual([1, 'Processed', 1])
  })

  it('makes one enquiry of the same bytes under new numbers', async () => {
    const { deps, intakes, ledger } = aRoom()
    await syncMailbox(deps, { mailbox: new FakeMailbox([aRaw('one')]) })
    const renumbered = new FakeMailbox([aRaw('one')])
    renumbered.uidValidity = '2'
    await syncMailbox(deps, { mailbox: renumbered })
    expect([intakes.made.size, ledger.rows.size, renumbered.moved.get(1)]).toEqual([1, 2, 'Processed'])
  })

  it('stops between two batches when it is told to', async () => {
    const { deps, intakes } = aRoom()
    const mailbox = new FakeMailbox(Array.from({ length: 120 }, (_, n) => aRaw(`message ${n}`)))
    const stopping = new AbortController()
    const flag = mailbox.flagIngested.bind(mailbox)
    mailbox.flagIngested = async (uids) => {
      stopping.abort()
      return flag(uids)
    }
    expect((await syncMailbox(deps, { mailbox, signal: stopping.signal })).ingested).toBe(50)
    expect(intakes.made.size).toBe(50)
  })
})
