import { SERVICE } from '../../../config/service'
import { raiseTasks } from '../../../src/casework/raiseTasks'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { StoredHandovers } from '../../../src/store/handovers'
import { intakeModel } from '../../../src/store/intakeModel'
import { takeAcceptancesBack } from '../../../src/store/takeAcceptancesBack'
import { taskModel } from '../../../src/store/taskModel'
import { TaskRepository } from '../../../src/store/taskRepository'
import { EscalationWorld } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  world.time = '2026-05-01T22:00:00Z'
  world.ringing.isOpen = false
  await world.ringing.addWorker({ _id: 'dot', email: 'dot@advice.example', role: 'duty' })
  await world.ringing.addWorker({ _id: 'sam', email: 'sam@advice.example', role: 'social_worker' })
  await world.ringing.addWorker({ _id: 'mona', email: 'mona@advice.example', role: 'manager', onRota: false })
})
afterAll(async () => world.close())

const openCards = async (id: string) => world.ringing.raiseCards(id)
const gapsOf = async (id: string) => (await taskModel(world.ringing.connection).find({ intakeId: id, kind: 'nobody_to_wake' }).sort({ dueAt: 1 }).lean())
  .map(({ state, cause, doneByName }) => [state, cause, doneByName])
const desk = () => deskIntakes(world.ringing.connection, world.ringing.sealer)
const accept = async (id: string, by: string) => desk().accept(id, { by, byName: by, at: world.ringing.time })

/** Urgent, at night, while nobody is on the list. */
const untilSomebodyIsRung = async (): Promise<string> => {
  const id = await world.write('urgent')
  await world.untilSomebodyRings()
  expect(await openCards(id)).toEqual(['nobody_to_wake'])
  return id
}

describe('the card of what was lacking in who was told', () => {
  it('says at night that nobody is on the on-call list, and is done by whoever accepts with their key', async () => {
    const id = await untilSomebodyIsRung()
    expect(await gapsOf(id)).toEqual([['open', 'nobody_on_call', undefined]])
    await world.accept(id)
    expect([await openCards(id), (await world.ringing.intake(id)).status]).toEqual([[], 'accepted'])
    expect(await gapsOf(id)).toMatchObject([['done', 'nobody_on_call', expect.any(String)]])
    await world.passUntil('2026-05-02T06:00:00Z')
    expect(await openCards(id)).toEqual([])
  })

  it('says that whoever is on call has no telephone, where they are on the list', async () => {
    await world.ringing.addWorker({ _id: 'ola', email: 'ola@advice.example', role: 'duty', onRota: false, onCall: true })
    await world.ringing.connection.collection('staff').updateOne({ _id: 'ola' as never }, { $unset: { phone: '' } })
    const id = await untilSomebodyIsRung()
    expect(await gapsOf(id)).toEqual([['open', 'on_call_not_rung', undefined]])
  })

  it('is done when somebody accepts on the desk, though a slow worker puts it up only then, and is owed anew when the acceptance ends', async () => {
    const id = await world.write('urgent')
    await world.untilSomebodyRings()
    const { steps } = world.ringing.deps
    const slow = (await steps.claim('raiseTasks', id))!
    expect(await accept(id, 'mona')).toEqual({ kind: 'accepted' })
    await raiseTasks({ tasks: new TaskRepository(taskModel(world.ringing.connection)), steps, now: world.ringing.now }, slow)
    expect(await openCards(id)).toEqual([])
    await world.nobodyAnswers()
    world.ringing.pass(60_000)
    await takeAcceptancesBack(intakeModel(world.ringing.connection), { _id: id }, ['mona'], world.ringing.time)
    await world.passUntil('2026-05-01T22:20:00Z')
    expect(await openCards(id)).toEqual(['nobody_to_wake'])
  })

  it('is done when whoever has it takes it over', async () => {
    const id = await world.write('urgent')
    await world.allocate(id, 'sam', 'mona')
    await accept(id, 'dot')
    await world.deps.ledger.noteGap(id, world.ringing.time, 'nobody_to_tell')
    expect(await openCards(id)).toEqual(['nobody_to_wake'])
    expect(await accept(id, 'sam')).toEqual({ kind: 'accepted' })
    expect([await openCards(id), await gapsOf(id)]).toEqual([[], [['done', 'nobody_to_tell', 'sam']]])
    // Nothing is lacking any more in what whoever has it accepted.
    await world.deps.ledger.noteGap(id, world.ringing.time, 'nobody_to_tell')
    expect(await openCards(id)).toEqual([])
  })

  it('is done when a colleague takes the offer of it', async () => {
    const id = await untilSomebodyIsRung()
    await world.allocate(id, 'dot', 'mona')
    const handovers = new StoredHandovers(world.ringing.connection, world.ringing.sealer, world.ringing.now, SERVICE.caseWeights)
    const { time: at } = world.ringing
    const moved = await handovers.move({
      intakeId: id, from: 'dot', to: { socialWorker: { id: 'sam', name: 'Sam' }, manager: { id: 'mona', name: 'Mona' }, why: [] },
      entry: { kind: 'transfer_accepted', at, by: 'sam', byName: 'Sam', other: 'Sam' }, acceptance: { by: 'sam', byName: 'Sam', at },
    } as never)
    expect([moved, await openCards(id)]).toEqual([true, []])
  })

  it('is done when somebody who was woken for the call has it in hand', async () => {
    world.ringing.provider.otherwise = 'refuses'
    const { id } = await world.ringing.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '9' }, { kind: 'status', status: 'completed', final: true }])
    await world.ringing.work('wakeSomebody')
    expect(await openCards(id)).toContain('nobody_to_wake')
    await world.ringing.deps.alarms.accept(id, { staffId: 'mona', name: 'Mona', at: world.ringing.time }, 'call')
    expect(await openCards(id)).not.toContain('nobody_to_wake')
  })

  it('is not put up by day, while those who are there are rung', async () => {
    world.time = '2026-05-01T10:00:00Z'
    world.ringing.isOpen = true
    const id = await world.write('urgent')
    await world.passUntil('2026-05-01T11:00:00Z')
    expect(new Set((await world.diary(id)).map((line) => line.split(' ').slice(2).join(' ')))).toContain('dot: call')
    expect(await gapsOf(id)).toEqual([])
    expect(await openCards(id)).toEqual([])
  })
})
