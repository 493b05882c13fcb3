import { deskIntakes } from '../../../src/store/deskIntakes'
import { EscalationWorld } from '../../support/escalationWorld'
import type { Placing } from '../../support/fakeProvider'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  world.time = '2026-05-01T22:00:00Z'
  ringing.isOpen = false
  await ringing.addWorker({ _id: 'ola', email: 'ola@advice.example', role: 'duty', onRota: false, onCall: true })
  await ringing.addWorker({ _id: 'mona', email: 'mona@advice.example', role: 'manager', onRota: false })
})
afterAll(async () => world.close())

/** A caller pressed the urgent key on a Friday night and hung up. */
const urgentCall = async (): Promise<string> => {
  const { id } = await world.ringing.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '9' }, { kind: 'status', status: 'completed', final: true }])
  await world.triage(id, 'urgent')
  return id
}
/** Minute after minute, whatever is due is done; no telephone is answered. */
const passMinutes = async (id: string, minutes: number): Promise<void> => {
  for (let n = 0; n < minutes; n += 1) {
    await world.ringing.work('wakeSomebody')
    await world.escalate(id)
    await world.escalateCallback(id)
    await world.nobodyAnswers()
    world.ringing.pass(60_000)
  }
}
const mailed = () => [...new Set(world.mails.map(({ to }) => to))].toSorted()
const cards = async (id: string) => (await world.ringing.intake(id)).owedTasks.map(({ kind }) => kind)

describe('an urgent call at night while no telephone rings', () => {
  it.each<Placing>(['refuses', 'away'])('goes up by mail, with a card that nobody could be woken, where the network %s', async (how) => {
    world.ringing.provider.otherwise = how
    const id = await urgentCall()
    await passMinutes(id, 15)
    expect(mailed()).toEqual(['mona@advice.example', 'ola@advice.example'])
    expect((await cards(id)).filter((kind) => kind === 'nobody_to_wake')).toHaveLength(1)
  })

  it('leaves the ringing to those who wake again once a telephone rings, and is told of by mail still', async () => {
    world.ringing.provider.otherwise = 'away'
    const id = await urgentCall()
    await passMinutes(id, 15)
    world.ringing.provider.otherwise = 'rings'
    await passMinutes(id, 10)
    const told = (await world.diary(id)).length
    await passMinutes(id, 30)
    const since = (await world.diary(id)).slice(told).map((line) => line.split(': ')[1])
    expect(new Set(since)).toEqual(new Set(['mail']))
  })

  it('is told of by mail, and has no card, while its network is away for a moment alone', async () => {
    world.ringing.provider.otherwise = 'away'
    const id = await urgentCall()
    await passMinutes(id, 1)
    world.ringing.provider.otherwise = 'rings'
    await passMinutes(id, 15)
    expect(new Set((await world.diary(id)).map((line) => line.split(': ')[1]))).toEqual(new Set(['mail']))
    expect((await cards(id)).includes('nobody_to_wake')).toBe(false)
  })
})

describe('a call-back that is overdue at night while somebody is to be woken for the same call and no telephone rings', () => {
  it('is told of by mail', async () => {
    world.ringing.provider.otherwise = 'away'
    const { id } = await world.ringing.call([
      { kind: 'menu', language: 'en', attempt: 1, digits: '9' }, { kind: 'callback_confirm', fromQueue: false, attempt: 1, digits: '1' },
      { kind: 'callback_safety', fromQueue: false, attempt: 1, digits: '1' }, { kind: 'callback_time', fromQueue: false, attempt: 1, digits: '1' },
      { kind: 'status', status: 'completed', final: true },
    ])
    await world.triage(id, 'standard')
    await world.ringing.raiseCards(id)
    await passMinutes(id, 45)
    expect(mailed()).toEqual(['mona@advice.example', 'ola@advice.example'])
  })
})

describe('an urgent enquiry at night that nobody has, while nobody has a telephone', () => {
  it('is told to every manager by mail who is not on leave, until somebody accepts it', async () => {
    const { ringing } = world
    await ringing.addWorker({ _id: 'max', email: 'max@advice.example', role: 'manager', onRota: false })
    await ringing.addWorker({ _id: 'mel', email: 'mel@advice.example', role: 'manager', onRota: false, leave: [{ id: 'l', from: '2026-04-30', to: '2026-05-10' }] })
    await ringing.connection.collection('staff').updateMany({}, { $unset: { phone: '' } })
    const id = await world.write('urgent')
    await world.passUntil('2026-05-02T02:00:00Z')
    expect(mailed()).toEqual(['max@advice.example', 'mona@advice.example'])
    expect(await cards(id)).toContain('nobody_to_wake')
    const told = world.mails.length
    await deskIntakes(ringing.connection, ringing.sealer).accept(id, { by: 'mona', byName: 'Mona', at: ringing.time })
    await world.passUntil('2026-05-02T04:00:00Z')
    expect(world.mails).toHaveLength(told)
  })
})
