import { staffModel } from '../../../src/store/staffModel'
import { EscalationWorld } from '../../support/escalationWorld'

const MAILS = { wanda: 'wanda@advice.example', mona: 'mona@advice.example', mara: 'mara@advice.example', otto: 'otto@advice.example' }

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  world.time = '2026-04-28T08:30:00Z'
  await ringing.addWorker({ _id: 'wanda', email: MAILS.wanda, role: 'social_worker', managerId: 'mona' })
  await ringing.addWorker({ _id: 'mona', email: MAILS.mona, role: 'manager', onRota: false })
  await ringing.addWorker({ _id: 'mara', email: MAILS.mara, role: 'manager', onRota: false })
  await withoutTelephone('mara')
})
afterAll(async () => world.close())

const refuse = (...who: (keyof typeof MAILS)[]): void => who.forEach((one) => world.unknownAddresses.add(MAILS[one]))
const withoutTelephone = async (id: string): Promise<unknown> => staffModel(world.ringing.connection).updateOne({ _id: id }, { $unset: { phone: 1 } })
const refuseByTelephone = async (id: string): Promise<void> => {
  const { phone = '' } = (await staffModel(world.ringing.connection).findById(id)) ?? {}
  world.ringing.provider.numbers.set(phone, 'refuses')
  world.ringing.provider.noTexts.add(phone)
}
const ordinary = async (): Promise<string> => {
  const id = await world.write('standard')
  await world.allocate(id, 'wanda', 'mona')
  return id
}

describe('a mail to staff that is refused for good', () => {
  it('has whoever has the enquiry told by telephone, and is not sent again minute after minute', async () => {
    refuse('wanda')
    const id = await ordinary()
    await world.passUntil('2026-04-28T15:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 13:30:00 wanda: mail', 'Tue 13:31:00 wanda: text', 'Tue 13:31:00 wanda: call'])
  })

  it('has the manager told in their stead where they have no telephone either', async () => {
    refuse('wanda')
    await withoutTelephone('wanda')
    const id = await ordinary()
    await world.passUntil('2026-04-28T15:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 13:30:00 wanda: mail', 'Tue 13:31:00 mona: mail'])
  })

  it('has another manager told where theirs cannot be', async () => {
    refuse('mona')
    await withoutTelephone('mona')
    const id = await ordinary()
    await world.passUntil('2026-04-29T15:00:00Z')
    expect((await world.diary(id)).slice(1)).toEqual(['Wed 09:30:00 mona: mail', 'Wed 09:30:00 wanda: mail', 'Wed 09:31:00 mara: mail'])
    await world.passUntil('2026-04-30T15:00:00Z')
    expect((await world.diary(id)).slice(4)).toEqual(['Thu 09:31:00 mara: mail', 'Thu 09:31:00 wanda: mail'])
  })

  it('has another manager told where the telephone of theirs refuses as well', async () => {
    refuse('mona')
    await refuseByTelephone('mona')
    const id = await ordinary()
    await world.passUntil('2026-04-29T15:00:00Z')
    expect(await world.diary(id)).toContain('Wed 09:32:00 mara: mail')
    expect((await world.diary(id)).filter((line) => line.includes('mona: '))).toEqual(['Wed 09:30:00 mona: mail', 'Wed 09:31:00 mona: text', 'Wed 09:31:00 mona: call'])
  })

  it('puts up a card, once, where nobody can be told', async () => {
    refuse('wanda', 'mona', 'mara')
    await withoutTelephone('wanda')
    await withoutTelephone('mona')
    const id = await ordinary()
    await world.passUntil('2026-04-30T15:00:00Z')
    const { owedTasks } = await world.ringing.intake(id)
    expect(owedTasks.filter(({ kind }) => kind === 'nobody_to_wake')).toHaveLength(1)
    expect((await world.diary(id)).length).toBeLessThan(10)
  })

  it('is tried again minute after minute where the mailbox is full, and whoever was told beside the manager is not told again with it', async () => {
    world.fullMailboxes.add(MAILS.mona)
    const id = await ordinary()
    await world.passUntil('2026-04-29T09:00:00Z')
    const since = async (): Promise<string[]> => (await world.diary(id)).filter((line) => line.startsWith('Wed'))
    expect((await since()).filter((line) => line.includes('wanda'))).toEqual(['Wed 09:30:00 wanda: mail'])
    expect((await since()).length).toBeGreaterThan(20)
    world.fullMailboxes.clear()
    await world.passUntil('2026-04-30T15:00:00Z')
    expect((await world.diary(id)).slice(-3)).toEqual(['Wed 10:01:00 mona: mail', 'Thu 10:01:00 mona: mail', 'Thu 10:01:00 wanda: mail'])
  })

  it('is tried again days later, when its address may have been mended', async () => {
    refuse('wanda')
    const id = await ordinary()
    await world.passUntil('2026-04-28T15:00:00Z')
    world.unknownAddresses.clear()
    await world.passUntil('2026-05-05T15:00:00Z')
    expect((await world.diary(id)).at(-1)).toBe('Tue 09:30:00 wanda: mail')
  })
})
