import { SERVICE } from '../../../config/service'
import type { LegEvent } from '../../../src/telephone/legs/legEvent'
import { RingingWorld } from '../../support/ringingWorld'

let world: RingingWorld
beforeAll(async () => {
  world = await RingingWorld.open()
})
beforeEach(async () => world.clear())
afterAll(async () => world.close())

const lastLeg = async () => (await world.legs()).at(-1)!
const sidOf = (leg: { callSid?: string }) => leg.callSid ?? 'CAout'
const hangsUp = async (sid: string) => world.tell(sid, { kind: 'status', status: 'completed', final: true, duration: 20 })
const rungNumbers = () => world.provider.rung.map(({ to }) => to)

describe('ringing workers for a caller who waits', () => {
  it('rings the one who has been idle longest, and offers the caller to them', async () => {
    await world.addWorker({ idleSince: new Date('2026-03-02T09:50:00Z') })
    const longest = await world.addWorker({ idleSince: new Date('2026-03-02T09:40:00Z') })
    const { id } = await world.waitingCaller()
    await world.work()
    expect(rungNumbers()).toEqual([longest.phone])
    expect(await lastLeg()).toMatchObject({ state: 'ringing', intakeId: id, adviser: { staffId: longest.id } })
    expect((await world.intake(id)).telephony).toMatchObject({ state: 'offered', offer: { staffId: longest.id }, rung: [longest.id] })
  })

  it('rings whoever asked for the next caller before anybody else', async () => {
    await world.addWorker()
    const asked = await world.addWorker({ idleSince: world.time, answerNextAt: world.time })
    await world.waitingCaller()
    await world.work()
    expect(rungNumbers()).toEqual([asked.phone])
    expect((await world.person(asked.id)).answerNextAt).toBeUndefined()
  })

  const REFUSALS: [string, LegEvent[]][] = [
    ['is busy', [{ kind: 'status', callSid: 'CA', status: 'busy', sequence: 1 }]],
    ['does not answer', [{ kind: 'status', callSid: 'CA', status: 'no-answer', sequence: 1 }]],
    ['cannot be reached', [{ kind: 'status', callSid: 'CA', status: 'failed', sequence: 1 }]],
    ['is a personal voicemail, which presses no key', [{ kind: 'answered', callSid: 'CA' }, { kind: 'key', callSid: 'CA', digits: '' }]],
    ['presses another key', [{ kind: 'answered', callSid: 'CA' }, { kind: 'key', callSid: 'CA', digits: '3' }]],
  ]
  it.each(REFUSALS)('rings the next worker at once when the first %s, and asks for a message when nobody is left', async (_title, events) => {
    const [first, second] = [await world.addWorker(), await world.addWorker()]
    const { id } = await world.waitingCaller()
    await world.work()
    for (const event of events) await world.legEvent((await lastLeg()).id, event)
    expect((await world.intake(id)).telephony).toMatchObject({ state: 'queued' })
    await world.work()
    expect(rungNumbers()).toEqual([first.phone, second.phone])
    expect((await world.person(first.id)).line).toBeUndefined()

    for (const event of events) await world.legEvent((await lastLeg()).id, event)
    await world.work()
    expect(rungNumbers()).toHaveLength(2)
    expect((await world.intake(id)).telephony?.nobodyTookItAt).toEqual(world.time)
    expect(await world.deps.waiting.find(id)).toMatchObject({ nobodyTookIt: true })
  })

  it('goes past a number that the network refuses, in the same run', async () => {
    const [dead, alive] = [await world.addWorker(), await world.addWorker()]
    world.provider.numbers.set(dead.phone, 'refuses')
    await world.waitingCaller()
    await world.work()
    expect(rungNumbers()).toEqual([alive.phone])
    expect((await world.legs()).map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['failed', undefined]))
  })

  it('blames nobody while the network is away, and rings the same worker when it is back', async () => {
    const worker = await world.addWorker()
    world.provider.otherwise = 'away'
    const { id } = await world.waitingCaller()
    await world.work()
    expect((await world.intake(id)).telephony).toMatchObject({ state: 'queued', rung: [] })
    expect((await world.intake(id)).telephony?.nobodyTookItAt).toBeUndefined()
    world.provider.otherwise = 'rings'
    world.pass(5_000)
    await world.work()
    expect(rungNumbers()).toEqual([worker.phone])
  })

  it('rings nobody with an empty rota, for somebody away, out of hours, or without a telephone; and the caller is asked for a message', async () => {
    const staffed = async () => (await world.lines().onDuty(world.time)).length > 0
    const { id } = await world.waitingCaller()
    await world.work()
    expect(await staffed()).toBe(false)
    expect((await world.intake(id)).telephony?.nobodyTookItAt).toEqual(world.time)
    await world.addWorker({ onRota: false })
    await world.addWorker({ availability: { kind: 'away' } })
    await world.addWorker({ active: false })
    await world.addWorker({ availability: { kind: 'away', until: new Date(world.time.getTime() + 60_000) } })
    expect(await staffed()).toBe(false)
    world.pass(61_000)
    expect(await staffed()).toBe(true)
    world.isOpen = false
    expect(await staffed()).toBe(false)
  })

  it('rings nobody outside their working pattern or on leave', async () => {
    const staffed = async (at: Date) => (await world.lines().onDuty(at)).map(({ staffId }) => staffId)
    // A Monday in winter, then the Tuesday.
    const [monday, tuesday] = [new Date('2026-03-02T10:00:00Z'), new Date('2026-03-03T10:00:00Z')]
    const { id } = await world.addWorker({ pattern: [{ day: 'Mo', from: '09:30', to: '12:00' }] })
    const other = await world.addWorker({ leave: [{ id: 'l', from: '2026-03-02', to: '2026-03-02' }] })
    expect(await staffed(monday)).toEqual([id])
    expect(await staffed(tuesday)).toEqual([other.id])
  })

  it('stops a telephone that rings for a caller who has gone, and leaves the worker their place', async () => {
    const worker = await world.addWorker({ idleSince: new Date('2026-03-02T09:40:00Z') })
    const { sid } = await world.waitingCaller()
    await world.work()
    await hangsUp(sid)
    await world.work()
    expect(world.provider.calls.map(({ status }) => status)).toEqual(['completed'])
    expect(await lastLeg()).toMatchObject({ state: 'over', outcome: 'caller_gone' })
    expect(await world.person(worker.id)).toMatchObject({ idleSince: new Date('2026-03-02T09:40:00Z') })
    expect((await world.person(worker.id)).line).toBeUndefined()
    await world.legEvent((await lastLeg()).id, { kind: 'status', callSid: sidOf(await lastLeg()), status: 'completed', sequence: 3 })
    expect(await lastLeg()).toMatchObject({ outcome: 'caller_gone' })
  })

  it('lets it ring when somebody else waits, and when the network cannot be asked to stop it', async () => {
    await world.addWorker()
    const [gone, other] = [await world.waitingCaller(), await world.waitingCaller()]
    await world.work()
    await hangsUp(gone.sid)
    await world.work()
    expect(await lastLeg()).toMatchObject({ state: 'ringing' })
    await hangsUp(other.sid)
    world.provider.answers = false
    await world.work()
    expect(await lastLeg()).toMatchObject({ state: 'ringing' })
    world.provider.answers = true
  })

  it('rings somebody who comes on duty after nobody had taken it, and takes that back', async () => {
    const { id } = await world.waitingCaller()
    await world.work()
    const late = await world.addWorker({ onRota: false, availability: { kind: 'available' } })
    world.pass(SERVICE.ringing.lookAgainMs)
    await world.work()
    expect(rungNumbers()).toEqual([late.phone])
    expect((await world.intake(id)).telephony?.nobodyTookItAt).toBeUndefined()
  })

  it('rings for the urgent caller first, whichever caller’s step woke it', async () => {
    await world.addWorker()
    const ordinary = await world.waitingCaller()
    const urgent = await world.urgentCaller()
    await world.ring(ordinary.id)
    expect(await lastLeg()).toMatchObject({ intakeId: urgent.id })
    expect((await world.intake(ordinary.id)).steps.ringStaff).toMatchObject({ state: 'pending', dueAt: new Date(world.time.getTime() + SERVICE.ringing.lookAgainMs) })
  })

  it('passes over a caller for whom only busy workers are left', async () => {
    const [declines, talks] = [await world.addWorker(), await world.addWorker({ idleSince: world.time })]
    const first = await world.waitingCaller()
    await world.work()
    await world.deps.lines.take(talks.id, { legId: 'other', at: world.time, leaseMs: 600_000 })
    await world.legEvent((await lastLeg()).id, { kind: 'key', callSid: 'CA', digits: '2' })
    const second = await world.waitingCaller()
    await world.work()
    expect(await lastLeg()).toMatchObject({ intakeId: second.id, adviser: { staffId: declines.id } })
    expect((await world.intake(first.id)).telephony?.nobodyTookItAt).toBeUndefined()
  })

  it('rings a worker for one caller at a time, with eight jobs racing over twenty callers and five workers', async () => {
    for (let i = 0; i < 5; i += 1) await world.addWorker()
    const callers: string[] = []
    for (let i = 0; i < 20; i += 1) callers.push((await world.waitingCaller()).id)
    await Promise.all(Array.from({ length: 8 }, async (_none, n) => {
      for (const id of callers.slice(n).concat(callers.slice(0, n))) await world.ring(id)
    }))
    expect(new Set(rungNumbers()).size).toBe(5)
    expect(rungNumbers()).toHaveLength(5)
    const offered = await world.deps.waiting.list(100)
    expect(offered.slice(0, 5).every(({ offer }) => offer !== undefined)).toBe(true)
    expect(offered.slice(5).every(({ offer }) => offer === undefined)).toBe(true)
    expect(new Set(offered.flatMap(({ offer }) => offer?.staffId ?? [])).size).toBe(5)
  })
})

describe('a conversation', () => {
  it('goes into the caller’s record, keeps the line, and leaves the worker in peace afterwards', async () => {
    const worker = await world.addWorker()
    const caller = await world.waitingCaller()
    await world.work()
    const leg = await lastLeg()
    expect(await world.legEvent(leg.id, { kind: 'answered', callSid: sidOf(leg) })).toMatchObject({ answer: { kind: 'screen_queue', urgent: false } })
    expect(await world.legEvent(leg.id, { kind: 'key', callSid: sidOf(leg), digits: '1' })).toMatchObject({ answer: { kind: 'join_queue', queue: 'ordinary' } })
    await world.connect(caller.sid, leg)
    expect((await world.intake(caller.id)).telephony).toMatchObject({ state: 'connected', conversation: { staffId: worker.id, legId: leg.id } })
    expect((await world.person(worker.id)).line).toMatchObject({ use: 'talking', until: new Date(world.time.getTime() + SERVICE.ringing.talkLeaseMs) })

    world.pass(300_000)
    await world.legEvent(leg.id, { kind: 'parted', round: 1, talked: true })
    expect(await lastLeg()).toMatchObject({ state: 'over', outcome: 'talked' })
    const next = await world.waitingCaller()
    await world.work()
    expect(world.provider.rung).toHaveLength(1)
    world.pass(SERVICE.ringing.wrapUpMs)
    await world.work()
    expect(await lastLeg()).toMatchObject({ intakeId: next.id })
  })

  it('with another caller than the one offered leaves that one to the next worker, the same one included', async () => {
    const [worker, other] = [await world.addWorker(), await world.addWorker({ idleSince: world.time })]
    const offered = await world.waitingCaller()
    await world.work()
    const leg = await lastLeg()
    const urgent = await world.urgentCaller()
    expect(await world.legEvent(leg.id, { kind: 'key', callSid: sidOf(leg), digits: '1' })).toMatchObject({ answer: { queue: 'urgent' } })
    await world.connect(urgent.sid, leg)
    expect((await world.intake(urgent.id)).telephony?.conversation).toMatchObject({ staffId: worker.id })
    expect((await world.intake(offered.id)).telephony).toMatchObject({ state: 'queued', rung: [] })
    await world.work()
    expect(await lastLeg()).toMatchObject({ intakeId: offered.id, adviser: { staffId: other.id } })
  })

  it('does not come about when the caller hung up while it rang: the worker is told, and free at once', async () => {
    const worker = await world.addWorker()
    const caller = await world.waitingCaller()
    await world.work()
    const leg = await lastLeg()
    await world.tell(caller.sid, { kind: 'queue_left', result: 'hangup', queueTime: 9 })
    await world.tell(caller.sid, { kind: 'status', status: 'completed', final: true })
    expect((await world.intake(caller.id)).telephony).toMatchObject({ state: 'abandoned_queue' })
    expect(await world.legEvent(leg.id, { kind: 'answered', callSid: sidOf(leg) })).toMatchObject({ answer: { kind: 'hang_up', why: 'caller_gone' } })
    expect((await world.person(worker.id))).not.toHaveProperty('line')
    expect((await world.person(worker.id))).not.toHaveProperty('wrapUpUntil')
    expect(await world.legEvent(leg.id, { kind: 'key', callSid: sidOf(leg), digits: '1' })).toMatchObject({ answer: { kind: 'hang_up' } })
  })

  it('makes the next caller’s step due as soon as a line comes free', async () => {
    await world.addWorker()
    await world.waitingCaller()
    const next = await world.waitingCaller()
    await world.work()
    expect((await world.intake(next.id)).steps.ringStaff.dueAt).toEqual(new Date(world.time.getTime() + SERVICE.ringing.lookAgainMs))
    await world.legEvent((await lastLeg()).id, { kind: 'key', callSid: 'CA', digits: '' })
    const due = await Promise.all((await world.deps.waiting.list(9)).map(async ({ intakeId }) => (await world.intake(intakeId)).steps.ringStaff.dueAt))
    expect(due).toContainEqual(world.time)
  })
})
