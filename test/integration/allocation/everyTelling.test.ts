import { deskTellings } from '../../../src/store/deskTellings'
import type { ListPlace } from '../../../src/desk/listPlace'
import type { TellingPage } from '../../../src/desk/tellingPorts'
import type { ToldOnce } from '../../../src/domain/escalation'
import { intakeModel } from '../../../src/store/intakeModel'
import { tellingModel } from '../../../src/store/keptTellings'
import { keepThoseThatLeave } from '../../../src/store/tellings'
import { EscalationWorld } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  await world.ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
  await world.ringing.addWorker({ _id: 'ola', role: 'duty', onCall: true })
})
afterAll(async () => world.close())

const told = () => deskTellings(world.ringing.connection)
const listed = async (id: string) => (await world.ringing.intake(id)).escalation?.tellings ?? []

const pageOf = async (id: string, size: number, after?: ListPlace): Promise<TellingPage> => (await told().page({ intakeId: id, size, ...(after && { after }) }))!
const count = async (id: string) => (await pageOf(id, 1)).count

/** Everybody who was told of it, page after page. */
async function all(id: string, size = 50): Promise<ToldOnce[]> {
  const found: ToldOnce[] = []
  for (let page = await pageOf(id, size); ; page = await pageOf(id, size, page.next)) {
    found.push(...page.tellings)
    if (!page.next) return found
  }
}

describe('a night in which nobody accepts', () => {
  it('keeps each telling with how it came out, in order, and the last hundred in the enquiry', async () => {
    world.time = '2026-05-02T21:00:00Z'
    const id = await world.write('urgent')
    await world.passUntil('2026-05-03T05:00:00Z')
    const found = await all(id)
    const legs = await world.ringing.legs()
    expect(legs.length).toBeGreaterThan(60)
    expect(found.filter(({ way }) => way === 'call').map((one) => one.id)).toEqual(expect.arrayContaining(legs.map((leg) => leg.id)))
    expect(found.filter(({ way }) => way === 'text')).toHaveLength(world.ringing.provider.texts.length)
    expect(found.filter(({ way }) => way === 'mail')).toHaveLength(world.mails.length)
    expect(found.map(({ at }) => at.getTime())).toEqual(found.map(({ at }) => at.getTime()).toSorted((a, b) => a - b))
    expect(new Set(found.map(({ outcome }) => outcome))).toEqual(new Set(['sent', 'not_accepted']))
    expect([new Set(found.map((one) => one.id)).size, await count(id), (await listed(id)).length]).toEqual([found.length, found.length, 100])
    expect(await tellingModel(world.ringing.connection).countDocuments({ intakeId: id })).toBe(found.length - 100)
  })

  it('writes nothing apart while they are few', async () => {
    world.time = '2026-05-02T21:00:00Z'
    const id = await world.write('urgent')
    await world.passUntil('2026-05-02T22:00:00Z')
    expect((await all(id)).length).toBe((await listed(id)).length)
    expect(await tellingModel(world.ringing.connection).countDocuments({ intakeId: id })).toBe(0)
  })

  it('loses none, and tells none twice, where a process ends once they are written down apart', async () => {
    const { connection } = world.ringing
    world.time = '2026-05-02T21:00:00Z'
    const id = await world.write('urgent')
    await world.passUntil('2026-05-03T00:30:00Z')
    const before = await listed(id)
    expect(before).toHaveLength(100)
    const counted = await count(id)
    await keepThoseThatLeave(intakeModel(connection), { intakeId: id, about: 'enquiry', before, adding: before.slice(0, 9) })
    expect([await count(id), (await all(id, 7)).length]).toEqual([counted, counted])
    await world.passUntil('2026-05-03T01:30:00Z')
    const found = await all(id)
    expect(found.filter(({ way }) => way === 'call')).toHaveLength((await world.ringing.legs()).length)
  })

  it('counts by the enquiry as it was read, though more were told since', async () => {
    world.time = '2026-05-02T21:00:00Z'
    const id = await world.write('urgent')
    await world.passUntil('2026-05-03T00:30:00Z')
    const [read, counted] = [{ id, tellings: await listed(id) }, await count(id)]
    expect(await told().count(read)).toBe(counted)
    await world.passUntil('2026-05-03T00:35:00Z')
    expect(await count(id)).toBeGreaterThan(counted)
    expect(await told().count(read)).toBe(counted)
  })

  it('is of an enquiry', async () => {
    expect(await told().page({ intakeId: 'none', size: 1 })).toBeUndefined()
  })
})
