import { SERVICE } from '../../../config/service'
import { barFromIntake } from '../../../src/allocation/handover/barFromIntake'
import { shiftView } from '../../../src/desk/shiftPresenter'
import { pendingStep } from '../../../src/domain/step'
import { StoredCallbackEscalations } from '../../../src/store/callbackEscalations'
import { deskCallbacks } from '../../../src/store/deskCallbacks'
import { deskIntakes } from '../../../src/store/deskIntakes'
import { StoredHandovers } from '../../../src/store/handovers'
import { staffRepository } from '../../../src/store/staffRepository'
import { taskModel } from '../../../src/store/taskModel'
import { EscalationWorld, SECRETS, threeWays } from '../../support/escalationWorld'
import { ringBack, writeUp } from '../../support/ringBack'

let world: EscalationWorld
beforeAll(async () => {
  world = await EscalationWorld.open()
})
beforeEach(async () => {
  await world.clear()
  const { ringing } = world
  ringing.time = new Date('2026-04-30T09:00:00Z')
  await ringing.addWorker({ _id: 'wanda', role: 'social_worker', managerId: 'mona', name: 'Wanda' })
  await ringing.addWorker({ _id: 'dot', role: 'duty', name: 'Dot', email: 'dot@advice.example' })
  await ringing.addWorker({ _id: 'mona', role: 'manager', onRota: false, name: 'Mona' })
  await ringing.addWorker({ _id: 'ola', role: 'duty', onRota: false, onCall: true, name: 'Ola' })
})
afterAll(async () => world.close())

const stored = async (id: string) => world.ringing.intake(id)
const acceptEnquiry = async (id: string, by: string) => deskIntakes(world.ringing.connection, world.ringing.sealer).accept(id, { by, byName: by, at: world.ringing.time })
/** Accepted at once, as an enquiry that somebody has and whose caller still waits to be rung. */
const accepted = async (priority: 'urgent' | 'standard', wish: Parameters<EscalationWorld['askForCallback']>[1] = {}): Promise<string> => {
  const id = await world.askForCallback(priority, wish)
  await world.allocate(id, 'wanda', 'mona')
  expect(await acceptEnquiry(id, 'wanda')).toEqual({ kind: 'accepted' })
  return id
}
const raise = async (id: string) => deskIntakes(world.ringing.connection, world.ringing.sealer).confirmPriority({
  intakeId: id, seen: { priority: 'standard' }, priority: 'urgent', confirmation: { by: 'wanda', byName: 'Wanda', at: world.ringing.time, reason: 'Read it.' }, mayRelax: false,
})
const bar = async (intakeId: string): Promise<void> => {
  const { connection, sealer, now } = world.ringing
  const deps = { handovers: new StoredHandovers(connection, sealer, now, SERVICE.caseWeights), now }
  await barFromIntake(deps, { intakeId, who: { id: 'dot', name: 'Dot' }, reason: 'Neighbour.', actor: { staffId: 'mona', name: 'Mona' } })
}
const closeAccount = async () => staffRepository(world.ringing.connection).disable('dot@advice.example', world.ringing.time)
/** As when another message came to it. */
const readAgain = async (id: string, priority: 'urgent'): Promise<void> => {
  await world.change(id, { $set: { 'steps.triage': pendingStep(world.ringing.time) } })
  await world.triage(id, priority)
}

describe('a call-back that nobody makes in time', () => {
  it('is told of by mail, text and telephone, one person after the other and round again, although the enquiry was accepted', async () => {
    const id = await accepted('standard')
    await world.passUntil('2026-04-30T11:00:00Z')
    // An hour after it was accepted, five seconds past the hour.
    expect(await world.callbackDiary(id)).toEqual([
      ...threeWays('Thu 11:00:05', 'wanda'), 'Thu 11:00:05 mona: mail', ...threeWays('Thu 11:10:05', 'dot'), ...threeWays('Thu 11:20:05', 'mona'),
      ...threeWays('Thu 11:30:05', 'ola'), ...threeWays('Thu 11:40:05', 'dot'),
    ])
    expect(await world.diary(id)).toEqual([])
  })

  it('is told of until a named person presses 1, and not again unless they do not make it in time', async () => {
    const id = await accepted('standard')
    await world.passUntil('2026-04-30T10:09:59Z')
    world.time = '2026-04-30T10:10:05Z'
    await world.escalateCallback(id)
    await world.accept(id)
    expect(await stored(id)).toMatchObject({
      callbackEscalation: { taken: { staffId: 'dot', name: 'Dot', at: new Date('2026-04-30T10:10:05Z') } }, history: [{ kind: 'accepted', by: 'wanda' }, { kind: 'callback_taken', by: 'dot' }],
    })
    const told = (await world.callbackDiary(id)).length
    await world.passUntil('2026-04-30T11:10:00Z')
    expect(await world.callbackDiary(id)).toHaveLength(told)
    await world.passUntil('2026-04-30T11:10:10Z')
    expect((await world.callbackDiary(id)).slice(told)).toEqual([...threeWays('Thu 12:10:05', 'wanda'), 'Thu 12:10:05 mona: mail'])
  })

  it.each([
    ['barred', bar],
    ['without an account', closeAccount],
  ])('goes on to be told of where whoever took it is %s since, and says so in its history', async (_, lost) => {
    const id = await accepted('standard')
    await world.passUntil('2026-04-30T10:09:59Z')
    world.time = '2026-04-30T10:10:05Z'
    await world.escalateCallback(id)
    await world.accept(id)
    const told = (await world.callbackDiary(id)).length
    world.time = '2026-04-30T10:12:00Z'
    await lost(id)
    await world.passUntil('2026-04-30T10:21:00Z')
    // As if nobody had taken it, rather than an hour later.
    expect((await world.callbackDiary(id)).slice(told)).toEqual(threeWays('Thu 11:20:05', 'mona'))
    const { callbackEscalation, history } = await stored(id)
    expect(callbackEscalation?.taken).toBeUndefined()
    expect(history?.filter(({ kind }) => kind === 'callback_left')).toMatchObject([{ other: 'Dot' }])
  })

  it('is told of no more once somebody has rung and written what came of it', async () => {
    const id = await accepted('standard')
    await world.passUntil('2026-04-30T10:05:00Z')
    const told = (await world.callbackDiary(id)).length
    await ringBack(world.ringing, id, { id: 'dot', name: 'Dot' })
    await writeUp(world.ringing, id, { id: 'dot', name: 'Dot' }, 'advice_given')
    expect(await taskModel(world.ringing.connection).countDocuments({ intakeId: id, kind: 'callback', state: 'open' })).toBe(0)
    await world.passUntil('2026-05-04T10:00:00Z')
    expect(await world.callbackDiary(id)).toHaveLength(told)
    expect((await stored(id)).steps.escalateCallback).toMatchObject({ state: 'done' })
  })

  it('that was agreed in a conversation is told of in its turn', async () => {
    const id = await accepted('standard')
    await ringBack(world.ringing, id, { id: 'dot', name: 'Dot' })
    await writeUp(world.ringing, id, { id: 'dot', name: 'Dot' }, 'call_back_agreed')
    await world.ringing.raiseCards(id)
    await world.passUntil('2026-04-30T10:30:00Z')
    expect((await world.callbackDiary(id))[0]).toMatch(/wanda: mail$/)
  })

  it('waits for the opening when it is not urgent, and is told of at any hour when it is', async () => {
    world.time = '2026-05-01T15:25:00Z'
    const [ordinary, urgent] = [await accepted('standard'), await accepted('urgent')]
    await world.passUntil('2026-05-01T15:55:00Z')
    expect(await world.callbackDiary(ordinary)).toEqual([])
    // Closed: the manager, who is on call, anybody, and round again.
    const rungs = await world.callbackDiary(urgent)
    expect(rungs.filter((line) => line.endsWith('mail')).map((line) => line.slice(0, 9) + line.slice(12))).toEqual([
      'Fri 16:40 mona: mail', 'Fri 16:43 ola: mail', 'Fri 16:46 dot: mail', 'Fri 16:51 mona: mail', 'Fri 16:54 ola: mail',
    ])
    await taskModel(world.ringing.connection).updateMany({ intakeId: urgent }, { $set: { state: 'done' } })
    // A bank holiday is no opening.
    await world.passUntil('2026-05-05T08:31:00Z')
    expect((await world.callbackDiary(ordinary))[0]).toBe('Tue 09:30:00 wanda: mail')
  })

  it.each([
    ['whoever accepted it', async (id: string) => void (await raise(id))],
    ['another reading', async (id: string) => readAgain(id, 'urgent')],
  ])('no longer waits for the opening once %s raises the priority, although it was accepted', async (_, raised) => {
    world.time = '2026-05-01T18:00:00Z'
    const id = await accepted('standard')
    await world.passUntil('2026-05-02T10:00:00Z')
    expect(await world.callbackDiary(id)).toEqual([])
    await raised(id)
    await world.passUntil('2026-05-02T10:01:00Z')
    expect(await world.callbackDiary(id)).toEqual(threeWays('Sat 11:00:00', 'mona'))
  })

  it('is not owed by an enquiry that is raised without one: nobody is told of it', async () => {
    const id = await world.write('standard')
    await raise(id)
    await world.passUntil('2026-04-30T09:20:00Z')
    expect(await world.callbackDiary(id)).toEqual([])
    expect((await stored(id)).steps.escalateCallback).toMatchObject({ state: 'done' })
  })

  it('for the evening that the caller named is told of in that evening, though the service is closed', async () => {
    const id = await accepted('standard', { time: '4' })
    await world.passUntil('2026-04-30T17:05:00Z')
    expect((await taskModel(world.ringing.connection).findOne({ intakeId: id, kind: 'callback' }))?.dueAt).toEqual(new Date('2026-04-30T17:00:00Z'))
    expect(await world.callbackDiary(id)).toEqual(threeWays('Thu 18:00:00', 'mona'))
    await world.passUntil('2026-05-01T07:00:00Z')
    expect((await world.callbackDiary(id)).at(-1)).toMatch(/^Thu 20/)
  })

  it('is left to those who are told that the enquiry itself is overdue, until somebody accepts that', async () => {
    const id = await world.askForCallback('urgent')
    await world.passUntil('2026-04-30T10:00:00Z')
    expect(await world.callbackDiary(id)).toEqual([])
    expect((await world.diary(id)).length).toBeGreaterThan(3)
    await acceptEnquiry(id, 'dot')
    await world.passUntil('2026-04-30T10:20:00Z')
    expect((await world.callbackDiary(id))[0]).toBe('Thu 11:15:00 dot: mail')
  })

  it('is told of with the reference alone, in words of its own', async () => {
    const id = await accepted('standard')
    const { reference } = await stored(id)
    await world.passUntil('2026-04-30T10:12:00Z')
    const { provider, log } = world.ringing
    expect(world.mails[0]?.message).toMatchObject({ subject: `Advice line: the call-back for ${reference} is overdue` })
    expect(new Set(provider.texts.map(({ body }) => body))).toEqual(new Set([reference]))
    expect((await world.ringing.legs()).map(({ screening }) => screening)).toContainEqual({ kind: 'alert', reference, about: 'callback' })
    const said = JSON.stringify([world.mails, provider.texts, log])
    for (const secret of [...SECRETS, '2079460123']) expect(said).not.toContain(secret)
  })

  it('is told of to nobody with a conflict of interest', async () => {
    const id = await accepted('standard')
    await world.change(id, { $set: { barred: [{ staffId: 'dot' }] } })
    await world.passUntil('2026-04-30T12:00:00Z')
    expect(await world.callbackDiary(id)).not.toContainEqual(expect.stringContaining(' dot:'))
  })
})

describe('many worker processes at once', () => {
  it('tell each rung of an overdue call-back once', async () => {
    const id = await accepted('standard')
    await world.passUntil('2026-04-30T10:00:04Z')
    world.time = '2026-04-30T10:00:05Z'
    await Promise.all(Array.from({ length: 8 }, async () => world.escalateCallback(id)))
    expect(await world.callbackDiary(id)).toEqual([...threeWays('Thu 11:00:05', 'wanda'), 'Thu 11:00:05 mona: mail'])
    expect([world.mails.length, world.ringing.provider.texts.length, world.ringing.provider.rung.length]).toEqual([2, 1, 1])
  })

  it('go on where one ended in the middle of telling, once its lease is over', async () => {
    const id = await accepted('standard')
    await world.passUntil('2026-04-30T10:00:04Z')
    world.time = '2026-04-30T10:00:05Z'
    const { time: at, connection } = world.ringing
    const ledger = new StoredCallbackEscalations(connection, world.ringing.deps.steps)
    const held = (await ledger.claim(id))!
    const ladder = { manner: 'pressing' as const, since: at, rung: 'holder' as const, nextAt: new Date('2026-04-30T10:10:05Z') }
    await ledger.begin(held.claim, ladder, { tellings: [{ id: 't', rung: 'holder', staffId: 'wanda', name: 'Wanda', way: 'mail', at, outcome: 'begun' }], before: [] }, (await held.look())!)
    await world.passUntil('2026-04-30T10:01:00Z')
    expect(world.mails).toEqual([])
    await world.passUntil('2026-04-30T10:05:00Z')
    expect(world.mails.map(({ at: sentAt }) => sentAt)).toEqual([new Date('2026-04-30T10:01:05Z')])
    expect((await stored(id)).callbackEscalation?.tellings).toMatchObject([{ id: 't', outcome: 'sent' }])
  })
})

describe('the call-back of an urgent enquiry', () => {
  const listed = async () => (await deskCallbacks(world.ringing.connection).due({ limit: 10, staffId: 'dot' })).entries
  const due = async (id: string) => (await listed()).find((entry) => entry.id === id)?.dueAt

  it('stands before others on the lists, as an urgent one, and is due within 15 minutes, though its caller pressed no urgent key', async () => {
    world.time = '2026-05-01T09:59:00Z'
    const standard = await world.askForCallback('standard')
    world.time = '2026-05-01T10:00:00Z'
    const urgent = await world.askForCallback('urgent')
    const entries = await listed()
    expect(entries.map(({ id, urgent: isUrgent }) => [id, isUrgent])).toEqual([[urgent, true], [standard, false]])
    expect(entries[0]!.dueAt.getTime() - world.ringing.time.getTime()).toBe(SERVICE.calls.callbackWithinMs.urgent)
    const view = shiftView({ callbacks: entries, waiting: [], toTakeOver: [], leftUndone: [], offers: [], overdue: [], more: false, now: world.ringing.time, colleagues: [] })
    expect(view.callbacks.map(({ id, what }) => [id, what])).toEqual([[urgent, 'Urgent call-back'], [standard, 'Call-back']])
  })

  it.each([
    ['somebody', async (id: string) => void (await raise(id))],
    ['another reading', async (id: string) => readAgain(id, 'urgent')],
  ])('is due 15 minutes from when %s made it urgent, and told of from then, once and for all', async (_, raised) => {
    world.time = '2026-05-01T10:00:00Z'
    const id = await accepted('standard')
    await world.passUntil('2026-05-01T10:10:00Z')
    expect(await due(id)).toEqual(new Date('2026-05-01T11:00:01Z'))
    await raised(id)
    expect(await acceptEnquiry(id, 'wanda')).toMatchObject({ kind: expect.stringMatching(/^(accepted|taken)$/) })
    await world.passUntil('2026-05-01T10:12:00Z')
    expect(await due(id)).toEqual(new Date('2026-05-01T10:25:00Z'))
    await world.ringing.raiseCards(id)
    await world.passUntil('2026-05-01T10:24:59Z')
    expect([await due(id), await world.callbackDiary(id)]).toEqual([new Date('2026-05-01T10:25:00Z'), []])
    await world.passUntil('2026-05-01T10:26:00Z')
    expect((await world.callbackDiary(id)).slice(0, 3)).toEqual(threeWays('Fri 11:25:00', 'wanda'))
  })

  it('is not due before the part of the day that its caller named as safe', async () => {
    world.time = '2026-05-01T10:00:00Z'
    const id = await accepted('standard', { time: '4' })
    expect(await due(id)).toEqual(new Date('2026-05-01T17:00:00Z'))
    await raise(id)
    await acceptEnquiry(id, 'wanda')
    await world.passUntil('2026-05-01T10:30:00Z')
    expect([await due(id), await world.callbackDiary(id)]).toEqual([new Date('2026-05-01T16:15:00Z'), []])
  })

  it('that was agreed in a conversation about what was urgent already is due when that was agreed', async () => {
    world.time = '2026-05-01T10:00:00Z'
    const { id } = await world.ringing.call([{ kind: 'status', status: 'completed', final: true }])
    await world.triage(id, 'urgent')
    world.time = '2026-05-01T10:20:00Z'
    const agreed = new Date('2026-05-01T11:20:00Z')
    await world.change(id, {
      $set: { 'telephony.conversationEndedAt': world.ringing.time, 'steps.raiseTasks': pendingStep(world.ringing.time) }, $push: { owedTasks: { kind: 'callback', dueAt: agreed } },
    })
    await world.ringing.raiseCards(id)
    expect(await due(id)).toEqual(agreed)
    await world.passUntil('2026-05-01T10:22:00Z')
    await readAgain(id, 'urgent')
    await world.passUntil('2026-05-01T10:40:00Z')
    expect([await due(id), await world.callbackDiary(id)]).toEqual([agreed, []])
  })
})
