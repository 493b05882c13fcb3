import { type RestSide, startRestSide } from '../../../src/local/network/rest/startRestSide'
import { scriptedTelephone } from '../../../src/local/network/telephones/scriptedTelephone'
import { clientOf } from '../../support/restClient'
import { ACCOUNT, LINE, startTwimlService, TOKEN, type TwimlService, until, WORKER } from '../../support/twimlService'

let service: TwimlService
let rest: RestSide
beforeEach(async () => {
  service = await startTwimlService({
    '/twilio/voice': '<Record action="/kept" recordingStatusCallback="/recorded" recordingStatusCallbackEvent="completed absent"/>', '/leg': '<Say>Hello.</Say>',
  })
  rest = await startRestSide({ exchange: service.network.exchange })
})
afterEach(async () => {
  await rest.stop()
  await service.stop()
})

const client = () => clientOf(rest.url, ACCOUNT, TOKEN)
const authorization = `Basic ${Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')}`
const get = async (path: string) => fetch(`${rest.url}/2010-04-01/Accounts/${ACCOUNT}${path}`, { headers: { authorization } })

async function leaveMessage(seconds: number, faults: object = {}) {
  const call = service.network.dial({ from: '+442079460999', to: LINE, faults })
  await call.ready()
  call.speakMessage({ seconds })
  await until(() => service.network.state.recordings.size === 1)
  return call
}
const recorded = () => [...service.network.state.recordings.values()][0]!

describe('the REST side', () => {
  it('answers nobody without the account’s name and token, and shows no other account', async () => {
    await expect(clientOf(rest.url, ACCOUNT, 'wrong').calls.list()).rejects.toMatchObject({ status: 401, code: 20003 })
    expect((await fetch(`${rest.url}/2010-04-01/Accounts/${ACCOUNT}/Calls.json`)).status).toBe(401)
    const other = `AC${'f'.repeat(32)}`
    expect((await fetch(`${rest.url}/2010-04-01/Accounts/${other}/Calls.json`, { headers: { authorization } })).status).toBe(404)
  })

  it.each([
    [{ to: '', from: LINE, url: 'https://a.example' }, 21211], [{ to: 'nobody', from: LINE, url: 'https://a.example' }, 21211],
    [{ to: WORKER, from: 'nobody', url: 'https://a.example' }, 21212], [{ to: WORKER, from: LINE, url: '/relative' }, 21205],
    [{ to: WORKER, from: LINE }, 21205], [{ to: WORKER, from: LINE, url: 'https://a.example', statusCallbackEvent: ['over'] }, 21626],
  ])('refuses to place %j with %i, in Twilio’s form', async (call, code) => {
    await expect(client().calls.create(call)).rejects.toMatchObject({ status: 400, code, moreInfo: `https://www.twilio.com/docs/errors/${code}` })
    expect(service.network.state.calls.size).toBe(0)
  })

  it('knows no call that is none, and sends none elsewhere that is over', async () => {
    await expect(client().calls(`CA${'0'.repeat(32)}`).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
    service.network.install(WORKER, scriptedTelephone({ rung: 'is_busy' }))
    const { sid } = await client().calls.create({ to: WORKER, from: LINE, url: `${service.url}/leg` })
    await service.network.state.calls.get(sid)!.done
    await expect(client().calls(sid).update({ url: `${service.url}/leg` })).rejects.toMatchObject({ status: 400, code: 21220 })
    expect(await client().calls(sid).update({ status: 'completed' })).toMatchObject({ status: 'busy' })
  })

  it('a relative address in a script that was handed in leads nowhere', async () => {
    service.network.install(WORKER, scriptedTelephone({ rung: 'answers' }))
    const { sid } = await client().calls.create({ to: WORKER, from: LINE, twiml: '<Response><Redirect>/leg</Redirect></Response>' })
    const { sounds } = await service.network.state.calls.get(sid)!.done
    expect(sounds).toContainEqual({ kind: 'fault', message: 'The address "/leg" leads nowhere.' })
    expect(service.asked).toEqual([])
  })
})

describe('the sound of a message', () => {
  it('is a WAV of the length announced, with the ending or without; there is no MP3', async () => {
    const call = await leaveMessage(7)
    await call.done
    for (const ending of ['', '.wav']) {
      const response = await get(`/Recordings/${recorded().sid}${ending}`)
      const sound = Buffer.from(await response.arrayBuffer())
      expect(response.headers.get('content-type')).toBe('audio/x-wav')
      expect([sound.toString('latin1', 0, 4), sound.toString('latin1', 8, 12)]).toEqual(['RIFF', 'WAVE'])
      expect(sound.readUInt32LE(40) / sound.readUInt32LE(28)).toBe(7)
      expect(sound).toHaveLength(44 + sound.readUInt32LE(40))
    }
    expect((await get(`/Recordings/${recorded().sid}.mp3`)).status).toBe(404)
  })

  it('may be ready only later, and is told of then', async () => {
    const call = await leaveMessage(7, { recordingLateSeconds: 90 })
    await until(() => service.formsOf('/kept').length === 1)
    expect(recorded().status).toBe('processing')
    expect((await get(`/Recordings/${recorded().sid}.wav`)).status).toBe(404)
    expect(await client().recordings(recorded().sid).fetch()).toMatchObject({ status: 'processing', duration: '-1' })
    expect(service.formsOf('/recorded')).toEqual([])
    await service.clock.advance(90_000)
    await call.done
    expect(recorded().status).toBe('completed')
    expect(service.formsOf('/recorded')).toMatchObject([{ RecordingStatus: 'completed', RecordingSid: recorded().sid }])
  })

  it('may never be there', async () => {
    const call = await leaveMessage(7, { recordingAbsent: true })
    await call.done
    expect(service.formsOf('/recorded')).toMatchObject([{ RecordingStatus: 'absent' }])
    expect((await get(`/Recordings/${recorded().sid}.wav`)).status).toBe(404)
  })

  it('may break off half-way', async () => {
    const call = await leaveMessage(7)
    await call.done
    rest.faults.add({ path: /\.wav$/, fault: { kind: 'truncated' }, times: 1 })
    const response = await get(`/Recordings/${recorded().sid}.wav`)
    expect(Number(response.headers.get('content-length'))).toBe(44 + 7 * 16_000)
    await expect(response.arrayBuffer()).rejects.toThrow('terminated')
    expect((await (await get(`/Recordings/${recorded().sid}.wav`)).arrayBuffer()).byteLength).toBe(44 + 7 * 16_000)
  })
})

describe('a REST side with faults', () => {
  const create = async () => client().calls.create({ to: WORKER, from: LINE, url: `${service.url}/leg` })
  beforeEach(() => service.network.install(WORKER, scriptedTelephone({ rung: 'answers' })))

  it('that withholds its answer has placed the call all the same', async () => {
    rest.faults.add({ method: 'POST', path: /\/Calls\.json$/, fault: { kind: 'withheld' }, times: 1 })
    await expect(create()).rejects.not.toHaveProperty('status')
    expect(await client().calls.list({ to: WORKER })).toHaveLength(1)
  })

  it('that loses a request has placed nothing', async () => {
    rest.faults.add({ method: 'POST', path: /\/Calls\.json$/, fault: { kind: 'lost' }, times: 1 })
    await expect(create()).rejects.not.toHaveProperty('status')
    expect(await client().calls.list({ to: WORKER })).toEqual([])
  })

  it.each([500, 503, 429] as const)('answers %i as often as asked, and then as always', async (status) => {
    rest.faults.add({ method: 'POST', path: /\/Calls\.json$/, fault: { kind: 'status', status }, times: 1 })
    await expect(create()).rejects.toMatchObject({ status })
    expect(service.network.state.calls.size).toBe(0)
    expect((await create()).status).toBe('queued')
  })

  it('answers late when asked', async () => {
    rest.faults.add({ path: /\/Calls\.json$/, fault: { kind: 'slow', ms: 300 } })
    const before = performance.now()
    await create()
    expect(performance.now() - before).toBeGreaterThan(290)
    rest.faults.clear()
  })
})
