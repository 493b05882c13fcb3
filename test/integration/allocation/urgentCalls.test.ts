import { deskIntakes } from '../../../src/store/deskIntakes'
import { taskModel } from '../../../src/store/taskModel'
import type { CallEvent } from '../../../src/telephone/call/callEvent'
import { EscalationWorld } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
})
afterAll(async () => world.close())

const over: CallEvent = { kind: 'status', status: 'completed', final: true }
const LEFT_MESSAGE: readonly CallEvent[] = [{ kind: 'menu', language: 'en', attempt: 1, digits: '3' }, { kind: 'message', recordingSid: 'RE1', duration: 20 }, over]

/** What is due is done, a quarter of a minute at a time; no telephone is answered. */
async function pass(minutes: number, until: () => Promise<boolean> = async () => false): Promise<void> {
  for (let n = 0; n < minutes * 4; n += 1) {
    await world.ringing.work('wakeSomebody')
    for (let next = await world.nextDue(world.ringing.time); next; next = await world.nextDue(world.ringing.time)) await world[next.step](next.id)
    await world.nobodyAnswers()
    if (await until()) return
    world.ringing.pass(15_000)
  }
}

const makeUrgent = async (intakeId: string, by: string) => deskIntakes(world.ringing.connection, world.ringing.sealer).confirmPriority({
  intakeId, seen: { priority: 'standard' }, priority: 'urgent', mayRelax: false, confirmation: { by, byName: by, at: world.ringing.time, reason: 'She is with him now.' },
})

describe('an enquiry of a message that was left in opening hours and is made urgent before the message is due to be heard', () => {
  it.each(['heard', 'not heard'])('is told of within a minute, the message %s', async (heard) => {
    world.time = '2026-05-01T09:00:00Z'
    await world.ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona' })
    await world.ringing.addWorker({ _id: 'dot', role: 'duty' })
    await world.ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
    const { id } = await world.ringing.call(LEFT_MESSAGE)
    await world.triage(id, 'standard')
    await world.allocate(id, 'wanda', 'mona')
    await world.ringing.raiseCards(id)
    await pass(2)
    expect([world.ringing.provider.rung, await world.diary(id)]).toEqual([[], []])
    const tasks = taskModel(world.ringing.connection)
    if (heard === 'heard') await tasks.updateMany({ intakeId: id, kind: 'listen' }, { $set: { state: 'done', doneAt: world.ringing.time, doneBy: 'dot' } })

    expect(await makeUrgent(id, 'dot')).toBe('confirmed')
    await pass(1)
    expect(world.ringing.provider.rung.length + (await world.diary(id)).length).toBeGreaterThan(0)
    expect((await world.ringing.legs()).map(({ screening }) => screening)).toContainEqual(expect.objectContaining({ kind: 'alert', about: 'call' }))
  })
})
