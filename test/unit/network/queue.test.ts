import { scriptedTelephone, takesCalls } from '../../../src/local/network/telephones/scriptedTelephone'
import { CALLER, LINE, type Scripts, startTwimlService, type TwimlService, until, WORKER } from '../../support/twimlService'

const ENQUEUE = '<Enqueue waitUrl="/wait" action="/left">advisers</Enqueue><Say>after</Say>'
const WAIT = '<Say>You wait.</Say><Gather action="/choice" numDigits="1" timeout="45"><Say>Press 1 for a call-back.</Say></Gather>'

let service: TwimlService
afterEach(async () => service.stop())

const start = async (scripts: Scripts = {}) => {
  service = await startTwimlService({ '/twilio/voice': ENQUEUE, '/wait': WAIT, '/left': '<Say>Left.</Say>', ...scripts })
  return service
}
const ring = () => service.network.dial({ from: CALLER, to: LINE })
const faultsOf = (call: ReturnType<typeof ring>) => call.line.sounds.filter(({ kind }) => kind === 'fault')

/** A worker's leg, placed as the REST side places it, whose script is at /leg. */
const ringWorker = (more: object = {}) => service.network.exchange.place({
  direction: 'outbound-api', from: LINE, to: WORKER, ringSeconds: 20,
  begin: async (call) => call.script.fetch(`${service.url}/leg`, {}),
  progress: { url: `${service.url}/progress`, events: ['initiated', 'ringing', 'answered', 'completed'] },
  ...more,
})

describe('a caller in a queue', () => {
  it('hears the wait document again and again, each time with their place and how long they have waited', async () => {
    await start()
    const call = ring()
    expect(await call.ready()).toBe('keys')
    const other = ring()
    expect(await other.ready()).toBe('keys')
    await service.clock.advance(45_000)
    await until(() => service.formsOf('/wait').length === 4)
    const forms = service.formsOf('/wait')
    expect(forms[0]).toMatchObject({
      QueuePosition: '1', QueueTime: '0', CurrentQueueSize: '1', AvgQueueTime: '0', MaxQueueSize: '100', QueueSid: expect.stringMatching(/^QU[0-9a-f]{32}$/),
    })
    expect(forms[1]).toMatchObject({ QueuePosition: '2', CurrentQueueSize: '2' })
    expect(forms.slice(2).map(({ QueueTime }) => QueueTime)).toEqual(['45', '45'])
    call.hangUp()
    other.hangUp()
    await Promise.all([call.done, other.done])
  })

  it('leaves it when the wait document says so, and goes on with the action', async () => {
    await start({ '/choice': '<Leave/>' })
    const call = ring()
    await call.ready()
    await service.clock.advance(12_000)
    call.press('1')
    await call.done
    expect(service.formsOf('/left')).toMatchObject([{ QueueResult: 'leave', QueueTime: '12', QueueSid: expect.any(String) }])
    expect(call.line.sounds).toContainEqual({ kind: 'said', text: 'Left.', language: 'en-US' })
  })

  it('hangs up, and the action is told', async () => {
    await start()
    const call = ring()
    await call.ready()
    await service.clock.advance(7_000)
    call.hangUp()
    await call.done
    expect(service.formsOf('/left')).toMatchObject([{ QueueResult: 'hangup', QueueTime: '7', CallStatus: 'completed' }])
    expect(service.network.state.queueNamed('advisers').members).toEqual([])
  })

  it('is hung up by a wait document', async () => {
    await start({ '/choice': '<Hangup/>' })
    const call = ring()
    await call.ready()
    call.press('1')
    const { sounds } = await call.done
    expect(service.formsOf('/left')).toMatchObject([{ QueueResult: 'hangup' }])
    expect(sounds.at(-1)).toMatchObject({ kind: 'ended', by: 'service' })
  })

  it.each(['<Record action="/left"/>', '<Enqueue>other</Enqueue>', '<Dial>+442079460000</Dial>'])('hears no %s while waiting: the action is told of an error', async (verb) => {
    await start({ '/wait': `<Say>Hold on.</Say>${verb}` })
    const call = ring()
    await call.done
    expect(faultsOf(call)).toEqual([{ kind: 'fault', message: expect.stringContaining('cannot stand in this document') }])
    expect(service.formsOf('/left')).toMatchObject([{ QueueResult: 'error' }])
  })

  it('is told when a full queue takes nobody', async () => {
    await start()
    const calls = Array.from({ length: 100 }, ring)
    await Promise.all(calls.map(async (call) => call.ready()))
    const late = ring()
    await late.done
    expect(service.formsOf('/left')).toMatchObject([{ QueueResult: 'queue-full', QueueTime: '0' }])
    for (const call of calls) call.hangUp()
    await Promise.all(calls.map(async (call) => call.done))
  })

  it('hears music for its length, and is asked no more than once a second by a document that takes no time', async () => {
    await start({ '/wait': '<Play>https://advice.example/music.mp3</Play>' })
    const call = ring()
    await until(() => call.line.sounds.some(({ kind }) => kind === 'played'))
    await service.clock.advance(9_000)
    expect(service.formsOf('/wait')).toHaveLength(1)
    await service.clock.advance(1_000)
    await until(() => service.formsOf('/wait').length === 2)
    call.hangUp()
    await call.done
  })
})

describe('a worker who dials the queue', () => {
  const LEG = '<Gather action="/leg/taken" numDigits="1" timeout="10"><Say>Press 1 to take the call.</Say></Gather><Hangup/>'
  const DIAL = '<Dial action="/leg/after" timeout="5"><Queue url="/connected">advisers</Queue></Dial>'
  const scripts = { '/leg': LEG, '/leg/taken': DIAL, '/connected': '<Say>An adviser is here.</Say>', '/leg/after': '<Hangup/>' }

  it('talks to the caller in front until one hangs up; both sides are told how it was', async () => {
    await start(scripts)
    service.network.install(WORKER, scriptedTelephone(takesCalls(30)))
    const call = ring()
    await call.ready()
    const behind = ring()
    await behind.ready()
    await service.clock.advance(20_000)
    const leg = ringWorker()
    await until(() => leg.line.sounds.length > 0 && leg.status === 'ringing')
    await service.clock.advance(2_000)
    await until(() => [call, leg].every(({ line }) => line.sounds.some(({ kind }) => kind === 'bridged')))
    await service.clock.advance(30_000)
    await Promise.all([leg.done, call.done])
    const told = { QueueTime: '22', CallSid: call.callSid, DequeingCallSid: leg.callSid }
    expect(service.formsOf('/connected')).toMatchObject([told])
    expect(service.formsOf('/left')).toMatchObject([{ CallSid: call.callSid, QueueResult: 'bridged', QueueTime: '22' }])
    expect(service.formsOf('/leg/after')).toMatchObject([{ DialCallStatus: 'completed', DialCallSid: call.callSid, DialCallDuration: '30', DialBridged: 'true' }])
    expect(call.line.sounds).toEqual(expect.arrayContaining([
      { kind: 'said', text: 'An adviser is here.', language: 'en-US' }, { kind: 'bridged', with: WORKER }, { kind: 'parted' },
    ]))
    expect(leg.line.sounds).toContainEqual({ kind: 'bridged', with: CALLER })
    expect(behind.status).toBe('in-progress')
    expect(service.network.state.queueNamed('advisers').members).toHaveLength(1)
    behind.hangUp()
    await behind.done
  })

  it('goes on after the caller has hung up', async () => {
    await start({ ...scripts, '/leg/after': '<Say>The caller has gone.</Say>' })
    service.network.install(WORKER, scriptedTelephone({ rung: 'answers', acts: [{ press: '1' }] }))
    const call = ring()
    await call.ready()
    const leg = ringWorker()
    await until(() => call.line.sounds.some(({ kind }) => kind === 'bridged'))
    await service.clock.advance(4_000)
    call.hangUp()
    await Promise.all([leg.done, call.done])
    expect(service.formsOf('/left')).toMatchObject([{ QueueResult: 'bridged', CallStatus: 'completed' }])
    expect(leg.line.sounds).toContainEqual({ kind: 'said', text: 'The caller has gone.', language: 'en-US' })
    expect(service.formsOf('/leg/after')).toMatchObject([{ DialCallDuration: '4' }])
  })

  it('waits for somebody to join an empty queue, and no longer than asked', async () => {
    await start(scripts)
    service.network.install(WORKER, scriptedTelephone({ rung: 'answers', acts: [{ press: '1' }] }))
    const leg = ringWorker()
    await until(() => service.formsOf('/leg/taken').length === 1 && leg.listensFor === undefined)
    await until(() => leg.posts.length >= 4)
    await service.clock.advance(4_000)
    expect(service.formsOf('/leg/after')).toEqual([])
    await service.clock.advance(1_000)
    await leg.done
    expect(service.formsOf('/leg/after')).toMatchObject([{ DialCallStatus: 'no-answer', DialBridged: 'false' }])

    const second = ringWorker()
    await until(() => service.formsOf('/leg/taken').length === 2 && second.listensFor === undefined)
    const call = ring()
    await until(() => second.line.sounds.some(({ kind }) => kind === 'bridged'))
    second.hangUp()
    await Promise.all([second.done, call.done])
  })

  it('who presses nothing, as a personal voicemail, never gets the caller', async () => {
    await start(scripts)
    service.network.install(WORKER, scriptedTelephone({ rung: 'answers' }))
    const call = ring()
    await call.ready()
    const leg = ringWorker()
    expect(await leg.ready()).toBe('keys')
    await service.clock.advance(10_000)
    await leg.done
    expect(service.formsOf('/connected')).toEqual([])
    expect(call.status).toBe('in-progress')
    call.hangUp()
    await call.done
  })
})
