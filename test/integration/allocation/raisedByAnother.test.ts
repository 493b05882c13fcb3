import type { Priority } from '../../../src/domain/priority'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { EscalationWorld, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  world.time = '2026-05-05T09:00:00Z'
  await ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'dot', role: 'duty' })
  await ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
})
afterAll(async () => world.close())

const desk = () => deskIntakes(world.ringing.connection, world.ringing.sealer)
const accept = async (id: string, by: string) => desk().accept(id, { by, byName: by, at: world.ringing.time })
const decide = async (id: string, by: string, [from, to]: readonly [Priority, Priority]) => desk().confirmPriority({
  intakeId: id, priority: to, mayRelax: false, confirmation: { by, byName: by, at: world.ringing.time, reason: 'Because.' }, seen: { priority: from },
})
/** Wanda's, and accepted by somebody as standard; an hour later a person decides on it. */
const acceptedBy = async (who: string): Promise<string> => {
  const id = await world.write('standard')
  await world.allocate(id, 'wanda', 'mona')
  await accept(id, who)
  world.time = '2026-05-05T10:00:00Z'
  return id
}
const standing = async (id: string) => {
  const { status, acceptance } = await world.ringing.intake(id)
  return [status, acceptance?.by]
}

describe('an enquiry whose priority is raised once it is accepted', () => {
  it('is to be accepted again where somebody else raised it, first by whoever had accepted it', async () => {
    const id = await acceptedBy('dot')
    expect(await decide(id, 'mona', ['standard', 'urgent'])).toBe('confirmed')
    expect(await standing(id)).toEqual(['allocated', undefined])
    await world.passUntil('2026-05-05T10:01:00Z')
    expect(await world.diary(id)).toEqual([...threeWays('Tue 11:00:30', 'dot'), 'Tue 11:00:30 mona: mail'])
    expect((await world.ringing.intake(id)).acceptBy).toEqual(new Date('2026-05-05T10:15:00Z'))
    await accept(id, 'wanda')
    await world.passUntil('2026-05-06T15:00:00Z')
    expect(await world.diary(id)).toHaveLength(4)
  })

  it('stays accepted where whoever had accepted it raised it, or where it was lowered', async () => {
    const id = await acceptedBy('wanda')
    await decide(id, 'wanda', ['standard', 'urgent'])
    expect(await standing(id)).toEqual(['accepted', 'wanda'])
    const lowered = await acceptedBy('wanda')
    await decide(lowered, 'mona', ['standard', 'low'])
    expect(await standing(lowered)).toEqual(['accepted', 'wanda'])
    await world.passUntil('2026-05-06T15:00:00Z')
    expect([await world.diary(id), await world.diary(lowered)]).toEqual([[], []])
  })

  it('is never urgent and accepted as less, whichever of the two comes first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await world.write('standard')
      const [raised] = await Promise.all([decide(id, 'mona', ['standard', 'urgent']), accept(id, 'wanda')])
      const { history = [], acceptance } = await world.ringing.intake(id)
      const done = history.map(({ kind }) => kind)
      expect(done.includes('priority_confirmed')).toBe(raised === 'confirmed')
      // What was accepted before it was raised is accepted by nobody any more.
      expect(acceptance !== undefined).toBe(done.at(-1) === 'accepted')
    }
  })
})
