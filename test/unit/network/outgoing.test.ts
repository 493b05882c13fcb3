import type { ProgressFaults } from '../../../src/local/network/createNetwork'
import { scriptedTelephone, type TelephoneScript } from '../../../src/local/network/telephones/scriptedTelephone'
import { CALLER, LINE, type Scripts, startTwimlService, type TwimlService, until, WORKER } from '../../support/twimlService'

let service: TwimlService
afterEach(async () => service.stop())

const DIAL = '<Dial action="/dialled" callerId="+442079460000" timeout="20"><Number url="/whisper" statusCallback="/progress" statusCallbackEvent="initiated ringing answered completed">+447700900111</Number></Dial>'

const start = async (scripts: Scripts = {}) => {
  service = await startTwimlService({
    '/twilio/voice': DIAL, '/whisper': '<Say>A caller.</Say>', '/dialled': '<Say>After.</Say>', '/leg': '<Say>Hello.</Say>', ...scripts,
  })
  return service
}
const ring = () => service.network.dial({ from: CALLER, to: LINE })
const rings = (script: TelephoneScript) => service.network.install(WORKER, scriptedTelephone(script))
const placeLeg = (faults: ProgressFaults = {}) => {
  service.network.state.progressFaults = faults
  return service.network.exchange.place({
    direction: 'outbound-api', from: LINE, to: WORKER, ringSeconds: 20,
    begin: async (call) => call.script.fetch(`${service.url}/leg`, {}),
    progress: { url: `${service.url}/progress`, events: ['initiated', 'ringing', 'answered', 'completed'] },
  })
}
const progress = () => service.formsOf('/progress').map(({ SequenceNumber, CallStatus }) => `${SequenceNumber} ${CallStatus}`)

describe('dialling a number', () => {
  it('rings it, tells whoever answers something first, and connects the two', async () => {
    await start()
    rings({ rung: 'answers', afterSeconds: 3, acts: [{ talkSeconds: 60 }] })
    const call = ring()
    await until(() => progress().length === 2)
    await service.clock.advance(3_000)
    await until(() => call.line.sounds.some(({ kind }) => kind === 'bridged'))
    await service.clock.advance(60_000)
    await call.done
    const [child] = [...service.network.state.calls.values()].filter(({ plan }) => plan.direction === 'outbound-dial')
    expect(service.formsOf('/dialled')).toMatchObject([{ DialCallStatus: 'completed', DialCallSid: child!.callSid, DialCallDuration: '60', DialBridged: 'true' }])
    expect(service.formsOf('/whisper')).toMatchObject([{ CallSid: child!.callSid, ParentCallSid: call.callSid, Direction: 'outbound-dial', From: '+442079460000', To: WORKER }])
    expect(child!.line.sounds).toContainEqual({ kind: 'said', text: 'A caller.', language: 'en-US' })
    await child!.done
    expect(progress()).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed'])
    expect(service.formsOf('/progress')[3]).toMatchObject({ CallDuration: '60', Timestamp: expect.stringMatching(/^\w{3}, \d\d \w{3} \d{4} [\d:]{8} \+0000$/) })
  })

  it.each([['is_busy', 'busy'], ['fails', 'failed'], ['is_not_answered', 'no-answer']] as const)('that %s is told as %s', async (rung, status) => {
    await start()
    rings({ rung })
    const call = ring()
    if (rung === 'is_not_answered') {
      await until(() => progress().length === 2)
      await service.clock.advance(20_000)
    }
    await call.done
    expect(service.formsOf('/dialled')).toMatchObject([{ DialCallStatus: status, DialBridged: 'false' }])
    await until(() => progress().at(-1)?.endsWith(status) === true)
    expect(call.line.sounds).toContainEqual({ kind: 'said', text: 'After.', language: 'en-US' })
  })

  it('that nobody has fails', async () => {
    await start()
    await ring().done
    expect(service.formsOf('/dialled')).toMatchObject([{ DialCallStatus: 'failed' }])
  })

  it('stops ringing when the caller hangs up', async () => {
    await start()
    rings({ rung: 'is_not_answered' })
    const call = ring()
    await until(() => progress().length === 2)
    call.hangUp()
    await call.done
    await until(() => progress().length === 3)
    expect(progress().at(-1)).toBe('2 canceled')
    expect(service.formsOf('/dialled')).toMatchObject([{ CallStatus: 'completed', DialCallStatus: 'canceled' }])
  })

  it('is refused by whoever hangs up on what they are told first', async () => {
    await start({ '/whisper': '<Gather action="/accepted" timeout="5"/><Hangup/>' })
    rings({ rung: 'answers' })
    const call = ring()
    await until(() => service.formsOf('/whisper').length === 1)
    const [child] = [...service.network.state.calls.values()].filter(({ plan }) => plan.direction === 'outbound-dial')
    await child!.ready()
    await service.clock.advance(5_000)
    await call.done
    expect(service.formsOf('/dialled')).toMatchObject([{ DialCallStatus: 'completed', DialBridged: 'false' }])
  })
})

describe('what the network tells of an outgoing call', () => {
  const told = async (faults: ProgressFaults) => {
    await start()
    rings({ rung: 'answers', acts: [] })
    await placeLeg(faults).done
    return progress()
  }

  it('comes in order', async () => {
    expect(await told({})).toEqual(['0 initiated', '1 ringing', '2 in-progress', '3 completed'])
  })

  it('comes out of order when asked, with the numbers that tell the order', async () => {
    expect(await told({ reorder: true })).toEqual(['1 ringing', '0 initiated', '3 completed', '2 in-progress'])
  })

  it('comes twice, or not at all, when asked', async () => {
    expect(await told({ duplicate: true, drop: ['ringing'] })).toEqual([
      '0 initiated', '0 initiated', '2 in-progress', '2 in-progress', '3 completed', '3 completed',
    ])
  })
})

describe('a telephone', () => {
  it('can be answered, pressed and hung up by hand', async () => {
    await start({ '/leg': '<Gather action="/key" numDigits="1"/>', '/key': '<Say>You pressed a key.</Say><Pause/>' })
    let ringing = 0
    service.network.install(WORKER, () => {
      ringing += 1
    })
    const leg = placeLeg()
    await until(() => ringing === 1)
    leg.answer()
    expect(await leg.ready()).toBe('keys')
    leg.press('1')
    await leg.done
    expect(service.formsOf('/key')).toMatchObject([{ Digits: '1', Direction: 'outbound-api' }])
  })

  it('that is declined was busy', async () => {
    await start()
    service.network.install(WORKER, (call) => call.hangUp())
    await placeLeg().done
    expect(progress().at(-1)).toBe('2 busy')
  })
})
