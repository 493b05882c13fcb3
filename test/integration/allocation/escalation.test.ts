import { SERVICE } from '../../../config/service'
import { giveIntake } from '../../../src/allocation/handover/giveIntake'
import { StoredHandovers } from '../../../src/store/handovers'
import { StoredRoutedIntakes } from '../../../src/store/routedIntakes'
import { intakeModel } from '../../../src/store/intakeModel'
import { overdueFigures } from '../../../src/store/overdue'
import { reachableOnCall } from '../../../src/store/tellableStaff'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { EscalationWorld, SECRETS, threeWays } from '../../support/escalationWorld'

let world: EscalationWorld
let people: { wanda: string; dot: string; mona: string; ola: string }
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  ringing.time = new Date('2026-04-30T09:00:00Z')
  const id = async (fields: Parameters<typeof ringing.addWorker>[0]) => (await ringing.addWorker(fields)).id
  people = {
    wanda: await id({ _id: 'wanda', role: 'social_worker', managerId: 'mona' }).then(() => 'wanda'),
    dot: await id({ _id: 'dot', role: 'duty' }).then(() => 'dot'),
    mona: await id({ _id: 'mona', role: 'manager', onRota: false }).then(() => 'mona'),
    ola: await id({
      _id: 'ola', role: 'duty', onRota: false,
      onCallTimes: [{ id: 'o', from: new Date('2026-05-01T15:30:00Z'), to: new Date('2026-05-05T08:30:00Z') }, { id: 'p', from: new Date('2026-10-23T15:30:00Z'), to: new Date('2026-10-26T09:30:00Z') }],
    }).then(() => 'ola'),
  }
})
afterAll(async () => world.close())

const stored = async (id: string) => world.ringing.intake(id)
const acceptOnTheDesk = async (id: string, by: string) =>
  deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by, byName: by, at: world.ringing.time })

describe('a week with a bank holiday in which nobody accepts', () => {
  it('tells of a standard mail by mail in working hours: whoever has it, then the manager every working day, until it is accepted', async () => {
    world.time = '2026-05-01T14:00:00Z'
    const id = await world.write('standard')
    await world.allocate(id, people.wanda, people.mona)
    await world.passUntil('2026-05-07T15:00:00Z')
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-05T14:00:00Z'))
    expect(await world.diary(id)).toEqual([
      'Tue 12:00:00 wanda: mail', 'Tue 15:00:00 mona: mail', 'Tue 15:00:00 wanda: mail', 'Wed 15:00:00 mona: mail', 'Wed 15:00:00 wanda: mail',
      'Thu 15:00:00 mona: mail', 'Thu 15:00:00 wanda: mail',
    ])
    expect(world.ringing.provider.rung).toEqual([])
    expect(await overdueFigures(intakeModel(world.ringing.connection), world.ringing.time)).toEqual({ unread: 0, urgent: 0, high: 0, standard: 1, low: 0 })

    expect(await acceptOnTheDesk(id, people.wanda)).toEqual({ kind: 'accepted' })
    await world.passUntil('2026-05-15T15:00:00Z')
    expect(await world.diary(id)).toHaveLength(7)
    expect((await stored(id)).steps.escalate).toMatchObject({ state: 'done' })
    expect(await overdueFigures(intakeModel(world.ringing.connection), world.ringing.time)).toMatchObject({ standard: 0 })
  })

  it('tells of an urgent mail on Saturday night at once who is on call, then another, again and again, until one presses 1', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const id = await world.write('urgent')
    await world.passUntil('2026-05-02T22:17:00Z')
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-02T22:15:00Z'))
    expect(await world.diary(id)).toEqual([
      ...threeWays('Sat 23:00:30', 'ola'), ...threeWays('Sat 23:03:30', 'dot'), ...threeWays('Sat 23:08:30', 'ola'), ...threeWays('Sat 23:11:30', 'wanda'),
      ...threeWays('Sat 23:16:30', 'ola'),
    ])
    expect((await stored(id)).escalation?.tellings?.slice(0, 3).map(({ outcome }) => outcome)).toEqual(['sent', 'sent', 'not_accepted'])

    world.time = '2026-05-02T22:19:30Z'
    await world.escalate(id)
    await world.accept(id)
    const accepted = await stored(id)
    expect(accepted).toMatchObject({ status: 'accepted', acceptance: { by: 'mona', at: new Date('2026-05-02T22:19:30Z') }, history: [{ kind: 'accepted', by: 'mona' }] })
    expect(accepted.escalation?.tellings?.at(-1)).toMatchObject({ rung: 'anybody', way: 'call', outcome: 'accepted' })
    const told = (await world.diary(id)).length
    await world.passUntil('2026-05-09T22:00:00Z')
    expect(await world.diary(id)).toHaveLength(told)
  })

  it('says nothing but the reference, on the telephone, by text or by mail', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const { reference } = await stored(await world.write('urgent'))
    await world.passUntil('2026-05-02T22:10:00Z')
    const { provider, log } = world.ringing
    expect(new Set(provider.texts.map(({ body }) => body))).toEqual(new Set([reference]))
    expect(world.mails[0]?.message).toMatchObject({ subject: `Advice line: ${reference} waits to be accepted`, headers: { 'Auto-Submitted': 'auto-generated' } })
    expect(new Set((await world.ringing.legs()).map(({ screening }) => JSON.stringify(screening)))).toEqual(new Set([JSON.stringify({ kind: 'alert', reference, about: 'enquiry' })]))
    const said = JSON.stringify([world.mails, provider.texts, provider.rung, log])
    for (const secret of SECRETS) expect(said).not.toContain(secret)
  })
})

describe('the weekend on which summer time ends', () => {
  it('keeps real minutes for what is urgent and London\'s hours for all else', async () => {
    world.time = '2026-10-23T14:00:00Z'
    const standard = await world.write('standard')
    const high = await world.write('high')
    for (const id of [standard, high]) await world.allocate(id, people.wanda, people.mona)
    world.time = '2026-10-25T00:55:00Z'
    const urgent = await world.write('urgent')
    await world.passUntil('2026-10-25T01:04:00Z')
    expect((await stored(urgent)).acceptBy).toEqual(new Date('2026-10-25T01:10:00Z'))
    // An hour comes twice: eight minutes later it is 01:03 again.
    expect(await world.diary(urgent)).toEqual([...threeWays('Sun 01:55:30', 'ola'), ...threeWays('Sun 01:58:30', 'dot'), ...threeWays('Sun 01:03:30', 'ola')])
    await acceptOnTheDesk(urgent, people.ola)
    await world.passUntil('2026-10-26T16:00:00Z')
    expect(await world.diary(urgent)).toHaveLength(9)
    expect(await world.diary(high)).toEqual([
      'Mon 10:00:00 wanda: mail', 'Mon 12:00:00 mona: mail', 'Mon 12:00:00 wanda: mail', 'Mon 14:00:00 mona: mail', 'Mon 14:00:00 wanda: mail',
      // Twice its target is over.
      ...threeWays('Mon 16:00:00', 'dot'),
    ])
    expect(await world.diary(standard)).toEqual(['Mon 12:00:00 wanda: mail', 'Mon 15:00:00 mona: mail', 'Mon 15:00:00 wanda: mail'])
  })
})

describe('the clock of an enquiry', () => {
  const confirm = async (id: string, from: 'urgent' | 'standard', to: 'urgent' | 'standard', mayRelax: boolean) =>
    deskIntakes(world.ringing.connection, world.ringing.sealer).confirmPriority({
      intakeId: id, seen: { priority: from, ...(await stored(id).then(({ triage }) => triage?.confirmedAt && { confirmedAt: triage.confirmedAt })) },
      priority: to, confirmation: { by: 'mona', byName: 'Mona', at: world.ringing.time, reason: 'Read it.' }, mayRelax,
    })

  it('counts what nothing has read as urgent, and goes up with it when nothing reads it', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const id = await world.write()
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-02T22:15:00Z'))
    await world.passUntil('2026-05-02T22:04:59Z')
    expect(await world.diary(id)).toEqual([])
    await world.passUntil('2026-05-02T22:05:00Z')
    world.time = '2026-05-02T22:05:30Z'
    await world.escalate(id)
    expect(await world.diary(id)).toEqual(threeWays('Sat 23:05:30', 'ola'))
    await world.accept(id)
    // A reading that began before somebody accepted takes nothing back.
    await world.triage(id, 'standard')
    expect(await stored(id)).toMatchObject({ status: 'accepted', acceptance: { by: 'ola' } })
  })

  it('comes nearer with a raised priority, and goes on from there by telephone', async () => {
    world.time = '2026-05-01T12:00:00Z'
    const id = await world.write('standard')
    await world.passUntil('2026-05-01T13:00:00Z')
    await confirm(id, 'standard', 'urgent', false)
    await world.passUntil('2026-05-01T13:01:00Z')
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-01T13:15:00Z'))
    expect(await world.diary(id)).toEqual([...threeWays('Fri 14:00:30', 'dot'), 'Fri 14:00:30 mona: mail'])
  })

  it('begins anew for whoever is given what another had accepted', async () => {
    world.time = '2026-05-01T09:00:00Z'
    const id = await world.write('high')
    await world.allocate(id, people.wanda, people.mona)
    await acceptOnTheDesk(id, people.wanda)
    await world.passUntil('2026-05-05T09:00:00Z')
    await world.ringing.addWorker({ _id: 'sid', role: 'social_worker', managerId: 'mona' })
    const { connection, sealer, now } = world.ringing
    const handovers = new StoredHandovers(connection, sealer, now, SERVICE.caseWeights)
    await giveIntake({ handovers, now }, { intakeId: id, toId: 'sid', reason: 'Knows the family.', actor: { staffId: 'mona', name: 'Mona' } })
    await world.passUntil('2026-05-05T13:00:00Z')
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-05T13:00:00Z'))
    expect(await world.diary(id)).toEqual(['Tue 12:00:00 sid: mail', 'Tue 14:00:00 mona: mail', 'Tue 14:00:00 sid: mail'])
  })

  it('stops while it is on another list, and begins anew when it is brought back', async () => {
    world.time = '2026-05-01T09:00:00Z'
    const id = await world.write('high')
    await world.change(id, { $set: { status: 'rerouted', rerouting: { category: 'training' } } })
    await world.passUntil('2026-05-05T09:00:00Z')
    expect(await world.diary(id)).toEqual([])
    expect((await stored(id)).steps.escalate).toMatchObject({ state: 'done' })
    const { connection, sealer, now, time: at } = world.ringing
    await new StoredRoutedIntakes(connection, sealer, now).bringBack(id, { by: 'mona', byName: 'Mona', at, reason: 'It is about a child.' })
    await world.passUntil('2026-05-05T13:00:00Z')
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-05T13:00:00Z'))
    expect(await world.diary(id)).toEqual(['Tue 14:00:00 mona: mail'])
  })

  it('has more time only when a manager lowers the priority', async () => {
    world.time = '2026-05-01T12:00:00Z'
    const [one, other] = [await world.write('urgent'), await world.write('urgent')]
    await world.passUntil('2026-05-01T12:00:10Z')
    await confirm(one, 'urgent', 'standard', true)
    await confirm(other, 'urgent', 'standard', false)
    await world.passUntil('2026-05-01T12:01:00Z')
    expect((await stored(one)).acceptBy).toEqual(new Date('2026-05-05T12:00:00Z'))
    expect((await stored(other)).acceptBy).toEqual(new Date('2026-05-01T12:15:00Z'))
    expect(await world.diary(one)).toEqual([])
  })

  it('does not stop for somebody who was barred a moment before they accepted', async () => {
    const id = await world.write('urgent')
    await world.ringing.connection.collection<{ _id: string }>('intakes').updateOne({ _id: id }, { $set: { barred: [{ staffId: 'wanda' }] } })
    expect((await acceptOnTheDesk(id, 'wanda')).kind).toBe('unknown')
    expect((await acceptOnTheDesk(id, 'nora')).kind).toBe('accepted')
    // Nor does it tell them that somebody else has it.
    expect((await acceptOnTheDesk(id, 'wanda')).kind).toBe('unknown')
  })

  it.each(['the first', 'a later one'])('does not stop for somebody who was barred a moment before from %s that it belongs with', async (which) => {
    world.time = '2026-05-02T22:00:00Z'
    const [id, other] = [await world.write('urgent'), await world.write('urgent')]
    await world.change(which === 'the first' ? id : other, { $set: { joinedTo: which === 'the first' ? other : id } })
    await world.change(other, { $set: { barred: [{ staffId: 'wanda', name: 'Wanda', at: world.ringing.time, by: 'd', byName: 'D' }] } })
    await world.change(id, { $push: { history: { kind: 'accepted', at: new Date('2026-04-01T00:00:00Z'), by: 'wanda', byName: 'Wanda' } } })
    await world.escalate(id)
    const before = await stored(id)
    expect((await acceptOnTheDesk(id, 'wanda')).kind).toBe('unknown')
    const { acceptance, status, history, steps } = await stored(id)
    expect([acceptance, status, history, steps.escalate]).toEqual([undefined, before.status, before.history, before.steps.escalate])
    await world.passUntil('2026-05-02T22:00:30Z')
    expect(await world.diary(id)).toEqual(threeWays('Sat 23:00:30', 'ola'))
    expect((await acceptOnTheDesk(id, 'nora')).kind).toBe('accepted')
  })

  it('never stays with somebody who is barred from another of its thread, whichever comes first', async () => {
    const [id, other] = [await world.write('standard'), await world.write('standard')]
    await world.change(id, { $set: { joinedTo: other } })
    const { connection, sealer, now, time: at } = world.ringing
    const handovers = new StoredHandovers(connection, sealer, now, SERVICE.caseWeights)
    for (let round = 0; round < 20; round += 1) {
      await world.change(id, { $set: { status: 'triaged' }, $unset: { acceptance: '' } })
      await world.change(other, { $unset: { barred: '' } })
      const [outcome] = await Promise.all([
        acceptOnTheDesk(id, 'wanda'), handovers.bar(other, { id: 'wanda', name: 'Wanda' }, { kind: 'barred', by: 'mona', byName: 'Mona', other: 'Wanda', at }),
      ])
      const { acceptance, status } = await stored(id)
      expect(['accepted', 'unknown']).toContain(outcome.kind)
      expect([acceptance, status]).toEqual([undefined, 'triaged'])
    }
  })

  it('goes on where somebody who was barred had accepted it all the same, as soon as they try again', async () => {
    const [id, other] = [await world.write('standard'), await world.write('standard')]
    const at = world.ringing.time
    await world.change(id, { $set: { joinedTo: other, status: 'accepted', acceptance: { by: 'wanda', byName: 'Wanda', at } } })
    await world.change(other, { $set: { barred: [{ staffId: 'wanda', name: 'Wanda', at, by: 'd', byName: 'D' }] } })
    expect((await acceptOnTheDesk(id, 'wanda')).kind).toBe('unknown')
    expect(await stored(id)).not.toHaveProperty('acceptance')
    expect((await stored(id)).steps.escalate).toMatchObject({ state: 'pending' })
  })

  it('does not stop for somebody who presses 1 and was barred meanwhile from what it belongs with', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const [id, other] = [await world.write('urgent'), await world.write('low')]
    await world.change(id, { $set: { joinedTo: other } })
    await world.untilSomebodyRings()
    await world.change(other, { $set: { barred: [{ staffId: 'ola', name: 'Ola', at: world.ringing.time, by: 'd', byName: 'D' }] } })
    await world.accept(id)
    expect(await stored(id)).not.toHaveProperty('acceptance')
    await world.passUntil('2026-05-02T22:10:00Z')
    expect((await world.diary(id)).slice(3, 4)).toEqual([expect.stringMatching(/ dot: mail$/)])
  })
})

describe('many worker processes at once', () => {
  it('tell each rung once, of every enquiry', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const ids = await Promise.all(Array.from({ length: 6 }, async () => world.write('urgent')))
    world.time = '2026-05-02T22:00:01Z'
    await Promise.all(ids.map(world.escalate))
    world.time = '2026-05-02T22:00:40Z'
    await Promise.all(Array.from({ length: 8 }, async () => Promise.all(ids.map(world.escalate))))
    for (const id of ids) expect(await world.diary(id)).toEqual(threeWays('Sat 23:00:40', 'ola'))
    expect(world.mails).toHaveLength(6)
    expect(world.ringing.provider.texts).toHaveLength(6)
    // One line rings for one enquiry at a time: the others say that it was taken.
    expect(world.ringing.provider.rung).toHaveLength(1)
    const calls = (await Promise.all(ids.map(stored))).flatMap(({ escalation }) => escalation?.tellings?.filter(({ way }) => way === 'call') ?? [])
    expect(calls.map(({ outcome }) => outcome).toSorted()).toEqual([...Array.from({ length: 5 }, () => 'line_busy'), 'rings'])
  })

  it('go on where one ended in the middle of telling, and not before its lease is over', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const id = await world.write('urgent')
    await world.escalate(id)
    world.time = '2026-05-02T22:00:30Z'
    const claimed = (await world.deps.steps.claim('escalate', id))!
    const clock = { acceptBy: new Date('2026-05-02T22:15:00Z'), judgedAs: 'urgent' as const, from: world.ringing.time }
    const at = world.ringing.time
    await world.deps.ledger.begin(claimed.claim, clock, { manner: 'pressing', since: at, rung: 'on_call', nextAt: new Date('2026-05-02T22:03:30Z') }, {
      tellings: [{ id: 't', rung: 'on_call', staffId: 'ola', name: 'Ola', way: 'mail', at, outcome: 'begun' }], before: [],
    })
    // Triage looks again meanwhile, which makes the step due.
    await world.change(id, { $set: { 'steps.escalate': { state: 'pending', dueAt: at, attempts: 0 } } })
    expect(await world.escalate(id)).toBe('waits')
    expect(world.mails).toEqual([])
    await world.passUntil('2026-05-02T22:02:00Z')
    expect(world.mails.map(({ to, at: sentAt }) => [to, sentAt])).toEqual([[expect.stringContaining('@advice.example'), new Date('2026-05-02T22:01:30Z')]])
    expect((await stored(id)).escalation?.tellings).toMatchObject([{ id: 't', outcome: 'sent' }])
  })
})

describe('when nobody can be reached', () => {
  it('raises a card once and says so, while nobody is on call, and rings whoever has a telephone', async () => {
    world.time = '2026-06-06T22:00:00Z'
    expect(await reachableOnCall(world.ringing.connection, world.ringing.time)).toBe(0)
    const id = await world.write('urgent')
    await world.passUntil('2026-06-06T22:10:00Z')
    expect((await world.diary(id)).slice(0, 3)).toEqual(threeWays('Sat 23:00:30', 'dot'))
    expect(await world.ringing.raiseCards(id)).toEqual(['nobody_to_wake'])
    expect((await stored(id)).owedTasks).toHaveLength(1)
    expect(world.ringing.log).toContainEqual(expect.objectContaining({ level: 50, intakeId: id }))
  })

  it('tells every manager who is not on leave by mail with the first, and goes on to ring one after the other, them too', async () => {
    await world.ringing.addWorker({ _id: 'max', role: 'manager', onRota: false })
    await world.ringing.addWorker({ _id: 'mel', role: 'manager', onRota: false, leave: [{ id: 'l', from: '2026-06-05', to: '2026-06-10' }] })
    await world.changeStaff('ola', { active: false })
    world.time = '2026-06-06T22:00:00Z'
    const id = await world.write('urgent')
    await world.passUntil('2026-06-06T22:16:00Z')
    const diary = await world.diary(id)
    expect([diary.slice(0, 3), diary.slice(3, 5).toSorted()]).toEqual([threeWays('Sat 23:00:30', 'dot'), ['Sat 23:00:30 max: mail', 'Sat 23:00:30 mona: mail']])
    expect(diary.slice(5)).toEqual([...threeWays('Sat 23:05:30', 'wanda'), ...threeWays('Sat 23:10:30', 'max'), ...threeWays('Sat 23:15:30', 'mona')])
  })

  it('counts who is on call now', async () => {
    expect(await reachableOnCall(world.ringing.connection, new Date('2026-05-02T22:00:00Z'))).toBe(1)
  })

  it('sends a reminder again in a minute when the mail server takes none', async () => {
    world.time = '2026-05-01T09:00:00Z'
    const id = await world.write('high')
    await world.allocate(id, people.wanda, people.mona)
    world.mailOutcome = { kind: 'not_now', code: 'smtp_421' }
    await world.passUntil('2026-05-01T11:01:30Z')
    world.mailOutcome = { kind: 'sent' }
    await world.passUntil('2026-05-01T12:00:00Z')
    expect((await stored(id)).escalation?.tellings?.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'sent'])
  })
})

describe('a call', () => {
  it('that is urgent is told of by mail and text message while others are being woken for it, and never makes a telephone ring twice for one', async () => {
    world.time = '2026-05-02T22:00:00Z'
    const { ringing } = world
    ringing.isOpen = false
    const { id } = await ringing.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '9' }, { kind: 'status', status: 'completed', final: true }])
    await world.triage(id, 'urgent')
    await world.passUntil('2026-05-02T22:04:00Z')
    expect(await world.diary(id)).toEqual(['Sat 23:00:32 ola: mail', 'Sat 23:00:32 ola: text', 'Sat 23:03:32 dot: mail', 'Sat 23:03:32 dot: text'])
    await world.passUntil('2026-05-02T22:20:00Z')
    expect((await world.diary(id)).filter((line) => line.endsWith('call'))).toEqual([])
    expect((await stored(id)).acceptBy).toEqual(new Date('2026-05-02T22:15:00Z'))
  })

  it.each<[string, object]>([
    ['an adviser spoke with its caller', { 'telephony.conversation': { staffId: 'dot', name: 'Dot', since: new Date('2026-05-02T22:01:00Z'), legId: 'leg' }, 'telephony.conversationEndedAt': new Date('2026-05-02T22:09:00Z') }],
    ['an adviser rang its caller back and spoke', { 'telephony.callbackAttempts': [{ legId: 'leg', staffId: 'dot', name: 'Dot', at: new Date('2026-05-02T22:01:00Z'), answered: true, spoke: true }] }],
  ])('that is urgent is told of all night after %s, until a named person accepts it', async (_how, spoke) => {
    world.time = '2026-05-02T22:00:00Z'
    const { id } = await world.ringing.call([{ kind: 'menu', language: 'en', attempt: 1, digits: '9' }, { kind: 'status', status: 'completed', final: true }])
    await world.triage(id, 'urgent')
    world.time = '2026-05-02T22:10:00Z'
    await world.change(id, { $set: spoke, $unset: { 'steps.wakeSomebody.dueAt': '' } })
    await world.passUntil('2026-05-02T22:17:00Z')
    expect(await world.diary(id)).toEqual(expect.arrayContaining(['ola', 'dot'].map((who) => expect.stringMatching(`^Sat 23:1.* ${who}: call$`))))
    expect(await acceptOnTheDesk(id, people.dot)).toEqual({ kind: 'accepted' })
    const told = await world.diary(id)
    await world.passUntil('2026-05-03T05:00:00Z')
    expect(await world.diary(id)).toEqual(told)
  })
})

describe('looking for what is due or overdue', () => {
  it('reads an index, and no history', async () => {
    const intakes = world.ringing.connection.collection('intakes')
    const due = await intakes.find({ 'steps.escalate.dueAt': { $lte: new Date() } }).sort({ 'steps.escalate.dueAt': 1 }).explain('queryPlanner')
    const overdue = await intakes
      .find({ status: { $in: ['received', 'triaged', 'allocated'] }, acceptBy: { $lte: new Date() }, 'steps.escalate.dueAt': { $exists: true } })
      .hint({ acceptBy: 1, status: 1, 'triage.priority': 1 }).explain('queryPlanner')
    for (const plan of [due, overdue]) expect(JSON.stringify(plan)).not.toContain('COLLSCAN')
  })
})
