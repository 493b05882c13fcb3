import { SERVICE } from '../../../config/service'
import type { Leg } from '../../../src/domain/leg'
import { lostCallersWatch } from '../../../src/telephone/legs/endLostCallers'
import { ringStaff, type RingStaffDeps } from '../../../src/telephone/legs/ringStaff'
import { takeLegEvent } from '../../../src/telephone/legs/takeLegEvent'
import { Crash, type Placing } from '../../support/fakeProvider'
import { RingingWorld } from '../../support/ringingWorld'

let world: RingingWorld
beforeAll(async () => {
  world = await RingingWorld.open()
})
beforeEach(async () => world.clear())
afterAll(async () => world.close())

const { settleAfterMs, leaseMs, talkLeaseMs } = SERVICE.ringing

/** The same deps, but the process dies in that method: before it did anything, or after it did. */
function dyingIn<K extends 'legs' | 'lines' | 'waiting'>(part: K, method: string, when: 'before' | 'after', nth = 1): RingStaffDeps {
  const { deps } = world
  let calls = 0
  const dying = new Proxy(deps[part], {
    get: (target, name) => {
      const real: unknown = Reflect.get(target, name)
      if (name !== method || typeof real !== 'function') return typeof real === 'function' ? (real as (...all: unknown[]) => unknown).bind(target) : real
      return async (...all: unknown[]) => {
        calls += 1
        if (calls === nth && when === 'before') throw new Crash(method)
        const result: unknown = await (real as (...all: unknown[]) => unknown).apply(target, all)
        if (calls === nth) throw new Crash(method)
        return result
      }
    },
  })
  return { ...deps, [part]: dying }
}

/** A run that dies; then what the survivors do as time goes on. */
async function runThatDies(deps: RingStaffDeps, intakeId: string): Promise<void> {
  const claimed = await world.deps.steps.claim('ringStaff', intakeId)
  await expect(ringStaff(deps, claimed!)).rejects.toThrow(Crash)
}

async function survive(ms: number): Promise<void> {
  for (let passed = 0; passed <= ms; passed += 5_000) {
    world.pass(5_000)
    await world.settle()
    await world.work()
  }
}

describe('a process that dies while it rings a worker', () => {
  it.each([
    ['after it took the line', 'lines', 'takeNextFree', 'after', 1],
    ['before it wrote the leg', 'legs', 'create', 'before', 1],
    ['after it wrote the leg', 'legs', 'create', 'after', 1],
    ['before it offered the caller', 'waiting', 'offer', 'before', 1],
    ['after it offered the caller', 'waiting', 'offer', 'after', 1],
    ['before it asked the network', 'lines', 'extend', 'after', 1],
  ] as const)('%s leaves a caller who is rung for again, and a worker who can be rung', async (_title, part, method, when, nth) => {
    const worker = await world.addWorker()
    const second = await world.addWorker({ idleSince: world.time })
    const { id } = await world.waitingCaller()
    await runThatDies(dyingIn(part, method, when, nth), id)
    expect(world.provider.rung).toEqual([])
    await survive(leaseMs + 10_000)
    expect(world.provider.rung.length).toBeGreaterThan(0)
    expect((await world.intake(id)).telephony).toMatchObject({ state: 'offered' })
    const held = [await world.person(worker.id), await world.person(second.id)].flatMap(({ line }) => line?.legId ?? [])
    const alive = (await world.legs()).filter(({ state }) => state !== 'over').map((leg) => leg.id)
    expect(held.toSorted()).toEqual(alive.toSorted())
    expect(alive).toHaveLength(1)
  })

  it('after it rang goes on with the same ringing, once the network was asked', async () => {
    await world.addWorker()
    await world.addWorker({ idleSince: world.time })
    const { id } = await world.waitingCaller()
    await runThatDies(dyingIn('legs', 'applyEvent', 'before'), id)
    await survive(settleAfterMs + 5_000)
    expect(world.provider.rung).toHaveLength(1)
    const [leg] = await world.legs()
    expect(leg).toMatchObject({ state: 'ringing', callSid: world.provider.rung[0]!.sid })
    expect((await world.intake(id)).telephony).toMatchObject({ state: 'offered', offer: { legId: leg!.id } })
  })

  it('over the end of a leg leaves no line taken and no offer standing', async () => {
    const worker = await world.addWorker()
    const { id } = await world.waitingCaller()
    await world.work()
    const [leg] = await world.legs()
    const { deps } = world
    const dying = { ...deps, lines: dyingIn('lines', 'release', 'before').lines, waiting: deps.waiting }
    await expect(takeLegEvent(dying, { legId: leg!.id, event: { kind: 'key', callSid: 'CA', digits: '' } })).rejects.toThrow(Crash)
    expect((await world.person(worker.id)).line).toBeDefined()
    await survive(leaseMs)
    expect((await world.person(worker.id)).line).toBeUndefined()
    expect((await world.intake(id)).telephony?.offer).toBeUndefined()
  })
})

describe('an answer of the network that is not clear', () => {
  it.each(['ambiguous', 'crashes_after'] satisfies Placing[])('goes on with the call that the network lists (%s)', async (placing) => {
    const worker = await world.addWorker()
    await world.addWorker({ idleSince: world.time })
    world.provider.numbers.set(worker.phone, placing)
    await world.waitingCaller()
    await world.work()
    expect(await world.legs()).toMatchObject([{ state: 'ringing', callSid: world.provider.rung[0]!.sid }])
    expect(world.provider.rung).toHaveLength(1)
  })

  it.each(['lost', 'crashes'] satisfies Placing[])('keeps everybody else from being rung until the network was asked long enough (%s)', async (placing) => {
    const [worker, next] = [await world.addWorker(), await world.addWorker({ idleSince: world.time })]
    world.provider.numbers.set(worker.phone, placing)
    await world.waitingCaller()
    await world.work()
    await survive(settleAfterMs - 10_000)
    expect(world.provider.rung).toEqual([])
    await survive(10_000)
    expect(world.provider.rung.map(({ to }) => to)).toEqual([next.phone])
    expect((await world.legs()).map(({ outcome }) => outcome)).toEqual(['not_reached', undefined])
  })

  it('is not taken for an earlier call to the same number', async () => {
    const worker = await world.addWorker()
    await world.waitingCaller()
    await world.work()
    await world.legEvent((await world.legs())[0]!.id, { kind: 'key', callSid: 'CA', digits: '' })
    world.provider.numbers.set(worker.phone, 'lost')
    await world.waitingCaller()
    await world.work()
    expect((await world.legs()).at(-1)).toMatchObject({ state: 'unknown' })
  })
})

describe('a leg of which nothing more is heard', () => {
  it('ends when the network says so, and the worker is free again', async () => {
    const worker = await world.addWorker()
    const { id } = await world.waitingCaller()
    await world.work()
    world.provider.set(world.provider.rung[0]!.sid, 'no-answer')
    await survive(leaseMs)
    expect((await world.legs())[0]).toMatchObject({ state: 'over', outcome: 'no_answer' })
    expect((await world.person(worker.id)).line).toBeUndefined()
    expect((await world.intake(id)).telephony).toMatchObject({ state: 'queued', nobodyTookItAt: expect.any(Date) })
  })

  it('keeps the line while the two still talk, and while the network does not answer', async () => {
    const worker = await world.addWorker()
    const caller = await world.waitingCaller()
    await world.work()
    const [leg] = await world.legs()
    const sid = world.provider.rung[0]!.sid
    await world.legEvent(leg!.id, { kind: 'key', callSid: sid, digits: '1' })
    await world.connect(caller.sid, leg!)
    world.provider.set(sid, 'in-progress')
    await survive(talkLeaseMs + 30_000)
    expect((await world.person(worker.id)).line).toMatchObject({ legId: leg!.id, use: 'talking' })
    world.provider.answers = false
    await survive(talkLeaseMs + 30_000)
    expect((await world.person(worker.id)).line).toMatchObject({ legId: leg!.id })
    world.provider.answers = true
    world.provider.set(sid, 'completed')
    await survive(30_000)
    expect((await world.legs())[0]).toMatchObject({ state: 'over', outcome: 'talked' })
    expect((await world.person(worker.id)).line).toBeUndefined()
    expect((await world.person(worker.id)).wrapUpUntil).toBeInstanceOf(Date)
  })

  it.each([
    ['the leg heard of it', async (callSid: string, leg: Leg) => {
      await world.tell(callSid, { kind: 'connected', conversation: { ...leg.adviser, since: world.time, legId: leg.id } })
    }],
    ['the offered caller was let go', async (callSid: string, leg: Leg) => {
      await world.tell(callSid, { kind: 'connected', conversation: { ...leg.adviser, since: world.time, legId: leg.id } })
      const { deps } = world
      const dying = { ...deps, waiting: dyingIn('waiting', 'withdrawOffer', 'before').waiting }
      await expect(takeLegEvent(dying, { legId: leg.id, event: { kind: 'connected', callerSid: callSid } })).rejects.toThrow(Crash)
    }],
  ])('leaves no caller unseen when the process died after it put another one through and before %s', async (_title, diesOver) => {
    await world.addWorker()
    const offered = await world.waitingCaller()
    await world.work()
    const [leg] = await world.legs()
    const urgent = await world.urgentCaller()
    const sid = world.provider.rung[0]!.sid
    world.provider.set(sid, 'in-progress')
    await world.legEvent(leg!.id, { kind: 'key', callSid: sid, digits: '1' })
    await diesOver(urgent.sid, leg!)
    const other = await world.addWorker({ idleSince: world.time })
    await survive(leaseMs + 5_000)
    expect((await world.legs())[0]).toMatchObject({ state: 'talking', talk: { callSid: urgent.sid } })
    expect((await world.intake(offered.id)).telephony?.offer).toMatchObject({ staffId: other.id })
  })
})

describe('a caller who is first in the queue by our records', () => {
  const look = () => lostCallersWatch({ ...world.deps, calls: world.callDeps })
  const atTheNetwork = (sid: string, status: string) =>
    world.provider.calls.push({ sid, direction: 'inbound', from: '+442079460123', to: '+448088005000', status })

  it.each(['urgentCaller', 'waitingCaller'] as const)('waits no longer when the network says that the call is over (%s)', async (kind) => {
    const { sid, id } = await world[kind]()
    atTheNetwork(sid, 'completed')
    world.pass(20_000)
    await look()()
    expect(await world.deps.waiting.find(id)).toBeUndefined()
    expect((await world.intake(id)).telephony).toMatchObject({ state: 'abandoned_queue', endedAt: expect.any(Date) })
  })

  it('waits on while the network has the call, and is asked after only now and then', async () => {
    const { sid, id } = await world.waitingCaller()
    atTheNetwork(sid, 'in-progress')
    const again = look()
    world.pass(20_000)
    await again()
    world.provider.answers = false
    await again()
    expect(await world.deps.waiting.find(id)).toBeDefined()
    world.pass(30_000)
    await expect(again()).rejects.toThrow('The network does not answer.')
    expect(await world.deps.waiting.find(id)).toBeDefined()
  })
})
