import { SERVICE } from '../../../config/service'
import { ANSWER_NEXT_LASTS_MS } from '../../../src/domain/availability'
import type { LegEvent } from '../../../src/telephone/legs/legEvent'
import { ringStaff } from '../../../src/telephone/legs/ringStaff'
import { RingingWorld } from '../../support/ringingWorld'

let world: RingingWorld
beforeAll(async () => {
  world = await RingingWorld.open()
})
beforeEach(async () => world.clear())
afterAll(async () => world.close())

const lastLeg = async () => (await world.legs()).at(-1)!
const rungNumbers = () => world.provider.rung.map(({ to }) => to)

describe('a record of an urgent caller that outlived the call', () => {
  const joins = async (legId: string, event: LegEvent) => (await world.legEvent(legId, event)) as { answer: unknown }
  const looksInBoth = async (legId: string) => [
    (await joins(legId, { kind: 'key', callSid: 'CA', digits: '1' })).answer,
    (await joins(legId, { kind: 'parted', round: 1, talked: false })).answer,
  ]

  it('sends the worker on to the ordinary callers, who are answered', async () => {
    const worker = await world.addWorker()
    await world.urgentCaller()
    const ordinary = await world.waitingCaller()
    await world.work()
    const leg = await lastLeg()
    expect(await looksInBoth(leg.id)).toMatchObject([{ queue: 'urgent', round: 1 }, { queue: 'ordinary', round: 2 }])
    await world.connect(ordinary.sid, leg)
    expect((await world.intake(ordinary.id)).telephony?.conversation).toMatchObject({ staffId: worker.id })
  })

  it('does not use up a worker who looked for a caller who still waits, and does not ring them for ever', async () => {
    await world.addWorker()
    const { id } = await world.waitingCaller()
    for (let times = 1; times <= 4; times += 1) {
      await world.work()
      expect(world.provider.rung).toHaveLength(times)
      const { id: legId } = await lastLeg()
      await looksInBoth(legId)
      await world.legEvent(legId, { kind: 'parted', round: 2, talked: false })
    }
    await world.work()
    expect(world.provider.rung).toHaveLength(4)
    expect((await world.intake(id)).telephony?.nobodyTookItAt).toEqual(world.time)
  })
})

describe('a worker whose telephone never rang', () => {
  it('is rung for the same caller again, once', async () => {
    const worker = await world.addWorker()
    world.provider.numbers.set(worker.phone, 'lost')
    const { id } = await world.waitingCaller()
    for (const rung of [[], [worker.id]]) {
      await world.work()
      await world.legEvent((await lastLeg()).id, { kind: 'dropped', why: 'not_found' })
      expect((await world.intake(id)).telephony).toMatchObject({ state: 'queued', rung })
    }
    expect(await world.legs()).toHaveLength(2)
  })
})

describe('the place of a worker', () => {
  const wanted = (legId: string) => ({ legId, at: world.time, leaseMs: 60_000 })

  it('who asked for the next caller stays theirs when the caller is gone before they could be rung', async () => {
    const idleSince = new Date('2026-03-02T09:50:00Z')
    const asked = await world.addWorker({ idleSince, answerNextAt: world.time })
    const { id } = await world.waitingCaller()
    const { deps } = world
    const waiting = Object.create(deps.waiting, { offer: { value: async () => false } })
    const claimed = await deps.steps.claim('ringStaff', id)
    await ringStaff({ ...deps, waiting }, claimed!)
    expect(rungNumbers()).toEqual([])
    const kept = await world.person(asked.id)
    expect(kept).toMatchObject({ idleSince, answerNextAt: expect.any(Date) })
    expect(kept.line).toBeUndefined()
  })

  it('stays theirs while the network is away', async () => {
    const idleSince = new Date('2026-03-02T09:50:00Z')
    const asked = await world.addWorker({ idleSince, answerNextAt: world.time })
    world.provider.otherwise = 'away'
    await world.waitingCaller()
    await world.work()
    expect(await world.person(asked.id)).toMatchObject({ idleSince, answerNextAt: expect.any(Date) })
  })

  it('that they ask for while they talk is not taken by the end of that talk', async () => {
    const worker = await world.addWorker({ answerNextAt: world.time })
    const caller = await world.waitingCaller()
    await world.work()
    const leg = await lastLeg()
    await world.connect(caller.sid, leg)
    await world.desk.answerNext(worker.id)
    const asked = world.time
    world.pass(60_000)
    await world.legEvent(leg.id, { kind: 'parted', round: 1, talked: true })
    expect((await world.person(worker.id)).answerNextAt).toEqual(asked)
  })

  it('is as everybody’s again half an hour after they asked', async () => {
    const asked = await world.addWorker({ idleSince: world.time, answerNextAt: world.time })
    const other = await world.addWorker({ idleSince: new Date('2026-03-02T09:50:00Z') })
    world.pass(ANSWER_NEXT_LASTS_MS)
    const among = await world.lines().onDuty(world.time)
    expect(await world.lines().takeNextFree({ ...wanted('one'), among })).toMatchObject({ staffId: other.id })
    await world.desk.answerNext(asked.id)
    expect((await world.person(asked.id)).answerNextAt).toEqual(world.time)
  })
})

describe('many callers who wait', () => {
  const lookAgainAt = async (id: string) => (await world.intake(id)).steps.ringStaff.dueAt?.getTime()

  it('leave it to the first ten to look for somebody free, and the next follows when one leaves', async () => {
    const callers: { sid: string; id: string }[] = []
    for (let i = 0; i < 12; i += 1) callers.push(await world.waitingCaller())
    await world.work()
    const soon = world.time.getTime() + SERVICE.ringing.lookAgainMs
    const later = world.time.getTime() + SERVICE.ringing.leaseMs
    expect(await Promise.all(callers.map(async ({ id }) => lookAgainAt(id)))).toEqual([...Array.from({ length: 10 }, () => soon), later, later])

    for (const { sid } of callers.slice(0, 10)) await world.tell(sid, { kind: 'status', status: 'completed', final: true })
    await world.work()
    world.pass(SERVICE.ringing.lookAgainMs)
    await world.work()
    expect(await lookAgainAt(callers[10]!.id)).toBeLessThanOrEqual(world.time.getTime() + SERVICE.ringing.lookAgainMs)
  })
})
