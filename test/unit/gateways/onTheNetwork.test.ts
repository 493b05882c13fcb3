import { Writable } from 'node:stream'
import { twilioNumbers } from '../../../src/gateways/twilioNumbers'
import { twilioProvider } from '../../../src/gateways/twilioProvider'
import { type RestSide, startRestSide } from '../../../src/local/network/rest/startRestSide'
import { scriptedTelephone } from '../../../src/local/network/telephones/scriptedTelephone'
import { checkSound } from '../../../src/telephone/recordings/checkSound'
import { configureNumber } from '../../../src/telephone/setup/configureNumber'
import { type Prism, startPrism } from '../../support/prism'
import { twilioDescription } from '../../support/twilioDescription'
import { ACCOUNT, LINE, startTwimlService, TOKEN, type TwimlService, until, WORKER } from '../../support/twimlService'

const PATHS = [
  '/Calls.json', '/Calls/{Sid}.json', '/Recordings.json', '/Recordings/{Sid}.json', '/Messages.json', '/IncomingPhoneNumbers.json',
  '/IncomingPhoneNumbers/{Sid}.json',
]

let service: TwimlService
let rest: RestSide
let prism: Prism
beforeAll(async () => {
  service = await startTwimlService({
    '/twilio/voice': '<Record action="/kept" recordingStatusCallback="/recorded" recordingStatusCallbackEvent="completed absent"/>',
    '/kept': '<Say>Kept.</Say>', '/leg': '<Gather timeout="600"/>',
  })
  rest = await startRestSide({ exchange: service.network.exchange })
  prism = await startPrism(twilioDescription(PATHS), rest.url)
})
afterEach(() => rest.faults.clear())
afterAll(async () => {
  await prism?.stop()
  await rest?.stop()
  await service?.stop()
})

/** Through a proxy that lets pass only what Twilio's own description allows. */
const described = () => twilioProvider({ accountSid: ACCOUNT, authToken: TOKEN, apiUrl: prism.url, callerId: LINE })
const direct = () => twilioProvider({ accountSid: ACCOUNT, authToken: TOKEN, apiUrl: rest.url, callerId: LINE })
const aCall = () => ({ to: WORKER, url: `${service.url}/leg`, statusUrl: `${service.url}/progress`, ringSeconds: 20 })

async function leaveMessage(seconds: number): Promise<string> {
  const call = service.network.dial({ from: '+442079460999', to: LINE })
  await call.ready()
  call.speakMessage({ seconds })
  await until(() => call.line.sounds.some(({ kind }) => kind === 'recorded'))
  await call.over
  return call.callSid
}

describe('Twilio\'s gateway, held against Twilio\'s own description', () => {
  it('rings somebody, finds the call in the list and by itself, and ends it', async () => {
    service.network.install(WORKER, scriptedTelephone({ rung: 'answers' }))
    await service.clock.advance(60_000)
    const since = service.network.state.date()
    const placed = await described().ring(aCall())
    if (placed.kind !== 'created') throw new Error(placed.kind)
    await service.network.state.calls.get(placed.callSid)!.ready()
    expect(await described().callsTo(WORKER, since)).toMatchObject([{ sid: placed.callSid, direction: 'outbound', status: 'in-progress' }])
    await described().hangUp(placed.callSid)
    await service.network.state.calls.get(placed.callSid)!.done
    expect(await described().findCall(placed.callSid)).toMatchObject({ status: 'completed', to: WORKER, from: LINE })
    expect(await described().findCall(`CA${'0'.repeat(32)}`)).toBeUndefined()
    await described().hangUp(placed.callSid)
    const progress = service.formsOf('/progress').filter(({ CallSid }) => CallSid === placed.callSid)
    expect(progress.map(({ CallStatus }) => CallStatus)).toEqual(['initiated', 'ringing', 'in-progress', 'completed'])
  })

  it('finds a message, fetches it whole, and removes it', async () => {
    await service.clock.advance(60_000)
    const since = service.network.state.date()
    const callSid = await leaveMessage(7)
    const [recording] = await described().recordingsOf(callSid)
    expect(recording).toMatchObject({ callSid, status: 'completed', duration: 7 })
    expect(await described().recordingsSince(since)).toEqual([recording])
    expect(await described().findRecording(recording!.sid)).toEqual(recording)
    // Media stands in no description of Twilio's.
    const media = await direct().fetchMedia(recording!.sid)
    expect(checkSound(media!, 7)).toBeUndefined()
    expect(media).toMatchObject({ contentType: 'audio/x-wav', announcedSize: media!.bytes.length })
    await described().removeRecording(recording!.sid)
    await described().removeRecording(recording!.sid)
    expect(await described().recordingsOf(callSid)).toEqual([])
    expect(await direct().fetchMedia(recording!.sid)).toBeUndefined()
  })

  it('sends a text message, and finds it again', async () => {
    expect(await described().sendText({ to: WORKER, from: LINE, body: 'Reference ABCD-1234' })).toBe(true)
    expect(service.network.state.texts.at(-1)).toMatchObject({ to: WORKER, body: 'Reference ABCD-1234' })
    expect(await described().textsTo(WORKER)).toEqual([{ body: 'Reference ABCD-1234', status: 'delivered' }])
    expect(await described().textsTo(LINE)).toEqual([])
  })
})

describe('what the network fails to answer', () => {
  it.each([['withheld', 1], ['lost', 0]] as const)('a call is unknown when the answer is %s, and the list shows %i call', async (kind, placed) => {
    service.network.install(WORKER, scriptedTelephone({ rung: 'is_busy' }))
    await service.clock.advance(60_000)
    const since = service.network.state.date()
    rest.faults.add({ method: 'POST', path: /Calls\.json$/, fault: { kind } })
    expect(await direct().ring(aCall())).toEqual({ kind: 'unknown' })
    expect(await direct().callsTo(WORKER, since)).toHaveLength(placed)
  })

  it('a call was not placed when the network takes no more', async () => {
    rest.faults.add({ path: /Calls\.json$/, fault: { kind: 'status', status: 429 } })
    expect(await direct().ring(aCall())).toEqual({ kind: 'refused', reason: '20429', passes: true })
  })

  it('media that breaks off half-way fails, and comes whole the next time', async () => {
    const [recording] = await direct().recordingsOf(await leaveMessage(5))
    rest.faults.add({ path: /\.wav$/, fault: { kind: 'truncated' }, times: 1 })
    await expect(direct().fetchMedia(recording!.sid)).rejects.toMatchObject({ kind: 'no_answer' })
    expect(checkSound((await direct().fetchMedia(recording!.sid))!, 5)).toBeUndefined()
  })
})

describe('the command that sets up the number, held against Twilio\'s own description', () => {
  it('points the number at the application, and finds it so', async () => {
    await leaveMessage(1)
    const number = service.network.state.number(LINE)
    const { setup } = number
    const numbers = twilioNumbers({ accountSid: ACCOUNT, authToken: TOKEN, apiUrl: prism.url })
    const out = new Writable({ write: (_chunk, _encoding, done) => done() })
    const configure = async (...argv: string[]) => configureNumber({ numbers, out }, { publicBaseUrl: 'https://advice.example', number: LINE }, argv)
    const fallback = ['--fallback', 'https://files.example/fallback.xml']
    expect([await configure(...fallback, '--check'), await configure(...fallback, '--yes'), await configure(...fallback, '--check')]).toEqual([1, 0, 0])
    expect(number.setup).toMatchObject({ voiceFallbackUrl: 'https://files.example/fallback.xml', voiceFallbackMethod: 'GET' })
    number.setup = setup
  })
})
