import { EscalationWorld } from '../../../support/escalationWorld'
import { comeOnDuty, look, openWithNobodyOnDuty, passLooking } from '../../../support/untaken'

let world: EscalationWorld

beforeAll(async () => { world = await EscalationWorld.open() })
beforeEach(async () => openWithNobodyOnDuty(world))
afterAll(async () => world.close())

describe('an enquiry that can wait and that nobody can take, by the hour', () => {
  it('is told of within the minute where its clock was being looked at in that moment', async () => {
    const id = await world.write('standard')
    const { claim } = (await world.deps.steps.claim('escalate', id))!
    expect(await look(world, id)).toBe('unallocated')
    const waits = { acceptBy: new Date('2026-05-06T09:00:10Z'), judgedAs: 'standard' as const, from: world.ringing.time }
    await world.deps.ledger.wait(claim, waits, { manner: 'ordinary', since: world.ringing.time }, new Date('2026-05-05T13:00:10Z'))
    await passLooking(world, id, '2026-05-05T09:03:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:01:00 mona: mail'])
  })

  it('is told of when the service opens, where it came overnight', async () => {
    world.time = '2026-05-05T08:25:10Z'
    const id = await world.write('standard')
    await passLooking(world, id, '2026-05-05T08:29:59Z')
    expect(await world.diary(id)).toEqual([])
    await passLooking(world, id, '2026-05-05T08:35:00Z')
    expect(await world.diary(id)).toEqual(['Tue 09:30:00 mona: mail'])
  })

  it('is told of at the next opening, where no manager was at work before', async () => {
    await world.changeStaff('mona', { leave: [{ id: 'l', from: '2026-05-05', to: '2026-05-05', coverId: 'nobody' }] })
    const id = await world.write('low')
    await passLooking(world, id, '2026-05-05T09:01:00Z')
    world.time = '2026-05-06T08:29:30Z'
    await passLooking(world, id, '2026-05-06T08:31:00Z')
    expect(await world.diary(id)).toEqual(['Wed 09:30:00 mona: mail'])
  })

  it('is told of to nobody where whoever comes on duty at the opening takes it', async () => {
    world.time = '2026-05-05T08:25:10Z'
    await comeOnDuty(world)
    const id = await world.write('standard')
    await passLooking(world, id, '2026-05-05T12:00:00Z')
    expect(await world.ringing.intake(id)).toMatchObject({ status: 'allocated', allocation: { socialWorker: 'wanda' } })
    expect(await world.diary(id)).toEqual([])
  })
})

describe('looking again for who can take it', () => {
  it.each([
    { when: 'somebody was told', change: { $set: { 'escalation.rung': 'manager' } } },
    { when: 'nobody could be, and it is looked at again later', change: { $set: { 'escalation.nextAt': new Date('2026-05-05T13:00:10Z') } } },
    { when: 'it cannot wait, and climbs by itself', change: { $set: { 'escalation.manner': 'pressing' } } },
  ])('leaves its clock alone where $when', async ({ change }) => {
    const id = await world.write('standard')
    await world.escalate(id)
    await world.change(id, change)
    const { dueAt } = (await world.ringing.intake(id)).steps.escalate
    await look(world, id)
    expect((await world.ringing.intake(id)).steps.escalate.dueAt).toEqual(dueAt)
  })
})
