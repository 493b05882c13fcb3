import { SERVICE } from '../../../config/service'
import { barFromIntake } from '../../../src/allocation/handover/barFromIntake'
import { aroundCallView } from '../../../src/desk/aroundCallPresenter'
import { shiftView } from '../../../src/desk/shiftPresenter'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { StoredHandovers } from '../../../src/store/handovers'
import { taskModel } from '../../../src/store/taskModel'
import type { CallEvent } from '../../../src/telephone/call/callEvent'
import { EscalationWorld } from '../../support/escalationWorld'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
})
afterAll(async () => world.close())

const over: CallEvent = { kind: 'status', status: 'completed', final: true }
const URGENT_KEY: readonly CallEvent[] = [{ kind: 'menu', language: 'en', attempt: 1, digits: '9' }, over]
const LEFT_MESSAGE: readonly CallEvent[] = [{ kind: 'menu', language: 'en', attempt: 1, digits: '3' }, { kind: 'message', recordingSid: 'RE1', duration: 20 }, over]

/** What is due is done, a quarter of a minute at a time; no telephone is answered. */
async function pass(minutes: number, until: () => Promise<boolean> = async () => false): Promise<void> {
  for (let n = 0; n < minutes * 4; n += 1) {
    await world.ringing.work('wakeSomebody')
    for (let next = await world.nextDue(world.ringing.time); next; next = await world.nextDue(world.ringing.time)) await world[next.step](next.id)
    await world.nobodyAnswers()
    if (await until()) return
    world.ringing.pass(15_000)
  }
}

const makeUrgent = async (intakeId: string, by: string) => deskIntakes(world.ringing.connection, world.ringing.sealer).confirmPriority({
  intakeId, seen: { priority: 'standard' }, priority: 'urgent', mayRelax: false, confirmation: { by, byName: by, at: world.ringing.time, reason: 'She is with him now.' },
})

describe('an enquiry of a message that was left in opening hours and is made urgent before the message is due to be heard', () => {
  it.each(['heard', 'not heard'])('is told of within a minute, the message %s', async (heard) => {
    world.time = '2026-05-01T09:00:00Z'
    await world.ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona' })
    await world.ringing.addWorker({ _id: 'dot', role: 'duty' })
    await world.ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false })
    const { id } = await world.ringing.call(LEFT_MESSAGE)
    await world.triage(id, 'standard')
    await world.allocate(id, 'wanda', 'mona')
    await world.ringing.raiseCards(id)
    await pass(2)
    expect([world.ringing.provider.rung, await world.diary(id)]).toEqual([[], []])
    const tasks = taskModel(world.ringing.connection)
    if (heard === 'heard') await tasks.updateMany({ intakeId: id, kind: 'listen' }, { $set: { state: 'done', doneAt: world.ringing.time, doneBy: 'dot' } })

    expect(await makeUrgent(id, 'dot')).toBe('confirmed')
    await pass(1)
    expect(world.ringing.provider.rung.length + (await world.diary(id)).length).toBeGreaterThan(0)
    expect((await world.ringing.legs()).map(({ screening }) => screening)).toContainEqual(expect.objectContaining({ kind: 'alert', about: heard === 'heard' ? 'call' : 'call_with_message' }))
  })
})

describe('an enquiry of a message that is made urgent at night, in the pause between two who are woken for the message', () => {
  it('is rung for at once, as an urgent call, and told of by mail within a minute', async () => {
    world.time = '2026-05-01T22:00:00Z'
    world.ringing.isOpen = false
    await world.ringing.addWorker({ _id: 'ola', role: 'duty', onCall: true, email: 'ola@advice.example' })
    const { id } = await world.ringing.call(LEFT_MESSAGE)
    await world.triage(id, 'standard')
    // Ola alone is rung, ever more rarely.
    await pass(30)
    const nextAt = (await world.ringing.intake(id)).steps.wakeSomebody.dueAt!
    world.time = new Date(nextAt.getTime() - 4 * 60_000).toISOString()
    const rung = world.ringing.provider.rung.length
    expect([await makeUrgent(id, 'dot'), world.mails]).toEqual(['confirmed', []])
    await pass(1)
    expect(world.ringing.provider.rung.length).toBe(rung + 1)
    expect((await world.ringing.legs()).at(-1)?.screening).toMatchObject({ about: 'call_with_message' })
    expect(world.mails.map(({ to }) => to)).toEqual(['ola@advice.example'])
  })
})

describe('key 1 at night', () => {
  beforeEach(async () => {
    world.time = '2026-05-08T22:00:00Z'
    world.ringing.isOpen = false
    await world.ringing.addWorker({ _id: 'ola', name: 'Ola', email: 'ola@advice.example', role: 'social_worker', managerId: 'mona', onCall: true })
    await world.ringing.addWorker({ _id: 'mona', name: 'Mona', email: 'mona@advice.example', role: 'manager', onRota: false })
  })
  const handOverList = async () => {
    const page = await deskIntakes(world.ringing.connection, world.ringing.sealer).page({ tab: 'waiting', page: 1, size: 10, staffId: 'mona' })
    return shiftView({ callbacks: [], waiting: page.entries, toTakeOver: [], leftUndone: [], offers: [], overdue: [], more: false, now: world.ringing.time, colleagues: [] }).enquiries
  }

  it('accepts the enquiry of an urgent call as on the desk: nobody is told on Monday that nobody has', async () => {
    const { id } = await world.ringing.call(URGENT_KEY)
    await world.triage(id, 'urgent')
    await world.ringing.work('wakeSomebody')
    await world.accept(id)
    const { status, acceptance, history, steps, telephony } = await world.ringing.intake(id)
    expect({ status, acceptance, wakes: steps.wakeSomebody.dueAt }).toMatchObject({ status: 'accepted', acceptance: { by: 'ola', byName: 'Ola' }, wakes: undefined })
    expect(history).toMatchObject([{ kind: 'accepted', by: 'ola' }])
    expect(telephony?.waking?.acceptedBy).toMatchObject({ staffId: 'ola' })
    await world.passUntil('2026-05-11T12:00:00Z')
    expect([world.mails, await handOverList(), world.ringing.provider.rung.length]).toEqual([[], [], 1])
  })

  it('accepts once what two press it for, though it is told of twice', async () => {
    const { id } = await world.ringing.call(URGENT_KEY)
    await world.triage(id, 'urgent')
    const { alarms } = world.ringing.deps
    const by = (staffId: string) => ({ staffId, name: staffId, at: world.ringing.time })
    await Promise.all(['ola', 'mona', 'ola'].map(async (who) => alarms.accept(id, by(who), 'call')))
    const { acceptance, history = [] } = await world.ringing.intake(id)
    expect(history.filter(({ kind }) => kind === 'accepted')).toMatchObject([{ by: acceptance!.by }])
  })

  it.each([['urgent call', 'call', URGENT_KEY], ['urgent call with a message', 'call_with_message', [...URGENT_KEY.slice(0, 1), ...LEFT_MESSAGE]]] as const)('of an %s that somebody else accepts while it rings is noted for nobody, and whoever pressed it is told', async (_of, about, events) => {
    await world.ringing.addWorker({ _id: 'wanda', name: 'Wanda', role: 'social_worker', onRota: false })
    const { id } = await world.ringing.call(events)
    await world.triage(id, 'urgent')
    await world.ringing.raiseCards(id)
    await world.ringing.work('wakeSomebody')
    const leg = (await world.ringing.legs()).at(-1)!
    expect(leg.screening).toMatchObject({ about })
    await deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by: 'wanda', byName: 'Wanda', at: world.ringing.time })
    expect(await world.ringing.legEvent(leg.id, { kind: 'key', callSid: 'CA', digits: '1' })).toMatchObject({ answer: { kind: 'hang_up', why: 'seen_to' } })
    await world.ringing.legEvent(leg.id, { kind: 'status', callSid: 'CA', status: 'completed', sequence: 3 })
    const { acceptance, telephony, history = [] } = await world.ringing.intake(id)
    expect([acceptance?.by, telephony?.waking?.acceptedBy, history.map(({ kind, by }) => [kind, by])]).toEqual(['wanda', undefined, [['accepted', 'wanda']]])
  })

  it('of what is not urgent any more is noted as of a call, and not of a message, where there is none', async () => {
    const { id } = await world.ringing.call(LEFT_MESSAGE)
    await world.triage(id, 'standard')
    const { connection, sealer, deps } = world.ringing
    const by = { staffId: 'ola', name: 'Ola', at: world.ringing.time }
    await deps.alarms.accept(id, by, 'message')
    const { id: bare } = await world.ringing.call([over])
    await world.triage(bare, 'standard')
    await deps.alarms.accept(bare, by, 'call')
    const notes = await Promise.all([id, bare].map(async (one) => (await deskIntakes(connection, sealer).find(one))!.history.map((entry) => JSON.stringify(entry))))
    expect(notes[0]).toEqual([expect.stringContaining('Was woken for this message, and takes it on.')])
    expect(notes[1]).toEqual([expect.stringContaining('Was woken for this, and accepted.')])
  })

  it('takes on a message alone: the enquiry waits, and the list, the queue and the mail say that somebody listens to it', async () => {
    const { id } = await world.ringing.call(LEFT_MESSAGE)
    await world.triage(id, 'high')
    await world.ringing.work('wakeSomebody')
    const leg = (await world.ringing.legs()).at(-1)!
    expect(leg.screening).toMatchObject({ about: 'message' })
    await world.accept(id)
    const { status, acceptance, history } = await world.ringing.intake(id)
    expect([status, acceptance, history?.map(({ kind, by }) => [kind, by])]).toEqual(['triaged', undefined, [['note', 'ola']]])
    await world.passUntil('2026-05-11T13:00:00Z')
    expect(world.ringing.provider.rung).toHaveLength(1)
    expect(await handOverList()).toMatchObject([{ id, who: 'Ola was woken and sees to it' }])
    expect(world.mails[0]?.message.text).toContain('Whoever was woken for its message has taken that on: the desk says who.')
  })

  it('is said of whoever took on a message until somebody else makes it urgent: the page says then that nobody has accepted it since', async () => {
    const { id } = await world.ringing.call(LEFT_MESSAGE)
    await world.triage(id, 'standard')
    await world.ringing.raiseCards(id)
    await world.ringing.work('wakeSomebody')
    await world.accept(id)
    const page = async () => aroundCallView((await deskIntakes(world.ringing.connection, world.ringing.sealer).find(id))!.around!).waking
    expect(await page()).toBe('Woken for this: Ola. Ola has seen to it since 8 May 2026, 23:00.')
    world.ringing.pass(600_000)
    expect(await makeUrgent(id, 'mona')).toBe('confirmed')
    await pass(1)
    expect(await page()).toMatch(/Ola accepted on 8 May 2026, 23:00; it was raised or came back after that, and nobody who was woken has accepted it since\.$/)
    expect(world.ringing.provider.rung.length).toBeGreaterThan(1)
  })

  it('keeps the card away that nobody could be woken, and does so no more once somebody else makes it urgent', async () => {
    const { id } = await world.ringing.call(LEFT_MESSAGE)
    await world.triage(id, 'standard')
    await world.ringing.raiseCards(id)
    await world.ringing.work('wakeSomebody')
    await world.accept(id)
    const isOwed = async () => {
      await world.ringing.deps.alarms.nobodyToWake(id, world.ringing.time)
      return (await world.ringing.intake(id)).owedTasks.some(({ kind }) => kind === 'nobody_to_wake')
    }
    expect(await isOwed()).toBe(false)
    world.ringing.pass(600_000)
    expect(await makeUrgent(id, 'mona')).toBe('confirmed')
    expect(await isOwed()).toBe(true)
  })

  it('is asked for again, the enquiry and the waking, where whoever pressed it is barred since, and its history says so once', async () => {
    const { id } = await world.ringing.call(URGENT_KEY)
    await world.triage(id, 'urgent')
    await world.ringing.work('wakeSomebody')
    await world.accept(id)
    const { connection, sealer, now } = world.ringing
    await barFromIntake({ handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), now }, {
      intakeId: id, who: { id: 'ola', name: 'Ola' }, reason: 'Neighbour.', actor: { staffId: 'mona', name: 'Mona' },
    })
    const { status, acceptance, history = [], telephony, steps } = await world.ringing.intake(id)
    expect([status, acceptance, telephony?.waking?.acceptedBy]).toEqual(['triaged', undefined, undefined])
    expect(history.filter(({ kind }) => kind === 'acceptance_ended')).toMatchObject([{ other: 'Ola' }])
    expect([steps.wakeSomebody.state, steps.escalate.state]).toEqual(['pending', 'pending'])
  })
})

describe('an urgent call of which the caller rang off', () => {
  const rings = async (): Promise<readonly string[]> => {
    const phones = new Map((await world.ringing.connection.collection('staff').find().toArray()).map(({ _id, phone }) => [phone as string, String(_id)]))
    return world.ringing.provider.rung.map(({ to }) => phones.get(to) ?? '')
  }
  const mailed = () => world.mails.map(({ to }) => to.replace('@advice.example', ''))
  const urgentCall = async (open: boolean): Promise<string> => {
    world.ringing.isOpen = open
    for (const id of ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w7', 'w8']) {
      await world.ringing.addWorker({ _id: id, role: 'social_worker', managerId: 'mona', email: `${id}@advice.example` })
    }
    for (const id of ['max', 'mona']) await world.ringing.addWorker({ _id: id, role: 'manager', onRota: false, email: `${id}@advice.example` })
    const { id } = await world.ringing.call(URGENT_KEY)
    await world.triage(id, 'urgent')
    return id
  }

  it('is told of within a minute by day to whoever has it, another on duty and the manager, by mail and text, while one after the other is rung', async () => {
    world.time = '2026-05-01T10:00:00Z'
    const id = await urgentCall(true)
    await world.allocate(id, 'w5', 'mona')
    await pass(1)
    expect(mailed().toSorted()).toEqual(['mona', 'w1', 'w5'])
    expect(await world.diary(id)).toEqual(expect.arrayContaining([expect.stringMatching(/ w1: text$/), expect.stringMatching(/ mona: text$/)]))
    await pass(3)
    expect((await rings()).slice(0, 4)).toEqual(['w5', 'w1', 'mona', 'w2'])
    expect((await world.diary(id)).filter((line) => line.endsWith('call'))).toEqual([])
    await pass(20)
    const last = world.ringing.time.getTime()
    expect(world.mails.filter(({ at }) => last - at.getTime() < 6 * 60_000)).not.toEqual([])
    expect((await rings()).filter((who) => who === 'mona').length).toBeGreaterThan(2)
  })

  it('is told of at night by mail, too, while its caller still leaves a message', async () => {
    world.time = '2026-05-01T22:00:00Z'
    world.ringing.isOpen = false
    await world.ringing.addWorker({ _id: 'ola', role: 'duty', onCall: true, email: 'ola@advice.example' })
    const { id } = await world.ringing.call(URGENT_KEY.slice(0, 1))
    await world.triage(id, 'urgent')
    await pass(1)
    expect([mailed(), await rings()]).toEqual([['ola'], ['ola']])
  })

  it('is told of at night, while nobody is on call, to every manager by mail at once, with a card that says so', async () => {
    world.time = '2026-05-01T22:00:00Z'
    const id = await urgentCall(false)
    await pass(1)
    expect(mailed()).toEqual(expect.arrayContaining(['mona', 'max']))
    expect(await rings()).toEqual(['w1'])
    expect((await world.ringing.intake(id)).owedTasks).toContainEqual(expect.objectContaining({ kind: 'nobody_to_wake', cause: 'nobody_on_call' }))
    await pass(40)
    const rung = await world.ringing.legs()
    const pauses = rung.slice(1).map(({ startedAt }, n) => startedAt.getTime() - rung[n]!.startedAt.getTime())
    expect(Math.max(...pauses)).toBeLessThanOrEqual(SERVICE.waking.longestUrgentPauseMs)
    await world.ringing.deps.alarms.accept(id, { staffId: 'w2', name: 'w2', at: world.ringing.time }, 'call')
    const told = [world.mails.length, rung.length]
    await pass(10)
    expect([world.mails.length, (await world.ringing.legs()).length]).toEqual(told)
  })
})
