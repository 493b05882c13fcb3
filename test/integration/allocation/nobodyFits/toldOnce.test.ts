import { EscalationWorld, SECRETS } from '../../../support/escalationWorld'
import { endBeforeItIsSent, look, openWithNobodyOnDuty, passLooking } from '../../../support/untaken'

let world: EscalationWorld

beforeAll(async () => { world = await EscalationWorld.open() })
beforeEach(async () => openWithNobodyOnDuty(world))
afterAll(async () => world.close())

describe('an enquiry that can wait and that nobody can take', () => {
  it.each(['high', 'standard', 'low'] as const)('is told of to the manager at once and by mail alone, and no more until its target is over: %s', async (priority) => {
    const id = await world.write(priority)
    await passLooking(world, id, '2026-05-05T09:10:00Z')
    const acceptBy = (await world.ringing.intake(id)).acceptBy!
    world.time = new Date(acceptBy.getTime() - 60_000).toISOString()
    await passLooking(world, id, world.ringing.time.toISOString())
    expect(await world.diary(id)).toEqual(['Tue 10:00:10 mona: mail'])
    await passLooking(world, id, acceptBy.toISOString())
    expect((await world.diary(id)).slice(1)).toEqual([expect.stringMatching(/ mona: mail$/)])
    expect(world.ringing.provider.rung).toEqual([])
  })

  it('is told of in words of its own, and once it is overdue as any other', async () => {
    const id = await world.write('high')
    await passLooking(world, id, '2026-05-05T09:01:00Z')
    world.time = '2026-05-05T12:59:30Z'
    await passLooking(world, id, '2026-05-05T13:00:10Z')
    const { reference } = await world.ringing.intake(id)
    expect(world.mails.map(({ message: { subject } }) => subject)).toEqual([`Advice line: nobody can be given ${reference}`, `Advice line: ${reference} waits to be accepted`])
    for (const { message } of world.mails) for (const secret of SECRETS) expect(JSON.stringify(message)).not.toContain(secret)
  })

  it('is told of in the same words by another process, where the first ended before its mail got out', async () => {
    const id = await world.write('standard')
    await world.escalate(id)
    await look(world, id)
    await endBeforeItIsSent(world, id)
    await passLooking(world, id, '2026-05-05T09:05:00Z')
    expect(world.mails.map(({ message: { subject } }) => subject)).toEqual([expect.stringContaining('nobody can be given')])
  })

  it.each(['the manager', 'whoever has it'])('is told of to %s, and again in a minute, where a process ended before the mail got out and the next could not send it', async (who) => {
    const id = await world.write('standard')
    await world.escalate(id)
    if (who === 'the manager') await look(world, id)
    else {
      await world.allocate(id, 'wanda', 'mona')
      world.time = '2026-05-05T13:00:10Z'
    }
    await endBeforeItIsSent(world, id)
    world.mailOutcome = { kind: 'not_now', code: 'smtp_421' }
    world.time = new Date(world.ringing.time.getTime() + 60_000).toISOString()
    await world.escalate(id)
    world.mailOutcome = { kind: 'sent' }
    await passLooking(world, id, new Date(world.ringing.time.getTime() + 300_000).toISOString())
    expect((await world.ringing.intake(id)).escalation?.tellings?.map(({ outcome }) => outcome)).toEqual(['failed', 'sent'])
  })

  it('is told of again in a minute where the mail server took nothing, and no more', async () => {
    const id = await world.write('standard')
    world.mailOutcome = { kind: 'not_now', code: 'smtp_421' }
    await passLooking(world, id, '2026-05-05T09:00:30Z')
    world.mailOutcome = { kind: 'sent' }
    await passLooking(world, id, '2026-05-05T09:05:00Z')
    expect((await world.ringing.intake(id)).escalation?.tellings?.map(({ outcome }) => outcome)).toEqual(['failed', 'sent'])
  })
})
