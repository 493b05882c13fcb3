import type twilio from 'twilio'
import { type RestSide, startRestSide } from '../../../src/local/network/rest/startRestSide'
import { scriptedTelephone } from '../../../src/local/network/telephones/scriptedTelephone'
import { type Prism, startPrism } from '../../support/prism'
import { clientOf } from '../../support/restClient'
import { twilioDescription } from '../../support/twilioDescription'
import { ACCOUNT, CALLER, LINE, startTwimlService, TOKEN, type TwimlService, until, WORKER } from '../../support/twimlService'

const PATHS = [
  '/Calls.json', '/Calls/{Sid}.json', '/Calls/{CallSid}/Events.json', '/Calls/{CallSid}/Recordings.json',
  '/Recordings.json', '/Recordings/{Sid}.json', '/Queues.json', '/Queues/{Sid}.json', '/Queues/{QueueSid}/Members.json',
  '/Queues/{QueueSid}/Members/{CallSid}.json', '/Messages.json', '/IncomingPhoneNumbers.json', '/IncomingPhoneNumbers/{Sid}.json',
]

let service: TwimlService
let rest: RestSide
let prism: Prism
/** Through the proxy, which lets pass only what Twilio's description allows. */
let client: twilio.Twilio

beforeAll(async () => {
  service = await startTwimlService({
    '/twilio/voice': ({ From }) => (From === CALLER ? '<Enqueue waitUrl="/wait" action="/left">advisers</Enqueue>' : '<Record action="/kept"/>'),
    '/wait': '<Gather timeout="600"/>', '/leg': '<Gather timeout="600"/>', '/sent': '<Say>You were sent here.</Say><Gather timeout="600"/>',
    '/kept': '<Say>Kept.</Say>',
  })
  rest = await startRestSide({ exchange: service.network.exchange })
  prism = await startPrism(twilioDescription(PATHS), rest.url)
  client = clientOf(prism.url, ACCOUNT, TOKEN)
})
afterAll(async () => {
  await prism?.stop()
  await rest?.stop()
  await service?.stop()
})

/** A message left by somebody. */
async function leaveMessage(seconds: number, faults: object = {}): Promise<string> {
  const call = service.network.dial({ from: '+442079460999', to: LINE, faults })
  await call.ready()
  call.speakMessage({ seconds })
  await until(() => call.line.sounds.some(({ kind }) => kind === 'recorded'))
  await call.over
  return call.callSid
}

describe('the REST side, held against Twilio’s own description of it', () => {
  it('places a call, tells of it, shows it, sends it elsewhere, and ends it', async () => {
    service.network.install(WORKER, scriptedTelephone({ rung: 'answers' }))
    const placed = await client.calls.create({
      to: WORKER, from: LINE, url: `${service.url}/leg`, statusCallback: `${service.url}/progress`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'], timeout: 20,
    })
    expect(placed).toMatchObject({ sid: expect.stringMatching(/^CA/), status: 'queued', direction: 'outbound-api', to: WORKER, from: LINE, duration: null })
    const call = service.network.state.calls.get(placed.sid)!
    await call.ready()
    expect(await client.calls(placed.sid).fetch()).toMatchObject({ status: 'in-progress', startTime: expect.any(Date) })
    await client.calls(placed.sid).update({ url: `${service.url}/sent` })
    await until(() => call.line.sounds.some((sound) => sound.kind === 'said' && sound.text === 'You were sent here.'))
    expect(await client.calls(placed.sid).update({ status: 'completed' })).toMatchObject({ status: 'completed' })
    await call.done
    expect(await client.calls(placed.sid).fetch()).toMatchObject({ status: 'completed', duration: '0', endTime: expect.any(Date) })
    expect(service.formsOf('/progress').map(({ CallStatus }) => CallStatus)).toEqual(['initiated', 'ringing', 'in-progress', 'completed'])
  })

  it('takes a script in the request, and cancels a telephone that rings', async () => {
    service.network.install(WORKER, scriptedTelephone({ rung: 'is_not_answered' }))
    const { sid } = await client.calls.create({ to: WORKER, from: LINE, twiml: '<Response><Say>Hello.</Say></Response>' })
    await until(() => service.network.state.calls.get(sid)!.status === 'ringing')
    await client.calls(sid).update({ status: 'canceled' })
    await service.network.state.calls.get(sid)!.done
    expect(await client.calls(sid).fetch()).toMatchObject({ status: 'canceled' })
  })

  it('lists calls page after page, by number, state and time', async () => {
    const before = service.network.state.date()
    await service.clock.advance(60_000)
    const calls = Array.from({ length: 5 }, () => service.network.dial({ from: '+447700900555', to: LINE }))
    await Promise.all(calls.map(async (call) => {
      await call.ready()
      call.hangUp()
      await call.done
    }))
    const listed = await client.calls.list({ from: '+447700900555', pageSize: 2 })
    expect(listed.map(({ sid }) => sid)).toEqual(calls.map(({ callSid }) => callSid).toReversed())
    expect(await client.calls.list({ from: '+447700900555', to: LINE, status: 'completed', startTimeAfter: new Date(before.getTime() + 30_000) })).toHaveLength(5)
    expect(await client.calls.list({ from: '+447700900555', startTimeBefore: before })).toEqual([])
    expect(await client.calls.list({ from: '+447700900555', status: 'busy' })).toEqual([])
  })

  it('shows what was asked of the service in a call, a quarter of an hour after its end', async () => {
    const call = service.network.dial({ from: '+447700900556', to: LINE })
    await call.ready()
    call.hangUp()
    await call.done
    expect(await client.calls(call.callSid).events.list()).toEqual([])
    await service.clock.advance(15 * 60_000)
    const [first] = await client.calls(call.callSid).events.list()
    expect(first).toMatchObject({
      request: { url: `${service.url}/twilio/voice`, parameters: { call_sid: call.callSid } }, response: { response_code: 200, response_body: expect.stringContaining('<Record') },
    })
  })

  it('shows recordings, of all and of one call, and removes them', async () => {
    const since = service.network.state.date()
    await service.clock.advance(2_000)
    const callSid = await leaveMessage(3)
    const [recording] = await client.recordings.list({ dateCreatedAfter: since })
    expect(recording).toMatchObject({ callSid, status: 'completed', duration: '3', channels: 1, source: 'RecordVerb' })
    expect(await client.recordings.list({ callSid })).toHaveLength(1)
    expect(await client.calls(callSid).recordings.list()).toMatchObject([{ sid: recording!.sid }])
    expect(await client.recordings(recording!.sid).fetch()).toMatchObject({ duration: '3' })
    expect(await client.recordings(recording!.sid).remove()).toBe(true)
    await expect(client.recordings(recording!.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  })

  it('shows queues and who waits, and takes a chosen caller out', async () => {
    const [first, second] = [service.network.dial({ from: CALLER, to: LINE }), service.network.dial({ from: CALLER, to: LINE })]
    await Promise.all([first.ready(), second.ready()])
    const [queue] = await client.queues.list()
    expect(queue).toMatchObject({ friendlyName: 'advisers', currentSize: 2 })
    expect(await client.queues(queue!.sid).fetch()).toMatchObject({ maxSize: 100 })
    expect((await client.queues(queue!.sid).members.list()).map(({ position }) => position)).toEqual([1, 2])
    const taken = await client.queues(queue!.sid).members(second.callSid).update({ url: `${service.url}/sent` })
    expect(taken.callSid).toBe(second.callSid)
    await until(() => second.line.sounds.some((sound) => sound.kind === 'said' && sound.text === 'You were sent here.'))
    expect(await client.queues(queue!.sid).members(first.callSid).fetch()).toMatchObject({ position: 1 })
    await expect(client.queues(queue!.sid).members(second.callSid).fetch()).rejects.toMatchObject({ status: 404 })
    first.hangUp()
    second.hangUp()
    await Promise.all([first.done, second.done])
    expect(service.formsOf('/left').map(({ QueueResult }) => QueueResult)).toEqual(expect.arrayContaining(['redirected', 'hangup']))
  })

  it('takes text messages, and shows them', async () => {
    const sent = await client.messages.create({ to: WORKER, from: 'AdviceLine', body: 'Enquiry K7QM-4TXR waits.' })
    expect(sent).toMatchObject({ status: 'queued', direction: 'outbound-api' })
    expect(await client.messages.list({ to: WORKER })).toMatchObject([{ sid: sent.sid, body: 'Enquiry K7QM-4TXR waits.' }])
  })

  it('shows what its numbers are set up with, and sets them up', async () => {
    const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: LINE })
    expect(number).toMatchObject({ phoneNumber: LINE, voiceUrl: `${service.url}/twilio/voice` })
    const before = number!.statusCallback
    await client.incomingPhoneNumbers(number!.sid).update({ statusCallback: 'https://advice.example/twilio/status' })
    const after = await client.incomingPhoneNumbers(number!.sid).fetch()
    expect(after).toMatchObject({ statusCallback: 'https://advice.example/twilio/status', voiceUrl: `${service.url}/twilio/voice` })
    await client.incomingPhoneNumbers(number!.sid).update({ statusCallback: before })
    expect(await client.incomingPhoneNumbers.list({ phoneNumber: '+442079460001' })).toEqual([])
  })

  it('is held to it: the proxy refuses a request that Twilio does not describe', async () => {
    await expect(client.recordings('RE-not-a-sid').fetch()).rejects.toMatchObject({ status: 422 })
  })

  it('is held to it: the proxy refuses an answer that Twilio does not describe', async () => {
    const text = { sid: 'no-sid', to: '+447700900777', from: LINE, body: 'x', createdAt: new Date() }
    service.network.state.texts.push(text)
    await expect(client.messages.list({ to: text.to })).rejects.toMatchObject({ status: 500 })
  })
})
