import { type TwilioProviderSettings, twilioProvider } from '../../../src/gateways/twilioProvider'
import { type Answer, bare, breakOff, json, refusal, startTwilioStandIn, type TwilioStandIn } from '../../support/twilioStandIn'

const ACCOUNT = 'AC00000000000000000000000000000000'
const BASE = `/2010-04-01/Accounts/${ACCOUNT}`
const SINCE = new Date('2026-03-02T10:00:00.700Z')
const A_CALL = {
  to: '+447700900123', url: 'https://advice.example/twilio/leg?id=1#rc=2', statusUrl: 'https://advice.example/twilio/leg-status?id=1', ringSeconds: 20,
}

let twilio: TwilioStandIn
beforeAll(async () => {
  twilio = await startTwilioStandIn()
})
afterAll(async () => twilio.stop())

const provider = (change: Partial<TwilioProviderSettings> = {}) =>
  twilioProvider({ accountSid: ACCOUNT, authToken: 'a-token', apiUrl: twilio.url, callerId: '+442079460123', ...change })

const aListedCall = (sid: string, change: object = {}) => ({
  sid, account_sid: ACCOUNT, from: '+447700900001', to: '+448088005000', status: 'completed', direction: 'inbound', parent_call_sid: null,
  date_created: 'Mon, 02 Mar 2026 10:00:01 +0000', start_time: 'Mon, 02 Mar 2026 10:00:02 +0000', end_time: 'Mon, 02 Mar 2026 10:01:00 +0000',
  duration: '58', ...change,
})
const aListedRecording = (sid: string, change: object = {}) => ({
  sid, account_sid: ACCOUNT, call_sid: 'CA1', status: 'completed', duration: '12', date_created: 'Mon, 02 Mar 2026 10:00:30 +0000', ...change,
})
const sayNothing: Answer = () => undefined

describe('ringing somebody through Twilio', () => {
  it('places the call with our number, its limit of ringing, and news of each step', async () => {
    twilio.answer(json(201, { sid: 'CA7', status: 'queued' }))
    expect(await provider().ring(A_CALL)).toEqual({ kind: 'created', callSid: 'CA7' })
    const [asked] = twilio.asked
    expect(asked).toMatchObject({ method: 'POST', path: `${BASE}/Calls.json`, authorization: `Basic ${btoa(`${ACCOUNT}:a-token`)}` })
    expect([...asked!.form].toSorted((a, b) => (String(a) < String(b) ? -1 : 1))).toEqual([
      ['From', '+442079460123'], ['Method', 'POST'], ['StatusCallback', A_CALL.statusUrl],
      ...['answered', 'completed', 'initiated', 'ringing'].map((event) => ['StatusCallbackEvent', event]),
      ['StatusCallbackMethod', 'POST'], ['Timeout', '20'], ['To', A_CALL.to], ['Url', A_CALL.url],
    ])
  })

  it.each<[string, Answer]>([
    ['the server fails', json(503, {})],
    ['the server waited in vain for the rest of the request', json(408, {})],
    ['the connection breaks after the request was sent', breakOff],
    ['no answer comes in time', sayNothing],
    ['the answer is no JSON', bare(200, {}, '<html>')],
    ['the answer names no call', json(201, {})],
    ['the answer leads elsewhere', bare(302, { Location: 'https://elsewhere.example/' })],
  ])('does not know what became of the call when %s, and asks once only', async (_title, answer) => {
    twilio.answer(answer)
    expect(await provider({ timeoutMs: 300 }).ring(A_CALL)).toEqual({ kind: 'unknown' })
    expect(twilio.asked).toHaveLength(1)
  })

  it('tells a refusal by its code, and not in words, which quote the number', async () => {
    twilio.answer(refusal(400, 21211))
    expect(await provider().ring(A_CALL)).toEqual({ kind: 'refused', reason: '21211' })
  })

  it.each([
    ['more is asked of Twilio than it takes at once', '20429', undefined],
    ['there is no connection to be had', 'econnrefused', 'http://127.0.0.1:1'],
  ])('knows that no call was placed, and that this passes, when %s', async (_title, reason, apiUrl) => {
    twilio.answer(refusal(429, 20429))
    expect(await provider(apiUrl === undefined ? {} : { apiUrl }).ring(A_CALL)).toEqual({ kind: 'refused', reason, passes: true })
    expect(twilio.asked.length).toBeLessThanOrEqual(1)
  })
})

describe('asking Twilio about calls', () => {
  it('reads every page, the oldest call first', async () => {
    const next = `${BASE}/Calls.json?To=%2B448088005000&Page=1&PageToken=PA1`
    twilio.answer(
      json(200, { calls: [aListedCall('CA2')], next_page_uri: next, page: 0 }),
      json(200, { calls: [aListedCall('CA1', { start_time: 'Mon, 02 Mar 2026 10:00:01 +0000' })], next_page_uri: null, page: 1 }),
    )
    expect(await provider().callsTo('+448088005000', SINCE)).toEqual([
      expect.objectContaining({ sid: 'CA1' }),
      {
        sid: 'CA2', direction: 'inbound', from: '+447700900001', to: '+448088005000', status: 'completed', duration: 58,
        startedAt: new Date('2026-03-02T10:00:02Z'), endedAt: new Date('2026-03-02T10:01:00Z'),
      },
    ])
    expect(twilio.asked[0]?.query.get('To')).toBe('+448088005000')
    expect(twilio.asked[0]?.query.get('StartTime>')).toBe('2026-03-02T10:00:00Z')
    expect(twilio.asked[1]?.query.get('PageToken')).toBe('PA1')
  })

  it('leaves out what began before, for Twilio may read the time as its day, and keeps a call that is on its way out', async () => {
    const early = aListedCall('CA1', { start_time: 'Mon, 02 Mar 2026 09:59:59 +0000' })
    const queued = aListedCall('CA3', { start_time: null, end_time: null, duration: null, status: 'queued', direction: 'outbound-api', parent_call_sid: 'CA2' })
    twilio.answer(json(200, { calls: [early, aListedCall('CA2', { start_time: 'Mon, 02 Mar 2026 10:00:00 +0000' }), queued], next_page_uri: null }))
    expect(await provider().callsTo('+448088005000', SINCE)).toEqual([
      expect.objectContaining({ sid: 'CA2' }),
      {
        sid: 'CA3', direction: 'outbound', from: '+447700900001', to: '+448088005000', status: 'queued', parentSid: 'CA2',
        startedAt: new Date('2026-03-02T10:00:01Z'),
      },
    ])
  })

  it('knows a call that Twilio does not have from a network that fails', async () => {
    twilio.answer(refusal(404, 20404))
    expect(await provider().findCall('CA9')).toBeUndefined()
    twilio.answer(json(500, {}))
    await expect(provider().findCall('CA9')).rejects.toMatchObject({ name: 'ProviderFailure', kind: 'no_answer', code: 'http_500' })
  })

  it.each<[string, Answer]>([['is over', refusal(400, 21220)], ['is unknown', refusal(404, 20404)], ['is under way', json(200, { sid: 'CA1' })]])(
    'ends a call that %s', async (_title, answer) => {
      twilio.answer(answer)
      await expect(provider().hangUp('CA1')).resolves.toBeUndefined()
      expect(twilio.asked[0]).toMatchObject({ method: 'POST', path: `${BASE}/Calls/CA1.json` })
      expect(twilio.asked[0]?.form.get('Status')).toBe('completed')
    },
  )

  it('passes on no word of the credentials, the numbers or the request with a failure', async () => {
    for (const answer of [refusal(401, 20003), breakOff]) {
      twilio.answer(answer)
      const failure: unknown = await provider().callsTo('+448088005000', SINCE).catch((error: unknown) => error)
      const told = `${JSON.stringify(failure)} ${String(failure)} ${JSON.stringify(Object.getOwnPropertyDescriptors(failure))}`
      expect(failure).toMatchObject({ name: 'ProviderFailure' })
      expect(told).not.toMatch(/a-token|447700|448088/)
    }
  })
})

describe('asking Twilio about recordings', () => {
  it('tells what may still become a recording from what is there and what never will be', async () => {
    const statuses = ['processing', 'in-progress', 'paused', 'stopped', 'completed', 'absent', 'deleted']
    twilio.answer(json(200, { recordings: statuses.map((status, at) => aListedRecording(`RE${at}`, { status, duration: status === 'completed' ? '12' : '-1' })), next_page_uri: null }))
    const found = await provider().recordingsOf('CA1')
    expect(found.map(({ status }) => status)).toEqual(['processing', 'processing', 'processing', 'processing', 'completed', 'absent', 'absent'])
    expect(found[4]).toEqual({ sid: 'RE4', callSid: 'CA1', status: 'completed', duration: 12, createdAt: new Date('2026-03-02T10:00:30Z') })
    expect(found[0]).not.toHaveProperty('duration')
    expect(twilio.asked[0]?.query.get('CallSid')).toBe('CA1')
  })

  it('lists those of the account since a moment, the oldest first', async () => {
    const late = aListedRecording('RE1', { date_created: 'Mon, 02 Mar 2026 10:05:00 +0000' })
    const before = aListedRecording('RE0', { date_created: 'Mon, 02 Mar 2026 09:00:00 +0000' })
    twilio.answer(json(200, { recordings: [late, before, aListedRecording('RE2')], next_page_uri: null }))
    expect((await provider().recordingsSince(SINCE)).map(({ sid }) => sid)).toEqual(['RE2', 'RE1'])
    expect(twilio.asked[0]?.query.get('DateCreated>')).toBe('2026-03-02T10:00:00Z')
  })
})

describe('sending a text message through Twilio', () => {
  it('says whether Twilio refused it, and fails when nobody knows', async () => {
    const message = { to: '+447700900123', from: 'Advice', body: 'Reference ABCD-1234' }
    twilio.answer(refusal(400, 21614))
    expect(await provider().sendText(message)).toBe(false)
    twilio.answer(breakOff)
    await expect(provider().sendText(message)).rejects.toMatchObject({ kind: 'no_answer' })
  })
})

describe('an address in place of Twilio\'s that has a path', () => {
  it('keeps it in front of every request, further pages included', async () => {
    twilio.answer(json(200, { recordings: [], next_page_uri: `${BASE}/Recordings.json?Page=1` }), json(200, { recordings: [], next_page_uri: null }), json(404, {}))
    const under = provider({ apiUrl: `${twilio.url}/stand/in/` })
    await under.recordingsOf('CA1')
    await under.fetchMedia('RE1')
    expect(twilio.asked.map(({ path }) => path)).toEqual([
      `/stand/in${BASE}/Recordings.json`, `/stand/in${BASE}/Recordings.json`, `/stand/in${BASE}/Recordings/RE1.wav`,
    ])
  })
})

describe('an account id of an unusual shape', () => {
  it('is left to Twilio to judge', async () => {
    twilio.answer(json(404, {}))
    await provider({ accountSid: 'some account' }).findCall('CA1')
    expect(twilio.asked[0]?.path).toBe('/2010-04-01/Accounts/some%20account/Calls/CA1.json')
  })
})
