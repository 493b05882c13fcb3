import { EscalationWorld } from '../../../support/escalationWorld'
import { bringBack, comeOnDuty, decide, look, openWithNobodyOnDuty, passLooking } from '../../../support/untaken'

let world: EscalationWorld

beforeAll(async () => { world = await EscalationWorld.open() })
beforeEach(async () => openWithNobodyOnDuty(world))
afterAll(async () => world.close())

describe('an enquiry that can wait and that nobody can take, once it changes', () => {
  it.each([
    { from: 'low', to: 'standard', diary: [] }, { from: 'standard', to: 'high', diary: [] }, { from: 'high', to: 'low', diary: [] },
    { from: 'standard', to: 'urgent', diary: ['Tue 10:01:30 mona: mail', 'Tue 10:01:30 mona: text', 'Tue 10:01:30 mona: call'] },
  ] as const)('is told of no second time where a manager makes it $to from $from, but as its ladder has it', async ({ from, to, diary }) => {
    const id = await world.write(from)
    await passLooking(world, id, '2026-05-05T09:01:00Z')
    await decide(world, id, from, to)
    await passLooking(world, id, '2026-05-05T09:03:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail', ...diary])
    expect((await world.ringing.intake(id)).steps.escalate.dueAt! > world.ringing.time).toBe(true)
  })

  it('is told of no second time where it was made urgent and then could wait after all', async () => {
    const id = await world.write('standard')
    await passLooking(world, id, '2026-05-05T09:01:00Z')
    await decide(world, id, 'standard', 'urgent')
    await passLooking(world, id, '2026-05-05T09:01:10Z')
    await decide(world, id, 'urgent', 'standard')
    await passLooking(world, id, '2026-05-05T09:05:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail'])
  })

  it('is told of anew once it comes back from a list', async () => {
    const id = await world.write('standard')
    await passLooking(world, id, '2026-05-05T09:01:00Z')
    await world.change(id, { $set: { status: 'rerouted', rerouting: { category: 'training' } } })
    await world.passUntil('2026-05-05T09:02:00Z')
    await bringBack(world, id)
    await passLooking(world, id, '2026-05-05T09:05:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail', 'Tue 10:02:00 mona: mail'])
  })

  it('is told of to nobody where it is allocated before the manager is told, and whoever has it is reminded in time', async () => {
    const id = await world.write('standard')
    await world.escalate(id)
    await look(world, id)
    await comeOnDuty(world)
    expect(await look(world, id)).toBe('allocated')
    await passLooking(world, id, '2026-05-05T15:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 14:00:10 wanda: mail'])
  })

  it('is brought to mind to whoever gets it after the manager was told', async () => {
    const id = await world.write('standard')
    await passLooking(world, id, '2026-05-05T09:00:30Z')
    await comeOnDuty(world)
    await passLooking(world, id, '2026-05-05T15:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail', 'Tue 14:00:10 wanda: mail'])
  })
})
