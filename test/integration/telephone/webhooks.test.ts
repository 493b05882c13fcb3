import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import type { Connection } from 'mongoose'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import { StoredCallLedger } from '../../../src/store/callLedger'
import { connectStore } from '../../../src/store/connection'
import { intakeModel, type IntakeModel } from '../../../src/store/intakeModel'
import { KeyRing } from '../../../src/store/keyRing'
import { openSealer } from '../../../src/store/openSealer'
import type { Sealer } from '../../../src/store/seal'
import { toIntake } from '../../../src/store/toIntake'
import { aCall, ADVICE_LINE, CALLER, type CallSite, postSigned, PRIMARY_TOKEN, PUBLIC_BASE_URL, SECONDARY_TOKEN, startCallSite } from '../../support/callerSite'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { expectGoodTwiml } from '../../support/twimlGrammar'

const uri = freshDatabaseUri()
let connection: Connection
let intakes: IntakeModel
let sealer: Sealer
let site: CallSite

beforeAll(async () => {
  connection = await connectStore(uri)
  intakes = intakeModel(connection)
  await intakes.createIndexes()
  sealer = await openSealer(connection, new KeyRing([{ id: 'test', key: randomBytes(32) }]))
  site = await startCallSite({ ledger: new StoredCallLedger(connection, sealer) })
})
afterAll(async () => {
  await site.stop()
  await connection.close()
  await dropDatabase(uri)
})

const stored = async (callSid: string) => intakes.find({ 'telephony.callSid': callSid } as never).lean()
const theIntake = async (callSid: string) => {
  const found = await stored(callSid)
  expect(found).toHaveLength(1)
  return toIntake(found[0]!, sealer)
}

describe('a signed call', () => {
  it.each([['primary', PRIMARY_TOKEN], ['secondary', SECONDARY_TOKEN]])('with the %s token becomes one enquiry with all it owes', async (_name, token) => {
    const call = aCall({ From: CALLER, SomethingNew: 'x', 'odd[name]': 'y' })
    const response = await postSigned(site, '/twilio/voice', call, { token })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/xml')
    expectGoodTwiml(await response.text())
    expect(await theIntake(call['CallSid']!)).toMatchObject({
      channel: 'phone', status: 'received', reference: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/),
      steps: { triage: { state: 'pending', dueAt: expect.any(Date) }, allocate: { state: 'pending' }, raiseTasks: { state: 'done' } },
      acknowledgement: { state: 'not_due', reason: 'telephone' },
      telephony: { state: 'received', language: 'en', from: CALLER, callerWithheld: false },
    })
  })

  it('is stored without the caller’s number in the clear', async () => {
    const call = aCall({ From: '+442079460777' })
    await postSigned(site, '/twilio/voice', call)
    await postSigned(site, '/twilio/menu?attempt=1', { ...call, Digits: '2' })
    await postSigned(site, '/twilio/callback-number?attempt=1', { ...call, Digits: '02079460888' })
    const raw = JSON.stringify(await stored(call['CallSid']!))
    expect(raw).not.toMatch(/2079460777|2079460888/)
    expect((await theIntake(call['CallSid']!))).toMatchObject({ telephony: { from: '+442079460777', callback: { number: '+442079460888', source: 'keyed' } } })
  })

  it('of which a recording is told first, without the caller’s number, has it by the next webhook', async () => {
    const { From: from, ...call } = aCall({ From: '+442079460778' })
    const post = async (path: string, fields: Record<string, string>) => {
      expect((await postSigned(site, path, { ...call, ...fields })).ok).toBe(true)
      const intake = await theIntake(call['CallSid']!)
      return intake.channel === 'phone' && intake.telephony
    }
    expect(await post('/twilio/recording-status', { RecordingSid: 'REfirst', RecordingStatus: 'completed' })).toMatchObject({ callerWithheld: true })
    expect(await post('/twilio/status', { From: from!, CallStatus: 'completed' })).toMatchObject({ from, callerWithheld: false })
    expect(await post('/twilio/status', { From: 'anonymous', CallStatus: 'in-progress' })).toMatchObject({ from, callerWithheld: false })
    const [raw] = await stored(call['CallSid']!)
    expect(raw).toMatchObject({ telephony: { fromHash: sealer.lookupHash('caller', from!) } })
    expect(JSON.stringify(raw)).not.toContain('2079460778')
  })

  it.each([
    ['/twilio/voice', { From: '+44'.padEnd(10_000, '7') }], ['/twilio/menu', { Digits: '1'.repeat(10_000), SpeechResult: 'x'.repeat(10_000) }],
    ['/twilio/queue-left', { QueueResult: 'x'.repeat(10_000) }], ['/twilio/queue-left', {}],
    ['/twilio/callback-number', { Digits: '*'.repeat(10_000) }], ['/twilio/text-choice', { Digits: '\u0000\u202e' }],
  ])('with rubbish at %s is one enquiry all the same, and has an answer', async (path, rubbish) => {
    const call = aCall({ From: 'anonymous' })
    const answers = await Promise.all([1, 2].map(async () => postSigned(site, path, { ...call, ...rubbish })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    await theIntake(call['CallSid']!)
    expect(JSON.stringify(site.log)).not.toContain('xxxx')
  })

  it('that is delivered many times at once, and again, is one enquiry and one answer', async () => {
    const call = aCall()
    const responses = await Promise.all(Array.from({ length: 20 }, async () => postSigned(site, '/twilio/voice', call)))
    const again = await postSigned(site, '/twilio/voice', call)
    const bodies = await Promise.all([...responses, again].map(async (response) => response.text()))
    expect(new Set(bodies).size).toBe(1)
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await stored(call['CallSid']!)).toHaveLength(1)
  })

  it('whose webhooks all arrive at once, each twice, ends in one enquiry with every fact', async () => {
    const call = aCall()
    const posts: [string, Record<string, string>][] = [
      ['/twilio/voice', {}], ['/twilio/menu?attempt=1', { Digits: '2' }], ['/twilio/callback-confirm?attempt=1', { Digits: '1' }],
      ['/twilio/callback-safety?attempt=1', { Digits: '2' }], ['/twilio/message', { RecordingSid: 'RE1', RecordingDuration: '9', Digits: '#' }],
      ['/twilio/recording-status', { RecordingSid: 'RE1', RecordingStatus: 'completed', RecordingDuration: '9' }],
      ['/twilio/status', { CallStatus: 'completed', CallDuration: '61' }],
    ]
    const responses = await Promise.all([...posts, ...posts].map(async ([path, fields]) => postSigned(site, path, { ...call, ...fields })))
    expect(responses.map(({ status }) => status).every((status) => status === 200 || status === 204)).toBe(true)
    const intake = await theIntake(call['CallSid']!)
    expect(intake).toMatchObject({
      telephony: {
        state: 'ended', duration: 61, callback: { safe: 'no', number: CALLER }, recordings: [{ sid: 'RE1', status: 'completed', duration: 9 }],
      },
    })
    expect(intake.owedTasks.map(({ kind }) => kind).toSorted()).toEqual(['callback', 'listen'])
    expect((await stored(call['CallSid']!))[0]!.telephony!.events).toHaveLength(posts.length)
  })

  it('of which only the end is heard is an enquiry to review', async () => {
    const call = aCall({ CallStatus: 'completed', CallDuration: '1' })
    expect((await postSigned(site, '/twilio/status', call)).status).toBe(204)
    expect(await theIntake(call['CallSid']!)).toMatchObject({
      telephony: { state: 'abandoned_menu' }, owedTasks: [{ kind: 'review_abandoned' }], steps: { raiseTasks: { state: 'pending' } },
    })
  })

  it('from a JSON body with its hash in the signed address is taken like a form', async () => {
    const call = aCall()
    const { response } = await postJson(JSON.stringify(call))
    expect(response.status).toBe(200)
    expect(await stored(call['CallSid']!)).toHaveLength(1)
  })
})

async function postJson(body: string, { hashOf = body, token = PRIMARY_TOKEN } = {}) {
  const path = `/twilio/voice?bodySHA256=${createHash('sha256').update(hashOf).digest('hex')}`
  const headers = {
    'Content-Type': 'application/json',
    'X-Twilio-Signature': getExpectedTwilioSignature(token, PUBLIC_BASE_URL + path, {}),
  }
  return { response: await fetch(site.url + path, { method: 'POST', headers, body }) }
}

describe('a later event', () => {
  it('takes the step back from a worker that is triaging, adds its card beside others’, and moves no status', async () => {
    const call = aCall()
    await postSigned(site, '/twilio/voice', call)
    await intakes.collection.updateOne({ 'telephony.callSid': call['CallSid']! }, {
      $set: {
        status: 'allocated',
        'steps.triage': { state: 'working', token: 'held', attempts: 1, dueAt: new Date(Date.now() + 60_000) },
        owedTasks: [{ kind: 'unallocated', dueAt: new Date() }],
      },
    })
    await postSigned(site, '/twilio/menu?attempt=1', { ...call, Digits: '3' })
    const [document] = await stored(call['CallSid']!)
    expect(document).toMatchObject({ status: 'allocated', steps: { triage: { state: 'pending', attempts: 0 }, raiseTasks: { state: 'pending' } } })
    expect(document!.steps.triage).not.toHaveProperty('token')
    expect(document!.owedTasks.map(({ kind }) => kind)).toEqual(['unallocated', 'listen'])

    await postSigned(site, '/twilio/recording-status', { ...call, RecordingSid: 'RE9', RecordingStatus: 'absent' })
    const [later] = await stored(call['CallSid']!)
    expect(later!.owedTasks.map(({ kind }) => kind)).toEqual(['unallocated', 'recording_missing'])
  })
})

describe('what is not a signed call of ours', () => {
  const PATHS = [
    '/twilio/voice', '/twilio/status', '/twilio/fallback', '/twilio/menu?attempt=1', '/twilio/callback-confirm', '/twilio/callback-number',
    '/twilio/callback-safety', '/twilio/callback-time', '/twilio/callback-other', '/twilio/message', '/twilio/recording-status',
    '/twilio/wait', '/twilio/queue-choice', '/twilio/queue-left', '/twilio/text-choice',
  ]
  let before: number
  beforeAll(async () => {
    before = await intakes.countDocuments()
  })

  it.each(PATHS)('%s refuses no signature, a wrong one and another account, with 403', async (path) => {
    const call = aCall()
    const unsigned = await fetch(site.url + path, { method: 'POST', body: new URLSearchParams(call) })
    const wrong = await postSigned(site, path, call, { token: 'stolen' })
    const other = await postSigned(site, path, aCall({ AccountSid: 'AC1' }))
    expect([unsigned.status, wrong.status, other.status]).toEqual([403, 403, 403])
  })

  it.each(PATHS)('%s answers GET, PUT and HEAD with 405', async (path) => {
    const statuses = await Promise.all(['GET', 'PUT', 'HEAD'].map(async (method) => (await fetch(site.url + path, { method })).status))
    expect(statuses).toEqual([405, 405, 405])
  })

  it('signed for the host it claims, and not for ours, is refused whatever its Host header', async () => {
    const call = aCall()
    for (const host of ['evil.example', '[', 'a b', '']) {
      const headers = { 'X-Twilio-Signature': getExpectedTwilioSignature(PRIMARY_TOKEN, `https://${host}/twilio/voice`, call), Host: host }
      const status = await rawPost('/twilio/voice', { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' }, new URLSearchParams(call).toString())
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
    }
  })

  it('of a megabyte is refused unread', async () => {
    const call = aCall({ Padding: 'x'.repeat(1_000_000) })
    expect((await postSigned(site, '/twilio/voice', call)).status).toBe(413)
    expect((await postJson(JSON.stringify(call))).response.status).toBe(413)
  })

  it.each([
    ['text', { 'Content-Type': 'text/plain' }, 'CallSid=CA1', 415],
    ['XML', { 'Content-Type': 'application/xml' }, '<a/>', 415],
    ['nothing', {}, '', 415],
    ['a form in a strange character set', { 'Content-Type': 'application/x-www-form-urlencoded; charset=ebcdic' }, 'CallSid=CA1', 415],
    ['a compressed form', { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Encoding': 'gzip' }, 'CallSid=CA1', 415],
    ['a form of too many fields', { 'Content-Type': 'application/x-www-form-urlencoded' }, 'a=1&'.repeat(2_000), 413],
    ['JSON without a hash', { 'Content-Type': 'application/json' }, '{}', 403],
    ['an empty form', { 'Content-Type': 'application/x-www-form-urlencoded' }, '', 403],
  ])('%s is refused', async (_title, headers, body, status) => {
    expect(await rawPost('/twilio/voice', headers, body)).toBe(status)
  })

  it('JSON with the hash of another body, of no object, or of no JSON, is refused', async () => {
    expect((await postJson(JSON.stringify(aCall()), { hashOf: 'other' })).response.status).toBe(403)
    expect((await postJson('[1]')).response.status).toBe(400)
    expect((await postJson('{')).response.status).toBe(400)
  })

  it.each([
    ['without a CallSid', { CallSid: '' }], ['with an endless CallSid', { CallSid: 'C'.repeat(2_000) }],
  ])('signed but %s is a bad request', async (_title, fields) => {
    expect((await postSigned(site, '/twilio/voice', aCall(fields))).status).toBe(400)
  })

  it('signed with a field twice is a bad request, not a fault', async () => {
    const call = aCall()
    const body = `${new URLSearchParams(call).toString()}&CallSid=CA2`
    const signature = getExpectedTwilioSignature(PRIMARY_TOKEN, `${PUBLIC_BASE_URL}/twilio/voice`, { ...call, CallSid: [call['CallSid'], 'CA2'] })
    expect(await rawPost('/twilio/voice', { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Twilio-Signature': signature }, body)).toBe(400)
  })

  it('the fallback answers its fixed script and stores nothing', async () => {
    const response = await postSigned(site, '/twilio/fallback', aCall({ ErrorCode: '11200', ErrorUrl: 'https://advice.example/twilio/voice' }))
    expect(expectGoodTwiml(await response.text())).toContain('9 9 9')
  })

  it('leaves nothing stored, all of it together', async () => {
    expect(await intakes.countDocuments()).toBe(before)
  })
})

async function rawPost(path: string, headers: Record<string, string>, body: string): Promise<number> {
  const { port } = new URL(site.url)
  return new Promise((resolve, reject) => {
    const posting = request({ host: '127.0.0.1', port, path, method: 'POST', headers: { 'Content-Length': Buffer.byteLength(body), ...headers } }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0))
    })
    posting.on('error', reject)
    posting.end(body)
  })
}

describe('a simulated call', () => {
  it('from dialling to goodbye is one enquiry, and the caller hears its reference', async () => {
    const call = site.network.dial({ from: CALLER, to: ADVICE_LINE, faults: { duplicateEveryPost: true } })
    for (const key of ['2', '1', '1', '1', '1']) {
      await call.ready()
      call.press(key)
    }
    const { callSid, sounds } = await call.done
    const { reference } = await theIntake(callSid)
    const said = sounds.map((sound) => (sound.kind === 'said' ? sound.text : '')).join(' ')
    expect(said).toContain([...reference.replace('-', '')].join('. '))
  })
})
