import { randomBytes } from 'node:crypto'
import type { Connection } from 'mongoose'
import { pino } from 'pino'
import type { Settings } from '../../../config/env'
import { SERVICE } from '../../../config/service'
import type { Texter } from '../../../src/acknowledgement/ports'
import { sendText, type SendTextDeps } from '../../../src/acknowledgement/sendText'
import { textOf } from '../../../src/acknowledgement/composeText'
import type { Store } from '../../../src/compose/openStore'
import { networkTexter, textDeps } from '../../../src/compose/textRoom'
import { openingHours } from '../../../src/domain/openingHours'
import { twilioProvider } from '../../../src/gateways/twilioProvider'
import type { FaultRule, RestFault } from '../../../src/local/network/rest/restFaults'
import { type RestSide, startRestSide } from '../../../src/local/network/rest/startRestSide'
import { createLogger } from '../../../src/operations/logger'
import { StoredAcknowledgementCaps } from '../../../src/store/acknowledgementCaps'
import { acknowledgementAlarm } from '../../../src/store/acknowledgementAlarm'
import { StoredAcknowledgementLedger, StoredTextLedger } from '../../../src/store/acknowledgementLedger'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import { DueWork } from '../../../src/store/dueWork'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import type { Sealer } from '../../../src/store/seal'
import { toIntake } from '../../../src/store/toIntake'
import type { TelephoneProvider } from '../../../src/telephone/provider'
import { applySpooled } from '../../../src/telephone/spool/applySpooled'
import { aCall, ACCOUNT_SID, type CallSite, postSigned, PRIMARY_TOKEN, startCallSite } from '../../support/callerSite'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { letterhead } from '../../unit/acknowledgement/letter'

const START = new Date('2026-11-23T22:41:00Z')
const MINUTE = 60_000

const uri = freshDatabaseUri()
let connection: Connection
let sealer: Sealer
let site: CallSite
let rest: RestSide
let now = START
let log: unknown[] = []
let deps: SendTextDeps

beforeAll(async () => {
  connection = await connectStore(uri)
  await intakeModel(connection).createIndexes()
  sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  site = await startCallSite({ ledger: new StoredCallLedger(connection, sealer), now: () => now, textsOffered: true })
  rest = await startRestSide({ exchange: site.network.exchange })
})
beforeEach(() => {
  now = START
  log = []
  site.network.state.texts.length = 0
  const provider = twilioProvider({ accountSid: ACCOUNT_SID, authToken: PRIMARY_TOKEN, apiUrl: rest.url, callerId: '+442079460000' })
  deps = {
    ledger: new StoredTextLedger(connection, sealer, () => now),
    caps: new StoredAcknowledgementCaps(connection, sealer, { perSenderHour: 5, perSenderDay: 20, globalHour: 2_000 }, () => now),
    alarm: acknowledgementAlarm(connection),
    texter: networkTexter(provider, 'AdviceLine'),
    letterhead,
    now: () => now,
    log: pino({}, { write: (line) => void log.push(JSON.parse(line)) }),
  }
})
afterEach(() => rest.faults.clear())
afterAll(async () => {
  await site.stop()
  await rest.stop()
  await connection.close()
  await dropDatabase(uri)
})

let nth = 0
/** A caller from a mobile of their own left a message, and pressed this key at the offer. */
async function aCaller(digits = '1', before: [string, Record<string, string>][] = []): Promise<{ id: string; from: string; body: string; call: Record<string, string> }> {
  const from = `+447700900${100 + (nth += 1)}`
  const call = aCall({ From: from })
  const steps: [string, Record<string, string>][] = [
    ['/twilio/voice', {}], ...before, ['/twilio/menu?attempt=1', { Digits: '3' }], ['/twilio/message', { RecordingSid: `RE${nth}`, Digits: '#' }], ['/twilio/text-choice', { Digits: digits }],
  ]
  for (const [path, fields] of steps) expect((await postSigned(site, path, { ...call, ...fields })).status).toBe(200)
  const { _id, reference, receivedAt } = await stored(call['CallSid']!)
  return { id: _id, from, body: textOf(letterhead, { reference, receivedAt, language: 'en' }), call }
}
const stored = async (callSid: string): Promise<IntakeDocument> =>
  (await intakeModel(connection).findOne({ 'telephony.callSid': callSid } as never).lean<IntakeDocument>())!
const of = async (id: string): Promise<IntakeDocument> => (await intakeModel(connection).findById(id).lean<IntakeDocument>())!
const send = async (intakeId: string, change: Partial<SendTextDeps> = {}): Promise<string> => sendText({ ...deps, ...change }, { intakeId })
const later = (ms: number): void => void (now = new Date(now.getTime() + ms))
const sent = (): { to: string; body: string }[] => site.network.state.texts.map(({ to, body }) => ({ to, body }))
const posting = (fault: RestFault, times = 1): FaultRule => ({ method: 'POST', path: /Messages\.json$/, fault, times })
const cardsOf = async (id: string): Promise<string[]> => (await of(id)).owedTasks.map(({ kind }) => kind)

describe('a caller who asked for the reference by text', () => {
  it('is sent it once, to the telephone that they asked from, whoever works on it', async () => {
    const { id, from, body } = await aCaller()
    expect(await new DueWork(intakeModel(connection)).find('acknowledge', now, 50)).toMatchObject([{ intakeId: id }])
    expect((await Promise.all([send(id), send(id), send(id)])).toSorted()).toEqual(['not_mine', 'not_mine', 'sent'])
    expect(site.network.state.texts).toMatchObject([{ to: from, from: 'AdviceLine', body }])
    const { acknowledgement } = await of(id)
    expect(acknowledgement).toMatchObject({ state: 'sent', sentAt: START, attempts: 1 })
    expect(acknowledgement).toHaveProperty('dueAt', new Date(START.getTime() + 5 * MINUTE))
    later(60 * MINUTE)
    expect(await send(id)).toBe('sent')
    expect(await of(id)).toMatchObject({ acknowledgement: { state: 'sent', sentAt: START, deliveredAt: now, attempts: 1 } })
    expect(await send(id)).toBe('not_mine')
    expect(sent()).toHaveLength(1)
  })

  it('is owed nothing more when the webhook comes again, and hears the same', async () => {
    const { id, call } = await aCaller()
    await send(id)
    const answers = await Promise.all([1, 2].map(async () => (await postSigned(site, '/twilio/text-choice', { ...call, Digits: '1' })).text()))
    expect(answers[0]).toBe(answers[1])
    expect(await of(id)).toMatchObject({ acknowledgement: { state: 'sent' } })
    expect(await send(id)).toBe('not_mine')
    expect(sent()).toHaveLength(1)
  })

  it('whose key comes only after the end of the call is sent it all the same', async () => {
    const { id, call } = await aCaller('2')
    await postSigned(site, '/twilio/status', { ...call, CallStatus: 'completed' })
    await postSigned(site, '/twilio/text-choice', { ...call, Digits: '1' })
    expect(await send(id)).toBe('sent')
  })

  it('is sent it in the language of the call', async () => {
    const { id } = await aCaller('1', [['/twilio/menu?attempt=1&lang=en', { Digits: '8' }]])
    await send(id)
    const { reference, receivedAt } = await of(id)
    expect(sent().map(({ body }) => body)).toEqual([textOf(letterhead, { reference, receivedAt, language: 'cy' })])
  })

  it('has the number sealed at rest, and no number or reference in the log', async () => {
    const { id, from, body } = await aCaller()
    rest.faults.add(posting({ kind: 'status', status: 503 }))
    await send(id)
    later(2 * MINUTE)
    await send(id)
    expect(sent()).toEqual([{ to: from, body }])
    const bare = from.slice(4)
    expect(JSON.stringify(await of(id))).not.toContain(bare)
    expect(toIntake(await of(id), sealer).acknowledgement).toMatchObject({ to: from })
    expect(log.length).toBeGreaterThan(0)
    expect(JSON.stringify([log, site.log])).not.toMatch(new RegExp(`${bare}|${(await of(id)).reference}`))
  })

  it('from whom a message was kept knows the reference on the desk, and who hung up speaking may not', async () => {
    const { id } = await aCaller('2')
    expect(toIntake(await of(id), sealer)).toMatchObject({ telephony: { referenceTold: true }, acknowledgement: { state: 'not_due', reason: 'telephone' } })
    const call = aCall({ From: '+447700900999' })
    await postSigned(site, '/twilio/message', { ...call, RecordingSid: 'REx', Digits: 'hangup' })
    const hungUp = toIntake(await stored(call['CallSid']!), sealer)
    for (const told of ['referenceTold', 'referenceUnspoken']) expect(hungUp.channel === 'phone' && hungUp.telephony).not.toHaveProperty(told)
    expect(hungUp.owedTasks).toMatchObject([{ kind: 'listen' }])
  })

  it('whose message came in from the disk only afterwards was read no reference, and the desk knows that they may have stayed', async () => {
    const callDeps = { ledger: new StoredCallLedger(connection, sealer), now: () => now, isOpen: () => true, isStaffed: async () => true, maxWaitSeconds: 300, targets: SERVICE.calls, textsOffered: true }
    const callSid = `CA${randomBytes(16).toString('hex')}`
    await applySpooled(callDeps, { callSid, caller: { withheld: true }, at: START, event: { kind: 'message', recordingSid: 'REspool' } })
    const spooled = toIntake(await stored(callSid), sealer)
    expect(spooled.channel === 'phone' && spooled.telephony).not.toHaveProperty('referenceTold')
    expect(spooled).toMatchObject({ telephony: { referenceUnspoken: true } })
  })
})

describe('a network that does not take the text', () => {
  it('says that it never will: a card, and never again', async () => {
    const { id } = await aCaller()
    const refusing = networkTexter({ sendText: async () => false, textsTo: async () => [] }, 'AdviceLine')
    expect(await send(id, { texter: refusing })).toBe('failed')
    expect(await of(id)).toMatchObject({ acknowledgement: { state: 'failed', reason: 'refused_by_network' }, steps: { raiseTasks: { state: 'pending' } } })
    expect(await cardsOf(id)).toContain('acknowledgement_failed')
    later(10 * MINUTE)
    expect(await send(id)).toBe('not_mine')
    expect(sent()).toEqual([])
  })

  it('is busy: it is tried again, and goes out once', async () => {
    const { id } = await aCaller()
    rest.faults.add(posting({ kind: 'status', status: 429 }))
    expect(await send(id)).toBe('pending')
    expect(await send(id)).toBe('not_mine')
    later(MINUTE)
    expect(await send(id)).toBe('sent')
    expect(sent()).toHaveLength(1)
  })

  it('took it and lost its answer: it is looked for, found and not sent again', async () => {
    const { id } = await aCaller()
    rest.faults.add(posting({ kind: 'withheld' }))
    expect(await send(id)).toBe('unknown')
    expect(await of(id)).toMatchObject({ acknowledgement: { state: 'unknown', doubts: 1, dueAt: new Date(START.getTime() + MINUTE) } })
    expect(await send(id)).toBe('not_mine')
    later(MINUTE)
    expect(await send(id)).toBe('sent')
    expect(sent()).toHaveLength(1)
    expect(await cardsOf(id)).not.toContain('acknowledgement_failed')
  })

  it('took it before the hours or the number of the line were changed: it is found all the same', async () => {
    const { id } = await aCaller()
    rest.faults.add(posting({ kind: 'withheld' }))
    await send(id)
    later(MINUTE)
    expect(await send(id, { letterhead: { helpline: '0808 800 6000', hours: openingHours('Mo-Su 08:00-20:00', new Set()) } })).toBe('sent')
    expect(sent()).toHaveLength(1)
  })

  it('lost the request, and has sent the reference alone to staff at that telephone: that is another text', async () => {
    const { id, from } = await aCaller()
    rest.faults.add(posting({ kind: 'lost' }))
    await send(id)
    const { reference } = await of(id)
    await deps.texter?.send({ to: from, body: reference })
    later(MINUTE)
    expect(await send(id)).toBe('sent')
    expect(sent()).toHaveLength(2)
  })

  it('lost the request: it is looked for, not found, and sent once', async () => {
    const { id, body } = await aCaller()
    rest.faults.add(posting({ kind: 'lost' }))
    expect(await send(id)).toBe('unknown')
    later(MINUTE)
    expect(await send(id)).toBe('sent')
    expect(sent().map((one) => one.body)).toEqual([body])
  })

  it('does not say what became of it: nothing is sent until it does', async () => {
    const { id } = await aCaller()
    rest.faults.add(posting({ kind: 'withheld' }))
    await send(id)
    rest.faults.add({ method: 'GET', path: /Messages\.json$/, fault: { kind: 'status', status: 503 } })
    for (let looks = 0; looks < 3; looks += 1) {
      later(2 * MINUTE)
      expect(await send(id)).toBe('unknown')
    }
    rest.faults.clear()
    later(2 * MINUTE)
    expect(await send(id)).toBe('sent')
    expect(sent()).toHaveLength(1)
  })

  it('loses it twice: a person is told, once it was looked for again', async () => {
    const { id } = await aCaller()
    rest.faults.add(posting({ kind: 'lost' }, 2))
    for (const outcome of ['unknown', 'unknown', 'unknown']) {
      expect(await send(id)).toBe(outcome)
      later(MINUTE)
    }
    expect(await of(id)).toMatchObject({ acknowledgement: { state: 'unknown', reason: 'unanswered', doubts: 2 } })
    expect(await cardsOf(id)).toContain('acknowledgement_failed')
    later(60 * MINUTE)
    expect(await send(id)).toBe('not_mine')
    expect(sent()).toEqual([])
  })

  it('could not deliver it: that is a failure, and no second text', async () => {
    const { id } = await aCaller()
    rest.faults.add(posting({ kind: 'withheld' }))
    await send(id)
    later(MINUTE)
    const body = sent()[0]!.body
    const undelivered = networkTexter({ sendText: async () => true, textsTo: async () => [{ body, status: 'undelivered' }] }, 'AdviceLine')
    expect(await send(id, { texter: undelivered })).toBe('failed')
    expect(await of(id)).toMatchObject({ acknowledgement: { reason: 'undelivered' } })
  })
})

describe('a text that the network took', () => {
  const status = (body: string, said: string): Texter =>
    networkTexter({ sendText: async () => true, textsTo: async () => [{ body, status: said }] }, 'AdviceLine')

  it.each(['undelivered', 'failed', 'canceled'])('and that is %s minutes later is a card, once, whoever looks, and is not sent again', async (said) => {
    const { id, body } = await aCaller()
    await send(id)
    later(5 * MINUTE)
    const looks = await Promise.all([1, 2, 3].map(async () => send(id, { texter: status(body, said) })))
    expect(looks.toSorted()).toEqual(['failed', 'not_mine', 'not_mine'])
    expect(await of(id)).toMatchObject({ acknowledgement: { state: 'failed', reason: 'undelivered', sentAt: START }, steps: { raiseTasks: { state: 'pending' } } })
    expect((await cardsOf(id)).filter((kind) => kind === 'acknowledgement_failed')).toHaveLength(1)
    later(24 * 60 * MINUTE)
    expect(await send(id)).toBe('not_mine')
    expect(sent()).toHaveLength(1)
  })

  it('and still carries about is looked after for eleven hours, and then left: nobody is told of what may have arrived', async () => {
    const { id, body } = await aCaller()
    await send(id)
    const looks: number[] = []
    for (let dueAt = (await of(id)).acknowledgement.dueAt; dueAt; dueAt = (await of(id)).acknowledgement.dueAt) {
      now = dueAt
      looks.push((dueAt.getTime() - START.getTime()) / MINUTE)
      expect(await send(id, { texter: status(body, looks.length > 1 ? 'sent' : 'queued') })).toBe('sent')
    }
    expect(looks).toEqual([5, 30, 120, 300, 660])
    expect(await of(id)).toMatchObject({ acknowledgement: { state: 'sent', attempts: 1 } })
    expect(await cardsOf(id)).not.toContain('acknowledgement_failed')
  })

  it('and of which it does not say what became of it is asked about again, for a day', async () => {
    const { id } = await aCaller()
    await send(id)
    later(5 * MINUTE)
    rest.faults.add({ method: 'GET', path: /Messages\.json$/, fault: { kind: 'status', status: 503 } })
    expect(await send(id)).toBe('sent')
    expect(await of(id)).toMatchObject({ acknowledgement: { dueAt: new Date(now.getTime() + 15 * MINUTE) } })
    later(24 * 60 * MINUTE)
    await send(id)
    expect((await of(id)).acknowledgement).not.toHaveProperty('dueAt')
  })

  it('is looked after again when the worker died over the look, and nothing is sent', async () => {
    const { id, body } = await aCaller()
    await send(id)
    later(5 * MINUTE)
    expect(await deps.ledger.claim(id)).toMatchObject({ sentAt: START })
    expect(await send(id)).toBe('not_mine')
    later(MINUTE)
    expect(await send(id, { texter: status(body, 'delivered') })).toBe('sent')
    expect(await of(id)).toMatchObject({ acknowledgement: { deliveredAt: now, attempts: 1, doubts: 0 } })
    expect(sent()).toHaveLength(1)
  })
})

describe('a text', () => {
  it('that goes without the opening hours is told of in the log, once, when the workers start', () => {
    const start = (rules: string): void => {
      const logging = createLogger('workers', 'info', { write: (line) => void log.push(JSON.parse(line)) })
      const acknowledging = { ...deps, letterhead: { ...letterhead, hours: openingHours(rules, new Set()) }, log: logging }
      textDeps({ SMS_FROM: 'AdviceLine' } as Settings, { connection, sealer } as Store, {} as TelephoneProvider, acknowledging as never)
    }
    start('Mo-Fr 09:30-16:30; PH off')
    expect(log).toEqual([])
    start('Mo 09:30-16:30; Tu 10:30-16:30; We 09:30-12:00,13:00-16:30; Th 08:30-16:30; Fr 07:30-16:30')
    expect(log).toMatchObject([{ languages: 'en, cy' }])
  })

  it('over which its worker died is looked for before it is sent again', async () => {
    const { id } = await aCaller()
    const { texter } = deps
    const dies = async (): Promise<never> => new Promise(() => {})
    void send(id, { texter: { ...texter!, send: async (text) => texter!.send(text).then(dies) } })
    while (sent().length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await send(id)).toBe('not_mine')
    later(MINUTE)
    expect(await send(id)).toBe('sent')
    expect(sent()).toHaveLength(1)
  })

  it('is not sent an hour after the caller said that it was safe', async () => {
    const { id } = await aCaller()
    later(61 * MINUTE)
    expect(await send(id)).toBe('failed')
    expect(await of(id)).toMatchObject({ acknowledgement: { reason: 'too_late' } })
    expect(sent()).toEqual([])
  })

  it('is not sent where no sender is set, and a person is told', async () => {
    const { id } = await aCaller()
    const { texter: _none, ...without } = deps
    expect(await sendText(without, { intakeId: id })).toBe('failed')
    expect(await of(id)).toMatchObject({ acknowledgement: { reason: 'not_set_up' } })
  })

  it.each([
    ['a number that had as many as may be sent', { perSenderHour: 0 }, 'rate_limited'],
    ['everybody once as many went out as may in an hour', { globalHour: 0 }, 'rate_limited_for_all'],
  ] as const)('is held back from %s, and a person is told, since it was promised', async (_whom, cap, reason) => {
    const { id } = await aCaller()
    const caps = new StoredAcknowledgementCaps(connection, sealer, { perSenderHour: 5, perSenderDay: 20, globalHour: 2_000, ...cap }, () => now)
    expect(await send(id, { caps })).toBe('suppressed')
    expect(await of(id)).toMatchObject({ acknowledgement: { reason }, steps: { raiseTasks: { state: 'pending' } } })
    expect(await cardsOf(id)).toContain('acknowledgement_failed')
    expect(sent()).toEqual([])
  })

  it('never goes by mail, and a message never by text', async () => {
    const { id } = await aCaller()
    expect(await new StoredAcknowledgementLedger(connection, sealer, () => now).claim(id)).toBeUndefined()
    await intakeModel(connection).collection.updateOne({ _id: id as never }, { $set: { channel: 'email' } })
    expect(await send(id)).toBe('not_mine')
  })
})
