import type { PhoneCall } from '../../../src/local/network/createNetwork'
import { personalVoicemail, scriptedTelephone, takesCalls } from '../../../src/local/network/telephones/scriptedTelephone'
import { ADVICE_LINE, aCall, CALLER, postSigned } from '../../support/callerSite'
import { RingingWorld } from '../../support/ringingWorld'
import { type StaffedSite, startStaffedSite } from '../../support/staffedSite'

let world: RingingWorld
let site: StaffedSite
beforeAll(async () => {
  world = await RingingWorld.open()
  site = await startStaffedSite(world)
})
beforeEach(async () => {
  await world.clear()
  site.network.state.telephones.clear()
  site.network.state.progressFaults = {}
})
afterAll(async () => {
  await site.stop()
  await world.close()
})

async function dial(keys: readonly string[]): Promise<PhoneCall> {
  const call = site.network.dial({ from: CALLER, to: ADVICE_LINE })
  for (const key of keys) {
    expect(await call.ready()).toBe('keys')
    call.press(key)
  }
  return call
}
const intakeOf = async (call: PhoneCall) => (await world.connection.collection('intakes').findOne({ 'telephony.callSid': call.callSid })) as unknown as Awaited<ReturnType<RingingWorld['intake']>>
const said = (call: PhoneCall) => call.line.sounds.flatMap((sound) => (sound.kind === 'said' ? [sound.text] : []))
const calledTo = (number: string) => [...site.network.state.calls.values()].filter(({ plan }) => plan.direction !== 'inbound' && plan.to === number)
const faults = () => [...site.network.state.calls.values()].flatMap(({ line }) => line.sounds.filter(({ kind }) => kind === 'fault'))
const outcomes = async () => (await world.legs()).map(({ outcome }) => outcome)

describe('two workers’ telephones on the network', () => {
  it.each([
    ['as told', {}],
    ['with every progress callback twice and out of order', { duplicate: true, reorder: true }],
  ])('put the caller through to the second when a personal voicemail takes the first, %s', async (_title, progressFaults) => {
    site.network.state.progressFaults = progressFaults
    const voicemail = await world.addWorker()
    const adviser = await world.addWorker({ idleSince: new Date() })
    site.network.install(voicemail.phone, scriptedTelephone(personalVoicemail()))
    site.network.install(adviser.phone, scriptedTelephone(takesCalls(60)))
    const call = await dial(['1'])
    await site.until(async () => (await intakeOf(call))?.telephony?.conversationEndedAt !== undefined)
    await call.done
    await site.until(async () => (await outcomes()).every((outcome) => outcome !== undefined))

    const intake = await intakeOf(call)
    expect(intake.telephony).toMatchObject({ state: 'ended', conversation: { staffId: adviser.id, name: adviser.name } })
    expect(await outcomes()).toEqual(['no_key', 'talked'])
    expect(said(call)).toContain('An adviser is with you now. This conversation is not recorded.')
    expect(call.line.sounds).toContainEqual({ kind: 'bridged', with: adviser.phone })
    // Nothing of the caller on a telephone that anybody may pick up.
    const heard = calledTo(voicemail.phone).flatMap(said).join(' ')
    expect(heard).toContain('To take the call, press 1.')
    expect(heard).not.toContain(CALLER.slice(-4))
    expect(await world.raiseCards(intake._id)).toEqual(['wrap_up'])
    await site.until(async () => (await world.person(adviser.id)).line === undefined)
    expect((await world.person(adviser.id)).wrapUpUntil).toBeInstanceOf(Date)
    expect(faults()).toEqual([])
  })

  it('ask for a message when nobody takes the call', async () => {
    const busy = await world.addWorker()
    const silent = await world.addWorker({ idleSince: new Date() })
    site.network.install(busy.phone, scriptedTelephone({ rung: 'is_busy' }))
    site.network.install(silent.phone, scriptedTelephone({ rung: 'is_not_answered' }))
    const call = await dial(['1'])
    // At the tone, and not when the service is looked at next: the network waits for a voice for a few of its seconds, which are short.
    call.listen(({ kind }) => {
      if (kind === 'tone') setImmediate(() => call.speakMessage({ seconds: 10 }))
    })
    await site.until(() => call.line.sounds.some(({ kind }) => kind === 'tone'))
    expect(await outcomes()).toEqual(['busy', 'no_answer'])
    await call.done
    expect((await intakeOf(call)).telephony).toMatchObject({ state: 'ended', recordings: [expect.any(Object)] })
    expect(faults()).toEqual([])
  })

  it('ring the worker first and then the caller who asked to be rung back', async () => {
    const worker = await world.addWorker()
    site.network.install(worker.phone, scriptedTelephone({ rung: 'answers', acts: [{ press: '1' }] }))
    site.network.install(CALLER, scriptedTelephone({ rung: 'answers', afterSeconds: 3, acts: [{ talkSeconds: 30 }] }))
    const call = await dial(['2', '1', '1', '1', '1'])
    await call.done
    const { _id: intakeId } = await intakeOf(call)
    expect(calledTo(CALLER)).toEqual([])
    expect(await world.desk.askForCallback({ intakeId, by: { staffId: worker.id, name: worker.name }, unsafeConfirmed: false })).toEqual({ kind: 'asked' })
    await site.until(async () => (await outcomes())[0] !== undefined)
    expect(await outcomes()).toEqual(['talked'])
    expect(calledTo(CALLER)).toHaveLength(1)
    expect(calledTo(CALLER)[0]!.plan.from).toBe(ADVICE_LINE)
    await site.until(async () => (await intakeOf(call)).telephony?.callbackAttempts?.[0]?.answered === true)
    expect(faults()).toEqual([])
  })

  it('wake one after the other for an urgent call while the service is closed', async () => {
    world.isOpen = false
    const worker = await world.addWorker()
    site.network.install(worker.phone, scriptedTelephone({ rung: 'answers', acts: [{ press: '1' }] }))
    const call = await dial(['9'])
    await call.ready()
    call.hangUp()
    await site.until(async () => (await intakeOf(call))?.telephony?.waking?.acceptedBy !== undefined)
    expect(await outcomes()).toEqual(['accepted'])
    expect(site.network.state.texts).toMatchObject([{ to: worker.phone, body: (await intakeOf(call)).reference }])
    expect(faults()).toEqual([])
  })
})

describe('an address of a leg that is not ours', () => {
  const post = async (path: string, fields: Record<string, string> = {}) => {
    const response = await postSigned(site as never, path, aCall(fields))
    return { status: response.status, body: await response.text() }
  }

  it('ends the call of it, says nothing to a caller, and has no effect', async () => {
    expect(await post('/twilio/legs/nobody/answered')).toMatchObject({ status: 200, body: expect.stringContaining('<Response><Hangup/></Response>') })
    expect(await post('/twilio/legs/nobody/key', { Digits: '1' })).toMatchObject({ status: 200, body: expect.stringContaining('<Hangup/>') })
    expect(await post('/twilio/legs/nobody/parted', { DialCallStatus: 'completed' })).toMatchObject({ status: 200 })
    expect(await post('/twilio/legs/nobody/status', { CallStatus: 'completed', SequenceNumber: '3' })).toMatchObject({ status: 204 })
    expect(await post('/twilio/connected?leg=nobody')).toMatchObject({ status: 200, body: expect.stringContaining('<Response/>') })
    expect(await world.legs()).toEqual([])
  })

  it('is refused unsigned, and answered to nonsense with a 4xx at worst', async () => {
    const unsigned = await fetch(`${site.url}/twilio/legs/nobody/key`, { method: 'POST', body: new URLSearchParams(aCall({ Digits: '1' })) })
    expect(unsigned.status).toBe(403)
    expect((await fetch(`${site.url}/twilio/legs/nobody/key`)).status).toBe(405)
    expect((await post('/twilio/legs/nobody/status', { CallStatus: 'x'.repeat(99) })).status).toBe(400)
    expect((await post('/twilio/legs/nobody/parted?round=999', { DialCallStatus: '?' })).status).toBe(200)
  })
})
