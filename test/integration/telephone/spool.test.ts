import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import { prepareCollections } from '../../../src/store/prepareCollections'
import { takesWrites } from '../../../src/store/storeProbe'
import { toIntake } from '../../../src/store/toIntake'
import type { CallLedger } from '../../../src/telephone/call/ports'
import type { Spooling } from '../../../src/telephone/spool/answerOrSpool'
import { applySpooled } from '../../../src/telephone/spool/applySpooled'
import { drainSpool } from '../../../src/telephone/spool/drainSpool'
import { LanguagesHeard } from '../../../src/telephone/spool/languagesHeard'
import type { Spool } from '../../../src/telephone/spool/ports'
import { StoreWatch } from '../../../src/telephone/spool/storeWatch'
import { SERVICE } from '../../../config/service'
import { aCall, CALLER, type CallSite, postSigned, startCallSite } from '../../support/callerSite'
import { freeze, thaw } from '../../support/freeze'
import { type OwnServer, startOwnMongod } from '../../support/servers/ownServers'
import { aSpool, CountingMeter, freshSpoolFolder, removeSpoolFolders, testSeal } from '../../support/spoolFolder'
import { expectGoodTwiml } from '../../support/twimlGrammar'

/** No measure of speed: a caller who waited for a store that says nothing would wait for ever, and the network gives up after this. In milliseconds. */
const IN_TIME_MS = 15_000
/** For a store that is there, in milliseconds: longer than anybody waits, since the machine may be busy. */
const NO_DEADLINE_MS = 60_000
/** For one that is made to take longer than any deadline, in milliseconds. */
const SHORT_DEADLINE_MS = 100

const silence = async (): Promise<never> => new Promise(() => undefined)
const log = pino({ enabled: false })
let mongod: OwnServer
let connection: Connection
let ledger: StoredCallLedger
let sealer: Awaited<ReturnType<typeof openSealer>>
/** Waits for the store however long it takes. */
let patient: CallSite
/** Waits as long as the service does, or less. */
let site: CallSite
/** False: the store counts as away whatever it says. */
let isReachable = true
let asked = 0
let spooling: Spooling & { readonly meter: CountingMeter }

beforeAll(async () => {
  mongod = await startOwnMongod()
  connection = await connectStore(mongod.url)
  await prepareCollections(connection)
  sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  ledger = new StoredCallLedger(connection, sealer)
})
afterAll(async () => {
  await connection.close()
  await mongod.stop()
  await removeSpoolFolders()
})

async function startSite(using: CallLedger = ledger, spool: Spool = aSpool(freshSpoolFolder()), deadlineMs?: number): Promise<void> {
  const watch = new StoreWatch({ takesWrites: async () => isReachable && takesWrites(connection), now: () => new Date(), log })
  spooling = { spool, seal: testSeal(), watch, languages: new LanguagesHeard(), meter: new CountingMeter() }
  asked = 0
  const counted: CallLedger = {
    openCall: async (call) => {
      asked += 1
      return using.openCall(call)
    },
    findCall: async (callSid) => {
      asked += 1
      return using.findCall(callSid)
    },
    applyEvent: async (...change) => using.applyEvent(...change),
    markLate: async (...event) => using.markLate(...event),
  }
  const shared = { ledger: counted, spooling, isStaffed: async () => true }
  patient = await startCallSite({ ...shared, deadlineMs: NO_DEADLINE_MS })
  site = await startCallSite({ ...shared, ...(deadlineMs !== undefined && { deadlineMs }) })
}
afterEach(async () => {
  isReachable = true
  await Promise.all([patient.stop(), site.stop()])
})

const drain = async (): Promise<string> => drainSpool({
  ...spooling, log,
  apply: async (event) => applySpooled({ ledger, now: () => new Date(), isOpen: () => true, isStaffed: async () => true, maxWaitSeconds: 300, targets: SERVICE.calls }, event),
  takesWrites: async () => spooling.watch.look(),
})

const stored = async (call: Record<string, string>) => {
  const found = await connection.collection('intakes').find({ 'telephony.callSid': call['CallSid'] }).toArray() as unknown as IntakeDocument[]
  expect(found).toHaveLength(1)
  const intake = toIntake(found[0]!, sealer)
  if (intake.channel !== 'phone') throw new Error('No call.')
  return { ...intake, keys: found[0]!.telephony!.events.map(({ key }) => key) }
}

async function timed(path: string, call: Record<string, string>, at = site): Promise<{ status: number; body: string; ms: number }> {
  const started = performance.now()
  const answer = await postSigned(at, path, call)
  const body = await answer.text()
  if (body !== '' && answer.status === 200) expectGoodTwiml(body)
  return { status: answer.status, body, ms: performance.now() - started }
}

async function storeIsBack(): Promise<void> {
  while (!(await spooling.watch.look())) await new Promise((resolve) => setTimeout(resolve, 100))
}

describe('while MongoDB is away', () => {
  it.each(['killed', 'frozen'] as const)('%s: every step of a call is answered in time, kept, and stored once when it is back', async (how) => {
    await startSite()
    const call = aCall()
    await timed('/twilio/voice', call, patient)
    if (how === 'killed') process.kill(mongod.pid(), 'SIGKILL')
    else await freeze(mongod.pid())
    const bringBack = async (): Promise<void> => (how === 'killed' ? mongod.restart() : void thaw(mongod.pid()))

    const steps: [string, Record<string, string>][] = [
      ['/twilio/menu?lang=en&attempt=1', { Digits: '8' }], ['/twilio/menu?lang=cy&attempt=1', { Digits: '2' }],
      ['/twilio/callback-number?attempt=1', { Digits: '07700900123' }],
      ['/twilio/message', { RecordingSid: 'RE1', RecordingDuration: '9', Digits: '#' }],
      ['/twilio/recording-status', { RecordingSid: 'RE1', RecordingStatus: 'completed', RecordingDuration: '9' }],
      ['/twilio/status', { CallStatus: 'completed', CallDuration: '61' }],
    ]
    const answers = []
    for (const [path, fields] of steps) answers.push(await timed(path, { ...call, ...fields }))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 204, 204])
    expect(answers[1]!.body).toContain('nam ar ein system')
    for (const { ms } of answers) expect(ms).toBeLessThan(IN_TIME_MS)
    const askedBefore = asked
    const others = await Promise.all(Array.from({ length: 30 }, async () => {
      const other = aCall()
      return { other, answer: await timed('/twilio/voice', other) }
    }))
    for (const { answer } of others) expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('<Record ')])
    // Nobody but the first waited for the store.
    expect(asked).toBe(askedBefore)

    await bringBack()
    await storeIsBack()
    expect(await drain()).toBe('drained')
    const intake = await stored(call)
    expect(intake.telephony).toMatchObject({
      state: 'ended', language: 'cy', from: CALLER, duration: 61, callback: { number: '+447700900123', source: 'keyed' },
      recordings: [{ sid: 'RE1', status: 'completed', duration: 9 }],
    })
    expect(intake.owedTasks.map(({ kind }) => kind).toSorted()).toEqual(['callback', 'listen'])
    expect(new Set(intake.keys).size).toBe(steps.length + 1)
    for (const { other } of others) await stored(other)
    expect(await drain()).toBe('empty')
    expect((await timed('/twilio/voice', aCall(), patient)).body).toContain('<Gather ')
  })

  it('a caller who chose an adviser counts as led to the tone, not as holding the line', async () => {
    await startSite()
    const call = aCall()
    isReachable = false
    spooling.watch.doubt(new Error('away'))
    await timed('/twilio/voice', call)
    await timed('/twilio/menu?attempt=1', { ...call, Digits: '9' })
    isReachable = true
    await storeIsBack()
    await drain()
    const { telephony } = await stored(call)
    expect(telephony).toMatchObject({ state: 'voicemail', urgentAt: expect.any(Date), messageAskedAt: expect.any(Date) })
  })
})

describe('a store that is only slow', () => {
  it('and takes the write after the deadline meets it again when the spool is drained: one enquiry, each event once', async () => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const written: Promise<unknown>[] = []
    const slow: CallLedger = {
      openCall: async (call) => {
        const writing = held.then(async () => ledger.openCall(call))
        written.push(writing)
        return writing
      },
      findCall: async (callSid) => ledger.findCall(callSid),
      applyEvent: async (...change) => ledger.applyEvent(...change),
      markLate: async (...event) => ledger.markLate(...event),
    }
    await startSite(slow, aSpool(freshSpoolFolder()), SHORT_DEADLINE_MS)
    const call = aCall()
    const answer = await timed('/twilio/voice', call)
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('<Record ')])
    // One slow write does not send the next caller to the tone: the store is asked, while the write is still under way.
    expect(spooling.watch.isAway).toBe(false)
    const askedBefore = asked
    await timed('/twilio/menu?attempt=1', { ...aCall(), Digits: '3' })
    expect(asked).toBeGreaterThan(askedBefore)
    release()
    await Promise.all(written)
    await storeIsBack()
    expect(await drain()).toBe('drained')
    expect((await stored(call)).keys).toEqual(['voice'])
    expect((await timed('/twilio/menu?attempt=1', { ...aCall(), Digits: '3' }, patient)).body).toContain('After the tone')
  })
})

describe('a machine that is merely busy', () => {
  it('answers late rather than not at all when its disk is slow as well', async () => {
    const disk = aSpool(freshSpoolFolder())
    const slowDisk: Spool = Object.assign(Object.create(disk) as Spool, {
      append: async (record: Buffer) => {
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        return disk.append(record)
      },
    })
    await startSite({ openCall: silence, findCall: silence, applyEvent: silence, markLate: silence }, slowDisk, SHORT_DEADLINE_MS)
    const answer = await timed('/twilio/voice', aCall())
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('<Record ')])
    expect(answer.ms).toBeLessThan(IN_TIME_MS)
  })
})

interface HeldWrite {
  /** The store has been asked for it: on a busy machine the deadline may be over before. */
  asked(): Promise<unknown>
  /** Lets it go on, and waits for it. */
  land(): Promise<void>
}

/** The store takes the write of this event long after the deadline. */
async function startSiteHolding(key: string): Promise<HeldWrite> {
  let release = (): void => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  let begin = (writing: Promise<unknown>): void => void writing
  const begun = new Promise<{ readonly writing: Promise<unknown> }>((resolve) => {
    begin = (writing) => resolve({ writing })
  })
  await startSite({
    openCall: async (call) => ledger.openCall(call),
    findCall: async (callSid) => ledger.findCall(callSid),
    applyEvent: async (...change) => {
      if (change[2].event.key !== key) return ledger.applyEvent(...change)
      const writing = held.then(async () => ledger.applyEvent(...change))
      begin(writing)
      return writing
    },
    markLate: async (...event) => ledger.markLate(...event),
  }, aSpool(freshSpoolFolder()), SHORT_DEADLINE_MS)
  return {
    asked: async () => begun,
    land: async () => {
      release()
      await (await begun).writing
    },
  }
}

describe.each(['1', '9'])('a write of key %s that is taken after the caller was led to the tone', (key) => {
  /** Presses the key; the answer to the caller comes from the spool, and the store takes the write later. */
  async function pressKeySlowly(): Promise<Record<string, string>> {
    const write = await startSiteHolding(`menu:en:1:${key}`)
    const call = aCall()
    await timed('/twilio/voice', call, patient)
    const answer = await timed('/twilio/menu?attempt=1', { ...call, Digits: key })
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('<Record ')])
    await write.land()
    expect((await stored(call)).telephony.state).toBe('queued')
    await storeIsBack()
    return call
  }

  it('leaves nobody waiting who is not in the queue: drained, the call is at the tone', async () => {
    const call = await pressKeySlowly()
    expect(await drain()).toBe('drained')
    const { telephony, owedTasks } = await stored(call)
    expect(telephony).toMatchObject({ state: 'voicemail', messageAskedAt: expect.any(Date) })
    expect(owedTasks.map(({ kind }) => kind)).toEqual(['listen'])
  })

  it('leaves a caller in the queue who asked again, heard the store’s own answer and waits', async () => {
    const call = await pressKeySlowly()
    expect((await timed('/twilio/menu?attempt=1', { ...call, Digits: key }, patient)).body).toContain('<Enqueue ')
    await timed('/twilio/wait', { ...call, QueuePosition: '1', QueueTime: '0', AvgQueueTime: '0' }, patient)
    expect(await drain()).toBe('drained')
    expect((await stored(call)).telephony).toMatchObject({ state: 'queued' })
    expect((await stored(call)).telephony).not.toHaveProperty('messageAskedAt')
  })
})

describe('a caller who was not told their reference, since the store was too slow with the answer that reads it out', () => {
  it.each(['before', 'after'])('is not said to have heard it when the write lands %s the event is drained', async (order) => {
    const write = await startSiteHolding('callback_other:1:2')
    const call = aCall()
    await timed('/twilio/voice', call, patient)
    const answer = await timed('/twilio/callback-other?attempt=1', { ...call, Digits: '2' })
    const { reference } = await stored(call)
    expect([answer.status, answer.body]).toEqual([200, expect.not.stringContaining([...reference.replace('-', '')].join('. '))])
    await write.asked()
    if (order === 'before') await write.land()
    await storeIsBack()
    expect(await drain()).toBe('drained')
    if (order === 'after') await write.land()
    const { telephony, keys } = await stored(call)
    expect(keys).toEqual(['voice', 'callback_other:1:2'])
    expect(telephony).not.toHaveProperty('referenceTold')
    expect(telephony).toMatchObject({ referenceUnspoken: true })
  })

  it('is said to have heard it when their answer came from the store', async () => {
    await startSite()
    const call = aCall()
    await timed('/twilio/voice', call, patient)
    await timed('/twilio/callback-other?attempt=1', { ...call, Digits: '2' }, patient)
    expect((await stored(call)).telephony.referenceTold).toBe(true)
  })
})

describe('when not even the spool takes a call', () => {
  it('because it is full, the network is told to try again, and the fallback answers', async () => {
    await startSite(ledger, aSpool(freshSpoolFolder(), { mostEntries: 2 }), SHORT_DEADLINE_MS)
    await freeze(mongod.pid())
    try {
      const statuses = []
      for (let i = 0; i < 4; i += 1) statuses.push((await timed('/twilio/voice', aCall())).status)
      expect(statuses).toEqual([200, 200, 503, 503])
      expect(spooling.meter.counts).toEqual({ spooled: 2, refused: 2 })
      const fallback = await timed('/twilio/fallback', aCall())
      expect([fallback.status, fallback.body]).toEqual([200, expect.stringContaining('<Record ')])
    } finally {
      thaw(mongod.pid())
    }
    await storeIsBack()
    await drain()
  })

  it('a malformed request is still the sender’s fault, and kept nowhere', async () => {
    await startSite()
    isReachable = false
    spooling.watch.doubt(new Error('away'))
    expect((await timed('/twilio/recording-status', aCall())).status).toBe(400)
    expect(spooling.meter.counts).toEqual({})
  })
})
