import { randomBytes } from 'node:crypto'
import type { Priority } from '../../../../src/domain/priority'
import { EscalationWorld, SECRETS, threeWays } from '../../../support/escalationWorld'
import { freshDatabaseUri } from '../../../support/servers/databases'
import { barsMona, comeOnDuty, endBeforeItIsSent, look, openWithNobodyOnDuty, passLooking } from '../../../support/untaken'

const [uri, key] = [freshDatabaseUri(), randomBytes(32)]
let world: EscalationWorld
let nextDoor: EscalationWorld

beforeAll(async () => {
  world = await EscalationWorld.open(uri, key)
  nextDoor = await EscalationWorld.open(uri, key)
})
beforeEach(async () => openWithNobodyOnDuty(world, nextDoor))
afterAll(async () => {
  await nextDoor.ringing.connection.close()
  await world.close()
})

/** So many come one after the other, a second between them. */
async function flood(priorities: readonly Priority[]): Promise<readonly string[]> {
  const ids: string[] = []
  for (const priority of priorities) {
    ids.push(await world.write(priority))
    await passLooking(world, ids, new Date(world.ringing.time.getTime() + 1_000).toISOString())
  }
  return ids
}

const referenceOf = async (id: string): Promise<string> => (await world.ringing.intake(id)).reference
const subjects = (to?: string): readonly string[] => world.mails.filter((mail) => to === undefined || mail.to.startsWith(to)).map(({ message }) => message.subject)

/** What the mails name of enquiries that nobody can be given, of each as often as they do. */
async function named(ids: readonly string[], worlds = [world]): Promise<readonly number[]> {
  const texts = worlds.flatMap(({ mails }) => mails).filter(({ message: { subject } }) => subject.includes('nobody can be given')).map(({ message }) => message.text)
  const references = await Promise.all(ids.map(referenceOf))
  return references.map((reference) => texts.filter((text) => text.includes(reference)).length)
}

describe('several enquiries that nobody can take, in a short while', () => {
  it('are told of in two mails: the first at once, and all others together five minutes later', async () => {
    const ids = await flood(['standard', 'low', 'high', 'standard', 'standard'])
    await passLooking(world, ids, '2026-05-05T09:07:00Z')
    expect(subjects()).toEqual([`Advice line: nobody can be given ${await referenceOf(ids[0]!)}`, 'Advice line: nobody can be given 4 enquiries'])
    expect(await Promise.all(ids.map(async (id) => world.diary(id)))).toEqual([['Tue 10:00:10 mona: mail'], ...ids.slice(1).map(() => ['Tue 10:05:10 mona: mail'])])
  })

  it('are each named with its priority and with what is lacking, the most pressing first, and with no word of a child', async () => {
    const [first, low, high] = await flood(['standard', 'low', 'high'])
    await world.change(low!, { $set: { barred: [{ staffId: 'wanda', name: 'Wanda', at: world.ringing.time, by: 'd', byName: 'D' }] } })
    await world.changeStaff('wanda', { managerId: 'nobody' })
    await comeOnDuty(world)
    await passLooking(world, [first!, low!, high!], '2026-05-05T09:07:00Z')
    expect(world.mails.at(-1)!.message.text.split('\n')).toEqual([
      'Nobody can be given these 2 enquiries:', '',
      `${await referenceOf(high!)}, high: no manager of those on duty is at work.`, `${await referenceOf(low!)}, low: all on duty have a conflict of interest.`, '',
      'Please open the desk, look for each, see what is lacking, and find somebody who takes it:', 'https://desk.example', '',
      'You are told of each once, and again if nobody has accepted it in time. Please do not answer this message.', '',
    ])
    for (const { message } of world.mails) for (const secret of SECRETS) expect(JSON.stringify(message)).not.toContain(secret)
  })

  it('are told of to each manager as far as they have no conflict of interest', async () => {
    const ids = await flood(['standard', 'standard', 'standard'])
    await world.ringing.addWorker({ _id: 'mara', email: 'mara@advice.example', role: 'manager', onRota: false })
    await world.change(ids[2]!, barsMona(world))
    await passLooking(world, ids, '2026-05-05T09:07:00Z')
    const [first, second] = await Promise.all(ids.map(referenceOf))
    expect(subjects('mona')).toEqual([`Advice line: nobody can be given ${first}`, `Advice line: nobody can be given ${second}`])
    expect(subjects('mara')).toEqual(['Advice line: nobody can be given 2 enquiries'])
  })

  it('are told of without those that somebody has by then', async () => {
    const ids = await flood(['standard', 'standard', 'standard'])
    await passLooking(world, ids, '2026-05-05T09:02:00Z')
    await world.allocate(ids[1]!, 'wanda', 'mona')
    await passLooking(world, ids, '2026-05-05T09:07:00Z')
    expect(await named(ids)).toEqual([1, 0, 1])
  })

  it('are told of to nobody once somebody who comes on duty takes them all', async () => {
    const ids = await flood(['standard', 'standard', 'standard'])
    await passLooking(world, ids, '2026-05-05T09:02:00Z')
    await comeOnDuty(world)
    await passLooking(world, ids, '2026-05-05T09:07:00Z')
    expect(await named(ids)).toEqual([1, 0, 0])
  })

  it('leave what is urgent to climb by itself', async () => {
    const ids = await flood(['standard', 'standard', 'urgent', 'standard'])
    await passLooking(world, ids, '2026-05-05T09:06:00Z')
    expect((await world.diary(ids[2]!)).slice(0, 3)).toEqual(threeWays('Tue 10:00:42', 'mona'))
    expect(await named(ids)).toEqual([1, 1, 0, 1])
  })

  it('are told of together by another process, where the first ended before the mail got out', async () => {
    const ids = await flood(['standard', 'standard', 'high', 'low'])
    await passLooking(world, ids, '2026-05-05T09:05:00Z')
    const { id } = (await world.nextDue(new Date('2026-05-05T09:05:10Z')))!
    world.time = '2026-05-05T09:05:10Z'
    await endBeforeItIsSent(world, id)
    expect(await named(ids)).toEqual([1, 0, 0, 0])
    await passLooking(world, ids, '2026-05-05T09:07:00Z')
    expect(await named(ids)).toEqual([1, 1, 1, 1])
    expect(subjects()).toContain('Advice line: nobody can be given 3 enquiries')
  })

  it('are told of together and again in a minute where the mail server took nothing, and no more', async () => {
    const ids = await flood(['standard', 'standard', 'high'])
    await passLooking(world, ids, '2026-05-05T09:05:00Z')
    world.mailOutcome = { kind: 'not_now', code: 'smtp_421' }
    await passLooking(world, ids, '2026-05-05T09:05:20Z')
    world.mailOutcome = { kind: 'sent' }
    await passLooking(world, ids, '2026-05-05T09:07:00Z')
    expect(await named(ids)).toEqual([1, 1, 1])
    expect(await world.diary(ids[2]!)).toEqual(['Tue 10:05:10 mona: mail', 'Tue 10:06:10 mona: mail'])
  })

  it('are told of within a minute more, where somebody accepted the one by which the others were to be told of', async () => {
    const ids = await flood(['standard', 'standard', 'standard', 'standard'])
    await passLooking(world, ids, '2026-05-05T09:05:00Z')
    const { id: leads } = (await world.nextDue(new Date('2026-05-05T09:05:10Z')))!
    await world.change(leads, { $set: { acceptance: { by: 'wanda', byName: 'Wanda', at: world.ringing.time }, status: 'accepted' } })
    await passLooking(world, ids, '2026-05-05T09:06:30Z')
    expect(await named(ids)).toEqual(ids.map((id) => (id === leads ? 0 : 1)))
  })

  it('are told of when the service opens, where they came overnight', async () => {
    world.time = '2026-05-05T08:25:10Z'
    const ids = await flood(['standard', 'high', 'low'])
    await passLooking(world, ids, '2026-05-05T08:36:00Z')
    expect(await named(ids)).toEqual([1, 1, 1])
    expect(subjects()).toEqual(['Advice line: nobody can be given 3 enquiries'])
  })

  it('are each told of once, however many processes look and tell in the same moment', async () => {
    const ids = await Promise.all((['high', 'standard', 'low', 'standard', 'high', 'low'] as const).map(async (priority) => world.write(priority)))
    for (const second of [10, 10, 11, 40, 311, 371]) {
      for (const each of [world, nextDoor]) each.time = new Date(Date.UTC(2026, 4, 5, 9, 0, second)).toISOString()
      await Promise.all([world, nextDoor].flatMap((each) => ids.flatMap((id) => [look(each, id), each.escalate(id)])))
    }
    // What was being looked at for somebody who can take it, in the moment of a mail, is told of in the next.
    await passLooking(world, ids, '2026-05-05T09:50:00Z')
    expect(await named(ids, [world, nextDoor])).toEqual(ids.map(() => 1))
  })
})
