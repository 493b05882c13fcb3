import { EscalationWorld } from '../../../support/escalationWorld'
import { barsMona, bringBack, decide, openWithNobodyOnDuty, passLooking } from '../../../support/untaken'

let world: EscalationWorld

beforeAll(async () => { world = await EscalationWorld.open() })
beforeEach(async () => openWithNobodyOnDuty(world))
afterAll(async () => world.close())

describe('an enquiry that can wait and that nobody can take, by who there is', () => {
  it('is told of first, in time, to whoever had accepted it before a note raised it', async () => {
    const id = await world.write('standard')
    await world.change(id, { $set: { 'escalation.hadBy': { staffId: 'wanda', at: world.ringing.time } } })
    await passLooking(world, id, '2026-05-05T09:02:00Z')
    world.time = '2026-05-05T12:59:30Z'
    await passLooking(world, id, '2026-05-05T13:01:00Z')
    expect(await world.diary(id)).toEqual(['Tue 14:00:10 wanda: mail'])
  })

  it.each([
    { why: 'is not there any more', change: async () => world.changeStaff('wanda', { active: false }) },
    { why: 'has a conflict of interest by now', change: async (id: string) => world.change(id, { $set: { barred: [{ staffId: 'wanda', name: 'Wanda', at: world.ringing.time, by: 'd', byName: 'D' }] } }) },
  ])('is told of to the manager at once, where whoever had accepted it $why', async ({ change }) => {
    const id = await world.write('standard')
    await world.change(id, { $set: { 'escalation.hadBy': { staffId: 'wanda', at: world.ringing.time } } })
    await change(id)
    await passLooking(world, id, '2026-05-05T09:02:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail'])
  })

  it('is told of to the manager at once, where whoever had accepted it once had done with it before it came back', async () => {
    const id = await world.write('standard')
    await world.change(id, { $set: { 'escalation.hadBy': { staffId: 'wanda', at: world.ringing.time }, status: 'rerouted', rerouting: { category: 'training' } } })
    await bringBack(world, id)
    await passLooking(world, id, '2026-05-05T09:02:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail'])
  })

  it('is told of to no manager with a conflict of interest; where there is no other a log line says so, and the card of what presses is kept for that', async () => {
    const [id, nobodys] = [await world.write('standard'), await world.write('standard')]
    const bar = barsMona(world)
    await world.change(nobodys, bar)
    await passLooking(world, nobodys, '2026-05-05T09:03:00Z')
    expect(await world.diary(nobodys)).toEqual([])
    expect(world.ringing.log).toContainEqual(expect.objectContaining({ level: 50, intakeId: nobodys }))
    expect((await world.ringing.intake(nobodys)).owedTasks).toEqual([])
    await decide(world, nobodys, 'standard', 'urgent')
    await passLooking(world, nobodys, '2026-05-05T09:04:00Z')
    expect((await world.ringing.intake(nobodys)).owedTasks.filter(({ kind }) => kind === 'nobody_to_wake')).toHaveLength(1)
    await world.ringing.addWorker({ _id: 'mara', role: 'manager', onRota: false })
    await world.change(id, bar)
    await passLooking(world, id, '2026-05-05T09:05:00Z')
    expect(await world.diary(id)).toEqual([expect.stringMatching(/ mara: mail$/)])
  })
})
