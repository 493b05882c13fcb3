import { randomBytes } from 'node:crypto'
import { SERVICE } from '../../../config/service'
import type { Priority } from '../../../src/domain/priority'
import { StoredAllocationLedger } from '../../../src/store/allocationLedger'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { StoredRoutedIntakes } from '../../../src/store/routedIntakes'
import { StoredStaffFacts } from '../../../src/store/staffFacts'
import { allocateJob, allocateWork } from '../../../workers/allocate'
import { escalateJob } from '../../../workers/escalate'
import { EscalationWorld, SECRETS } from '../../support/escalationWorld'
import { freshDatabaseUri } from '../../support/servers/databases'

const [uri, key] = [freshDatabaseUri(), randomBytes(32)]
let world: EscalationWorld
let nextDoor: EscalationWorld

beforeAll(async () => {
  world = await EscalationWorld.open(uri, key)
  nextDoor = await EscalationWorld.open(uri, key)
})
beforeEach(async () => {
  for (const each of [world, nextDoor]) await each.clear()
  world.time = '2026-05-05T09:00:10Z'
  await world.ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona', onRota: false })
  await world.ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
})
afterAll(async () => {
  await nextDoor.ringing.connection.close()
  await world.close()
})

const stored = async (id: string) => world.ringing.intake(id)

/** One look for somebody who can take it, by this process. */
async function look(id: string, { ringing, hours }: EscalationWorld = world): Promise<string> {
  const { connection, deps: { steps, log }, now } = ringing
  const deps = {
    steps, ledger: new StoredAllocationLedger(connection, now, SERVICE.caseWeights), whoKnows: async () => [], readLanguages: () => [], isOpen: (at: Date) => hours.isOpen(at),
    caseWeights: SERVICE.caseWeights, allocateAgainMs: SERVICE.allocateAgainMs, now, log,
  }
  return allocateJob(deps, allocateWork(deps))(id)
}

/** The clock goes on; of what falls due in one moment, whom to tell comes before who can take it. */
async function passLooking(id: string, end: string): Promise<void> {
  for (let next = await lookDue(id); next && next <= new Date(end); next = await lookDue(id)) {
    if (next > world.ringing.time) await world.passUntil(next.toISOString())
    await look(id)
  }
  await world.passUntil(end)
}
const lookDue = async (id: string): Promise<Date | undefined> => (await stored(id)).steps.allocate.dueAt

/** A process that ends between writing down whom it tells and telling them. */
const endBeforeItIsSent = async (id: string): Promise<void> => new Promise((resolve) => {
  const never = async (): Promise<never> => {
    resolve()
    return new Promise(() => undefined)
  }
  void escalateJob({ ...world.deps, messengers: { mail: never } })(id)
})

const decide = async (intakeId: string, from: Priority, to: Priority) => {
  const { connection, sealer, time: at } = world.ringing
  const confirmedAt = (await stored(intakeId)).triage?.confirmedAt
  const confirmation = { by: 'mona', byName: 'Mona', at, reason: 'Read it.' }
  expect(await deskIntakes(connection, sealer).confirmPriority({ intakeId, seen: { priority: from, ...(confirmedAt && { confirmedAt }) }, priority: to, confirmation, mayRelax: true })).toBe('confirmed')
}

const bringBack = async (id: string) => {
  const { connection, sealer, now, time: at } = world.ringing
  await new StoredRoutedIntakes(connection, sealer, now).bringBack(id, { by: 'mona', byName: 'Mona', at, reason: 'It is about a child.' })
}

const comeOnDuty = async () => new StoredStaffFacts(world.ringing.connection, world.ringing.now).setRota('wanda', { kind: 'service_hours' })

describe('an enquiry that can wait and that nobody can take', () => {
  it.each(['high', 'standard', 'low'] as const)('is told of to the manager at once and by mail alone, and no more until its target is over: %s', async (priority) => {
    const id = await world.write(priority)
    await passLooking(id, '2026-05-05T09:10:00Z')
    const acceptBy = (await stored(id)).acceptBy!
    world.time = new Date(acceptBy.getTime() - 60_000).toISOString()
    await passLooking(id, world.ringing.time.toISOString())
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail'])
    await passLooking(id, acceptBy.toISOString())
    expect((await world.diary(id)).slice(1)).toEqual([expect.stringMatching(/ mona: mail$/)])
    expect(world.ringing.provider.rung).toEqual([])
  })

  it('is told of in words of its own, and once it is overdue as any other', async () => {
    const id = await world.write('high')
    await passLooking(id, '2026-05-05T09:01:00Z')
    world.time = '2026-05-05T12:59:30Z'
    await passLooking(id, '2026-05-05T13:00:10Z')
    const { reference } = await stored(id)
    expect(world.mails.map(({ message: { subject } }) => subject)).toEqual([`Advice line: nobody can be given ${reference}`, `Advice line: ${reference} waits to be accepted`])
    for (const { message } of world.mails) for (const secret of SECRETS) expect(JSON.stringify(message)).not.toContain(secret)
  })

  it('is told of in the same words by another process, where the first ended before its mail got out', async () => {
    const id = await world.write('standard')
    await world.escalate(id)
    await look(id)
    await endBeforeItIsSent(id)
    await passLooking(id, '2026-05-05T09:05:00Z')
    expect(world.mails.map(({ message: { subject } }) => subject)).toEqual([expect.stringContaining('nobody can be given')])
  })

  it.each(['the manager', 'whoever has it'])('is told of to %s, and again in a minute, where a process ended before the mail got out and the next could not send it', async (who) => {
    const id = await world.write('standard')
    await world.escalate(id)
    if (who === 'the manager') await look(id)
    else {
      await world.allocate(id, 'wanda', 'mona')
      world.time = '2026-05-05T13:00:10Z'
    }
    await endBeforeItIsSent(id)
    world.mailOutcome = { kind: 'not_now', code: 'smtp_421' }
    world.time = new Date(world.ringing.time.getTime() + 60_000).toISOString()
    await world.escalate(id)
    world.mailOutcome = { kind: 'sent' }
    await passLooking(id, new Date(world.ringing.time.getTime() + 300_000).toISOString())
    expect((await stored(id)).escalation?.tellings?.map(({ outcome }) => outcome)).toEqual(['failed', 'sent'])
  })

  it.each([
    { from: 'low', to: 'standard', diary: [] }, { from: 'standard', to: 'high', diary: [] }, { from: 'high', to: 'low', diary: [] },
    { from: 'standard', to: 'urgent', diary: ['Tue 10:01:30 mona: mail', 'Tue 10:01:30 mona: text', 'Tue 10:01:30 mona: call'] },
  ] as const)('is told of no second time where a manager makes it $to from $from, but as its ladder has it', async ({ from, to, diary }) => {
    const id = await world.write(from)
    await passLooking(id, '2026-05-05T09:01:00Z')
    await decide(id, from, to)
    await passLooking(id, '2026-05-05T09:03:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail', ...diary])
    expect((await stored(id)).steps.escalate.dueAt! > world.ringing.time).toBe(true)
  })

  it('is told of no second time where it was made urgent and then could wait after all', async () => {
    const id = await world.write('standard')
    await passLooking(id, '2026-05-05T09:01:00Z')
    await decide(id, 'standard', 'urgent')
    await passLooking(id, '2026-05-05T09:01:10Z')
    await decide(id, 'urgent', 'standard')
    await passLooking(id, '2026-05-05T09:05:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail'])
  })

  it('is told of anew once it comes back from a list', async () => {
    const id = await world.write('standard')
    await passLooking(id, '2026-05-05T09:01:00Z')
    await world.change(id, { $set: { status: 'rerouted', rerouting: { category: 'training' } } })
    await world.passUntil('2026-05-05T09:02:00Z')
    await bringBack(id)
    await passLooking(id, '2026-05-05T09:05:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail', 'Tue 10:02:00 mona: mail'])
  })

  it('is told of at the next opening, where no manager was at work before', async () => {
    await world.changeStaff('mona', { leave: [{ id: 'l', from: '2026-05-05', to: '2026-05-05', coverId: 'nobody' }] })
    const id = await world.write('low')
    await passLooking(id, '2026-05-05T09:01:00Z')
    world.time = '2026-05-06T08:29:30Z'
    await passLooking(id, '2026-05-06T08:31:00Z')
    expect(await world.diary(id)).toEqual(['Wed 09:30:00 mona: mail'])
  })

  it('is told of first, in time, to whoever had accepted it before a note raised it', async () => {
    const id = await world.write('standard')
    await world.change(id, { $set: { 'escalation.hadBy': { staffId: 'wanda', at: world.ringing.time } } })
    await passLooking(id, '2026-05-05T09:02:00Z')
    world.time = '2026-05-05T12:59:30Z'
    await passLooking(id, '2026-05-05T13:01:00Z')
    expect(await world.diary(id)).toEqual(['Tue 14:00:10 wanda: mail'])
  })

  it.each([
    { why: 'is not there any more', change: async () => world.changeStaff('wanda', { active: false }) },
    { why: 'has a conflict of interest by now', change: async (id: string) => world.change(id, { $set: { barred: [{ staffId: 'wanda', name: 'Wanda', at: world.ringing.time, by: 'd', byName: 'D' }] } }) },
  ])('is told of to the manager at once, where whoever had accepted it $why', async ({ change }) => {
    const id = await world.write('standard')
    await world.change(id, { $set: { 'escalation.hadBy': { staffId: 'wanda', at: world.ringing.time } } })
    await change(id)
    await passLooking(id, '2026-05-05T09:02:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail'])
  })

  it('is told of to the manager at once, where whoever had accepted it once had done with it before it came back', async () => {
    const id = await world.write('standard')
    await world.change(id, { $set: { 'escalation.hadBy': { staffId: 'wanda', at: world.ringing.time }, status: 'rerouted', rerouting: { category: 'training' } } })
    await bringBack(id)
    await passLooking(id, '2026-05-05T09:02:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail'])
  })

  it('is told of within the minute where its clock was being looked at in that moment', async () => {
    const id = await world.write('standard')
    const { claim } = (await world.deps.steps.claim('escalate', id))!
    expect(await look(id)).toBe('unallocated')
    const waits = { acceptBy: new Date('2026-05-06T09:00:10Z'), judgedAs: 'standard' as const, from: world.ringing.time }
    await world.deps.ledger.wait(claim, waits, { manner: 'ordinary', since: world.ringing.time }, new Date('2026-05-05T13:00:10Z'))
    await passLooking(id, '2026-05-05T09:03:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:01:00 mona: mail'])
  })

  it('is told of when the service opens, where it came overnight', async () => {
    world.time = '2026-05-05T08:25:10Z'
    const id = await world.write('standard')
    await passLooking(id, '2026-05-05T08:29:59Z')
    expect(await world.diary(id)).toEqual([])
    await passLooking(id, '2026-05-05T08:35:00Z')
    expect(await world.diary(id)).toEqual(['Tue 09:30:00 mona: mail'])
  })

  it('is told of to nobody where whoever comes on duty at the opening takes it', async () => {
    world.time = '2026-05-05T08:25:10Z'
    await comeOnDuty()
    const id = await world.write('standard')
    await passLooking(id, '2026-05-05T12:00:00Z')
    expect(await stored(id)).toMatchObject({ status: 'allocated', allocation: { socialWorker: 'wanda' } })
    expect(await world.diary(id)).toEqual([])
  })

  it('is told of to nobody where it is allocated before the manager is told, and whoever has it is reminded in time', async () => {
    const id = await world.write('standard')
    await world.escalate(id)
    await look(id)
    await comeOnDuty()
    expect(await look(id)).toBe('allocated')
    await passLooking(id, '2026-05-05T15:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 14:00:10 wanda: mail'])
  })

  it('is brought to mind to whoever gets it after the manager was told', async () => {
    const id = await world.write('standard')
    await passLooking(id, '2026-05-05T09:00:30Z')
    await comeOnDuty()
    await passLooking(id, '2026-05-05T15:00:00Z')
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail', 'Tue 14:00:10 wanda: mail'])
  })

  it('is told of again in a minute where the mail server took nothing, and no more', async () => {
    const id = await world.write('standard')
    world.mailOutcome = { kind: 'not_now', code: 'smtp_421' }
    await passLooking(id, '2026-05-05T09:00:30Z')
    world.mailOutcome = { kind: 'sent' }
    await passLooking(id, '2026-05-05T09:05:00Z')
    expect((await stored(id)).escalation?.tellings?.map(({ outcome }) => outcome)).toEqual(['failed', 'sent'])
  })

  it('is told of to no manager with a conflict of interest; where there is no other a log line says so, and the card of what presses is kept for that', async () => {
    const [id, nobodys] = [await world.write('standard'), await world.write('standard')]
    const bar = { $set: { barred: [{ staffId: 'mona', name: 'Mona', at: world.ringing.time, by: 'd', byName: 'D' }] } }
    await world.change(nobodys, bar)
    await passLooking(nobodys, '2026-05-05T09:03:00Z')
    expect(await world.diary(nobodys)).toEqual([])
    expect(world.ringing.log).toContainEqual(expect.objectContaining({ level: 50, intakeId: nobodys }))
    expect((await stored(nobodys)).owedTasks).toEqual([])
    await decide(nobodys, 'standard', 'urgent')
    await passLooking(nobodys, '2026-05-05T09:04:00Z')
    expect((await stored(nobodys)).owedTasks.filter(({ kind }) => kind === 'nobody_to_wake')).toHaveLength(1)
    await world.ringing.addWorker({ _id: 'mara', role: 'manager', onRota: false })
    await world.change(id, bar)
    await passLooking(id, '2026-05-05T09:05:00Z')
    expect(await world.diary(id)).toEqual([expect.stringMatching(/ mara: mail$/)])
  })

  it('is told of once, however many processes look and tell in the same moment', async () => {
    const ids = await Promise.all(['high', 'standard', 'low'].map(async (priority) => world.write(priority as 'high')))
    for (const time of ['09:00:10', '09:00:10', '09:01:00', '09:01:00', '09:02:00', '09:02:00', '09:03:00', '09:03:00']) {
      for (const each of [world, nextDoor]) each.time = `2026-05-05T${time}Z`
      await Promise.all([world, nextDoor].flatMap((each) => ids.flatMap((id) => [look(id, each), each.escalate(id)])))
    }
    expect([...world.mails, ...nextDoor.mails]).toHaveLength(3)
    for (const id of ids) expect(await world.diary(id)).toEqual([expect.stringMatching(/^Tue 10:0[0-3]:[01]0 mona: mail$/)])
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
    const { dueAt } = (await stored(id)).steps.escalate
    await look(id)
    expect((await stored(id)).steps.escalate.dueAt).toEqual(dueAt)
  })
})
