import { SERVICE } from '../../../config/service'
import { deskTellings } from '../../../src/store/deskTellings'
import { intakeModel } from '../../../src/store/intakeModel'
import { taskModel } from '../../../src/store/taskModel'
import type { CallEvent } from '../../../src/telephone/call/callEvent'
import { ringBack, writeUp } from '../../support/ringBack'
import { RingingWorld } from '../../support/ringingWorld'

let world: RingingWorld
beforeAll(async () => {
  world = await RingingWorld.open()
})
beforeEach(async () => world.clear())
afterAll(async () => world.close())

const { nextPersonMs, longestPauseMs } = SERVICE.waking
const leftMessage: CallEvent[] = [
  { kind: 'menu', language: 'en', attempt: 1, digits: '3' },
  { kind: 'message', recordingSid: 'RE1', duration: 20 },
  { kind: 'status', status: 'completed', final: true },
]
const urgentKey: CallEvent = { kind: 'menu', language: 'en', attempt: 1, digits: '9' }
const woken = () => world.provider.rung.map(({ to }) => to)
const lastLeg = async () => (await world.legs()).at(-1)!

async function nobodyAnswers(): Promise<void> {
  await world.legEvent((await lastLeg()).id, { kind: 'status', callSid: 'CA', status: 'no-answer', sequence: 1 })
}

/** Time passes in steps of five seconds, and what is due is done. */
async function wait(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 5_000) {
    world.pass(5_000)
    await world.work('wakeSomebody')
  }
}

describe('waking somebody for a message left while the service is closed', () => {
  it('wakes whoever is on leave after everybody else, though they are on call, and nobody who is barred from the enquiry', async () => {
    const leave = [{ id: 'l', from: '2020-01-01', to: '2099-01-01' }]
    const onLeave = await world.addWorker({ onCall: true, leave })
    const manager = await world.addWorker({ role: 'manager', onRota: false })
    const barred = await world.addWorker({ onCall: true })
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    await intakeModel(world.connection).updateOne({ _id: id }, { $set: { barred: [{ staffId: barred.id, name: barred.name, at: world.time, by: manager.id, byName: manager.name }] } })
    await world.work('wakeSomebody')
    await nobodyAnswers()
    await wait(nextPersonMs)
    expect(woken()).toEqual([manager.phone, onLeave.phone])
  })

  it('keeps each call and each text message of a night by itself, with what came of it', async () => {
    await world.addWorker({ _id: 'ola', role: 'social_worker', onCall: true })
    const duty = await world.addWorker()
    world.provider.noTexts.add(duty.phone)
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    for (let turn = 0; turn < 3; turn += 1) {
      await world.work('wakeSomebody')
      await nobodyAnswers()
      await wait(nextPersonMs)
    }
    const { tellings, count } = (await deskTellings(world.connection).page({ intakeId: id, size: 8 }))!
    expect(count).toBe(tellings.length)
    const came = (who: string, by: 'call' | 'text') => tellings.flatMap(({ about, staffId, way, outcome }) => (about === 'waking' && staffId === who && way === by ? [outcome] : []))
    expect([came('ola', 'call').slice(0, 2), came('ola', 'text').slice(0, 2)]).toEqual([['not_accepted', 'not_accepted'], ['sent', 'sent']])
    expect([came(duty.id, 'call')[0], came(duty.id, 'text')[0]]).toEqual(['not_accepted', 'refused'])
  })

  it('rings who is on call twice, then one after the other, managers last, round after round, until one accepts', async () => {
    const duty = await world.addWorker()
    const manager = await world.addWorker({ role: 'manager', onRota: false })
    const onCall = await world.addWorker({ role: 'social_worker', onCall: true, availability: { kind: 'away' } })
    await world.addWorker({ role: 'reporter', onRota: false })
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    await world.work('wakeSomebody')
    expect(woken()).toEqual([onCall.phone])
    for (let turn = 0; turn < 3; turn += 1) {
      await nobodyAnswers()
      await wait(nextPersonMs)
    }
    await nobodyAnswers()
    expect(woken()).toEqual([onCall.phone, onCall.phone, duty.phone, manager.phone])
    // A round is over: twice the pause.
    await wait(nextPersonMs)
    expect(woken()).toHaveLength(4)
    await wait(nextPersonMs)
    await nobodyAnswers()
    await wait(2 * nextPersonMs)
    expect(woken().slice(4)).toEqual([onCall.phone, duty.phone])

    const leg = await lastLeg()
    expect(await world.legEvent(leg.id, { kind: 'answered', callSid: 'CA' })).toMatchObject({ answer: { kind: 'screen_alert', about: 'message' } })
    expect(await world.legEvent(leg.id, { kind: 'key', callSid: 'CA', digits: '1' })).toMatchObject({ answer: { kind: 'hang_up', why: 'noted' } })
    await wait(longestPauseMs * 2)
    expect(woken()).toHaveLength(6)
    const { telephony, history, steps } = await world.intake(id)
    expect(telephony?.waking).toMatchObject({ woken: [onCall.id, onCall.id, duty.id, manager.id, onCall.id, duty.id], times: { [onCall.id]: 3, [duty.id]: 2, [manager.id]: 1 }, acceptedBy: { staffId: duty.id } })
    expect(history).toMatchObject([{ kind: 'note', by: duty.id }])
    expect(steps.wakeSomebody).toMatchObject({ state: 'done' })
    expect((await world.person(duty.id)).line).toBeUndefined()
  })

  it('never waits longer than the longest pause', async () => {
    await world.addWorker()
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    for (let round = 0; round < 8; round += 1) {
      await world.work('wakeSomebody')
      await nobodyAnswers()
      const due = (await world.intake(id)).steps.wakeSomebody.dueAt!
      expect(due.getTime() - world.time.getTime()).toBeLessThanOrEqual(longestPauseMs)
      world.time = due
    }
    expect(woken()).toHaveLength(8)
  })

  it('sends a text message that holds the reference and nothing else', async () => {
    const worker = await world.addWorker()
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    await world.work('wakeSomebody')
    expect(world.provider.texts).toEqual([{ to: worker.phone, from: '+442079460000', body: (await world.intake(id)).reference }])
  })

  it('does not stop at a number that the network refuses, or at somebody who is on the telephone', async () => {
    const [dead, talks, alive] = [await world.addWorker(), await world.addWorker(), await world.addWorker()]
    world.provider.numbers.set(dead.phone, 'refuses')
    await world.deps.lines.take(talks.id, { legId: 'other', at: world.time, leaseMs: 3_600_000 })
    world.isOpen = false
    await world.call(leftMessage)
    await world.work('wakeSomebody')
    expect(woken()).toEqual([alive.phone])
  })

  it('sends each a text message once a round, and ever more rarely, while the network rings no number; and raises a card', async () => {
    const staff = [await world.addWorker(), await world.addWorker(), await world.addWorker()]
    world.provider.otherwise = 'refuses'
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    await world.work('wakeSomebody')
    expect(world.provider.texts.map(({ to }) => to)).toEqual(staff.map(({ phone }) => phone))
    expect(await world.raiseCards(id)).toEqual(['listen', 'nobody_to_wake'])
    await wait(nextPersonMs - 5_000)
    expect(world.provider.texts).toHaveLength(3)
    await wait(5_000)
    expect(world.provider.texts).toHaveLength(6)
    await wait(nextPersonMs)
    expect(world.provider.texts).toHaveLength(6)
    await wait(nextPersonMs)
    expect(world.provider.texts).toHaveLength(9)
    expect(await world.raiseCards(id)).toEqual(['listen', 'nobody_to_wake'])
  })

  it('keeps of a whole night the latest who were woken, and how often each was; who was not reached is not among them', async () => {
    const [dead, texted] = [await world.addWorker(), await world.addWorker()]
    const rounds = 60
    world.provider.otherwise = 'refuses'
    world.provider.noTexts.add(dead.phone)
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    for (let round = 0; round < rounds; round += 1) {
      await world.work('wakeSomebody')
      const due = (await world.intake(id)).steps.wakeSomebody.dueAt!
      expect(due.getTime() - world.time.getTime()).toBeLessThanOrEqual(longestPauseMs)
      world.time = due
    }
    expect((await world.intake(id)).telephony?.waking).toMatchObject({ woken: Array.from({ length: 50 }, () => texted.id), times: { [texted.id]: rounds } })
  })

  it('looks again soon, and sends nobody a text message, while everybody is on the telephone', async () => {
    const worker = await world.addWorker()
    await world.deps.lines.take(worker.id, { legId: 'other', at: world.time, leaseMs: 3_600_000 })
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    await world.work('wakeSomebody')
    expect((await world.intake(id)).telephony?.waking?.times).toBeUndefined()
    await world.deps.lines.release(worker.id, 'other', {})
    await wait(5_000)
    expect(woken()).toEqual([worker.phone])
    expect(world.provider.texts).toHaveLength(1)
  })

  it('tries again soon while the network is away', async () => {
    const worker = await world.addWorker()
    world.provider.otherwise = 'away'
    world.isOpen = false
    await world.call(leftMessage)
    await world.work('wakeSomebody')
    expect(world.provider.texts).toEqual([])
    world.provider.otherwise = 'rings'
    await wait(10_000)
    expect(woken()).toEqual([worker.phone])
  })

  it('raises a card and an error while nobody has a telephone, and rings the first who gets one', async () => {
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    await world.work('wakeSomebody')
    expect(await world.raiseCards(id)).toEqual(['listen', 'nobody_to_wake'])
    expect(world.log).toContainEqual(expect.objectContaining({ level: 50, intakeId: id }))
    const worker = await world.addWorker()
    await wait(longestPauseMs)
    expect(woken()).toEqual([worker.phone])
    expect(await world.raiseCards(id)).toEqual(['listen', 'nobody_to_wake'])
  })

  it('wakes nobody once somebody has listened', async () => {
    await world.addWorker()
    world.isOpen = false
    const { id } = await world.call(leftMessage)
    await world.raiseCards(id)
    await taskModel(world.connection).updateOne({ intakeId: id, kind: 'listen' }, { $set: { state: 'done', doneAt: world.time, doneBy: 'staff' } })
    await world.work('wakeSomebody')
    expect(woken()).toEqual([])
    expect((await world.intake(id)).steps.wakeSomebody).toMatchObject({ state: 'done' })
  })
})

describe('waking somebody for an urgent call', () => {
  const over: CallEvent = { kind: 'status', status: 'completed', final: true }
  const urgentAndGone: CallEvent[] = [urgentKey, over]
  const urgentAndAsked: CallEvent[] = [
    urgentKey,
    { kind: 'callback_confirm', fromQueue: false, attempt: 1, digits: '1' },
    { kind: 'callback_safety', fromQueue: false, attempt: 1, digits: '1' },
    over,
  ]

  it('happens at once while the service is closed, with nothing said but the reference', async () => {
    await world.addWorker()
    world.isOpen = false
    const { id } = await world.call(urgentAndGone)
    await world.work('wakeSomebody')
    const reply = await world.legEvent((await lastLeg()).id, { kind: 'answered', callSid: 'CA' })
    expect(reply).toMatchObject({ answer: { kind: 'screen_alert', about: 'call', reference: (await world.intake(id)).reference } })
  })

  it('says that there is a message, and nothing of it, and accepts the call with key 1 as ever', async () => {
    const worker = await world.addWorker()
    world.isOpen = false
    const { id } = await world.call([urgentKey, ...leftMessage.slice(1)])
    await world.work('wakeSomebody')
    const leg = (await lastLeg()).id
    const reply = await world.legEvent(leg, { kind: 'answered', callSid: 'CA' })
    expect(reply).toMatchObject({ answer: { kind: 'screen_alert', about: 'call_with_message', reference: (await world.intake(id)).reference } })
    await world.legEvent(leg, { kind: 'key', callSid: 'CA', digits: '1' })
    expect(await world.intake(id)).toMatchObject({ acceptance: { by: worker.id } })
    const { tellings } = (await deskTellings(world.connection).page({ intakeId: id, size: 10 }))!
    expect(tellings.map(({ about, way }) => [about, way])).toContainEqual(['waking', 'call'])
  })

  it('is not needed any more once the enquiry is accepted, or the caller was rung back and spoke', async () => {
    const worker = await world.addWorker()
    world.isOpen = false
    const accepted = await world.call(urgentAndGone)
    const rungBack = await world.call(urgentAndAsked)
    await world.connection.collection('intakes').updateOne({ _id: accepted.id as never }, { $set: { acceptance: { by: worker.id, byName: worker.name, at: world.time } } })
    await ringBack(world, rungBack.id, worker)
    await writeUp(world, rungBack.id, worker, 'advice_given')
    const rung = woken().length
    await world.work('wakeSomebody')
    expect(woken()).toHaveLength(rung)
  })

  it('goes on while only an answerphone was reached, or nobody has said yet that the two spoke', async () => {
    const worker = await world.addWorker()
    world.isOpen = false
    const { id } = await world.call(urgentAndAsked)
    await ringBack(world, id, worker)
    expect(await world.deps.alarms.find(id, world.time)).toMatchObject({ isTakenOn: false, wasSpokenWith: false })
    await writeUp(world, id, worker, 'no_conversation')
    expect(await world.deps.alarms.find(id, world.time)).toMatchObject({ isTakenOn: false, wasSpokenWith: false })
    await world.work('wakeSomebody')
    expect((await lastLeg()).screening).toMatchObject({ kind: 'alert' })
  })
})
