import type { TelephoneNetwork } from '../../../src/local/network/createNetwork'
import { type RestSide, startRestSide } from '../../../src/local/network/rest/startRestSide'
import { personalVoicemail, scriptedTelephone, takesCalls } from '../../../src/local/network/telephones/scriptedTelephone'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { taskModel } from '../../../src/store/taskModel'
import { dropDatabase, freshDatabaseUri } from '../../support/servers/databases'
import { redisUrl } from '../../support/servers/redis'
import { WholeService } from '../../support/wholeService'

const [MACHINE, PERSON] = ['+447700900201', '+447700900202']
const ADVICE_LINE = '+448088005000'

const uri = freshDatabaseUri()
let service: WholeService
let network: TelephoneNetwork
let rest: RestSide

beforeAll(async () => {
  service = await WholeService.prepare({ mongodbUri: uri, redisUrl: redisUrl() })
  await service.addStaff(1)
  await service.addDutyTelephone('machine', MACHINE)
  await service.addDutyTelephone('person', PERSON)
  await service.startWeb({ SMS_FROM: 'AdviceLine' })
  network = service.network
  rest = await startRestSide({ exchange: network.exchange })
  await service.startWorkers({ TWILIO_API_URL: rest.url, SMS_FROM: 'AdviceLine' })
})
afterAll(async () => {
  await Promise.all([...network.state.calls.values()].map(async (call) => {
    call.hangUp()
    await call.done
  }))
  await service.stop()
  await rest?.stop()
  await dropDatabase(uri)
})

const theCall = async (callSid: string, fits: (intake: IntakeDocument) => boolean): Promise<IntakeDocument> => {
  const isIt = (intake: IntakeDocument): boolean => intake.telephony?.callSid === callSid && fits(intake)
  const found = (await service.until((all) => all.some(isIt))).find(isIt)
  if (!found) throw new Error('The call has gone again.')
  return found
}
const openCards = async ({ _id }: IntakeDocument): Promise<string[]> =>
  (await taskModel(service.connection).find({ intakeId: _id, state: 'open' }).lean()).map(({ kind }) => kind)

describe('the line as its two processes', () => {
  it('texts a caller the reference who asked for it with one key, once, with nothing of the call in it', async () => {
    const caller = '+447700900303'
    const call = network.dial({ from: caller, to: ADVICE_LINE })
    for (const act of [() => call.press('3'), () => call.speakMessage({ seconds: 9 }), () => call.press('1')]) {
      await call.ready()
      act()
    }
    const { sounds } = await call.done
    const { reference } = await theCall(call.callSid, ({ acknowledgement }) => acknowledgement.state === 'sent')
    expect(network.state.texts).toMatchObject([{ to: caller, from: 'AdviceLine', body: expect.stringMatching(new RegExp(`^In an emergency dial 999\\. Reference of your call at \\d\\d:\\d\\d on [\\d/]{10}: ${reference}\\.`)) as string }])
    const said = sounds.flatMap((sound) => (sound.kind === 'said' ? [sound.text] : [])).join(' ')
    expect(said).toMatch(/nobody else sees its messages, press 1.*We will send it by text\. Goodbye\.$/)
    const hungUp = network.dial({ from: '+447700900304', to: ADVICE_LINE })
    for (const act of [() => hungUp.press('3'), () => hungUp.speakMessage({ seconds: 9 }), () => hungUp.hangUp()]) {
      await hungUp.ready()
      act()
    }
    await hungUp.done
    expect(await theCall(hungUp.callSid, ({ telephony }) => telephony?.state === 'ended')).toMatchObject({ acknowledgement: { state: 'not_due' } })
    expect(network.state.texts.map(({ to }) => to)).not.toContain('+447700900304')
  })

  it('rings each of those on duty for a caller once, and never the caller who hung up', async () => {
    for (const phone of [MACHINE, PERSON]) network.install(phone, scriptedTelephone({ rung: 'is_busy' }))
    const call = network.dial({ from: '+447700900302', to: ADVICE_LINE })
    await call.ready()
    call.press('1')
    await theCall(call.callSid, ({ telephony }) => telephony?.nobodyTookItAt !== undefined)
    call.hangUp()
    await call.done
    const intake = await theCall(call.callSid, ({ telephony, steps }) => telephony?.state === 'abandoned_queue' && steps.raiseTasks.state === 'done')
    expect(await openCards(intake)).toEqual(['review_abandoned'])
    const outgoing = [...network.state.calls.values()].filter(({ plan }) => plan.direction !== 'inbound')
    expect(new Set(outgoing.map(({ plan }) => plan.to))).toEqual(new Set([MACHINE, PERSON]))
  })

  it('puts a caller through to a person, past the personal voicemail that answered first, and leaves the note to be written', async () => {
    network.install(MACHINE, scriptedTelephone(personalVoicemail(0)))
    network.install(PERSON, scriptedTelephone(takesCalls(2, 0)))
    const call = network.dial({ from: '+447700900301', to: ADVICE_LINE })
    await call.ready()
    call.press('1')
    const { sounds } = await call.done

    const intake = await theCall(call.callSid, ({ telephony, steps }) => telephony?.state === 'ended' && steps.raiseTasks.state === 'done')
    expect(intake.telephony?.conversation).toMatchObject({ name: 'Invented person' })
    expect(intake.telephony?.recordings).toEqual([])
    expect(await openCards(intake)).toEqual(['wrap_up'])
    const said = sounds.flatMap((sound) => (sound.kind === 'said' ? [sound.text] : [])).join(' ')
    expect(said).toMatch(/finding an adviser.*An adviser is with you now\. This conversation is not recorded/)
  })
})
