import pino from 'pino'
import { DUE_BY_CLOCK, QUEUES, SWEEP_BATCH, type WorkName } from '../../../config/queues'
import type { WakeUp } from '../../../src/queues/jobQueues'
import { Relay } from '../../../src/queues/relay'

const now = new Date('2026-03-02T10:00:00Z')
const due = (work: WorkName, intakeId = 'abc', dueAt = now): WakeUp => ({ work, intakeId, dueAt })
const urgent = (item: WakeUp): WakeUp => ({ ...item, urgent: true })
const many = (count: number, work: WorkName): WakeUp[] => Array.from({ length: count }, (_, index) => due(work, `enquiry${index}`))

/** A relay whose queues take things or not, and work that ends when the test says. */
function relayOf(owed: readonly WakeUp[], { redis, everyMs }: { redis: 'up' | 'away'; everyMs?: number }) {
  const looks: WorkName[] = []
  const queued: WakeUp[] = []
  const begun: string[] = []
  const ends: ((error?: Error) => void)[] = []
  const logged: string[] = []
  const state = { redis }
  const relay = new Relay({
    due: {
      find: async (work) => {
        looks.push(work)
        return owed.filter((item) => item.work === work)
      },
    },
    queues: {
      add: async (items) => {
        if (state.redis === 'away') throw new Error('Redis does not answer.')
        queued.push(...items)
      },
    },
    perform: async (work, intakeId) => {
      begun.push(`${work} ${intakeId}`)
      await new Promise<void>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve())))
    },
    now: () => now,
    log: pino({}, { write: (line) => void logged.push(line) }),
  }, everyMs)
  return { relay, looks, queued, begun, ends, logged, state }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the relay', () => {
  it('hands everything to the queues while Redis answers', async () => {
    const { relay, queued, begun } = relayOf([due('triage'), due('ringStaff')], { redis: 'up' })
    await relay.sweep()
    relay.wake([due('wakeSomebody')])
    await settled()
    expect(queued.map(({ work }) => work)).toEqual(['triage', 'ringStaff', 'wakeSomebody'])
    expect(begun).toEqual([])
  })

  it('reads and allocates, rings and wakes people, keeps the clocks and puts up the cards itself while Redis is away, from the sweep and as things change; all else waits', async () => {
    const owed: WorkName[] = ['triage', 'allocate', 'ringStaff', 'keepRecordings', 'link', 'wakeSomebody', 'escalate', 'raiseTasks']
    const { relay, begun } = relayOf(owed.map((work) => due(work)), { redis: 'away' })
    await relay.sweep()
    relay.wake([due('acknowledge'), due('ringStaff', 'def'), due('triage', 'def')])
    await settled()
    expect(begun.toSorted()).toEqual([
      'allocate abc', 'escalate abc', 'raiseTasks abc', 'ringStaff abc', 'ringStaff def', 'triage abc', 'triage def', 'wakeSomebody abc',
    ])
  })

  it('begins with what is urgent of all that waits, though it came last', async () => {
    const most = QUEUES.triage.concurrency
    const { relay, begun, ends } = relayOf(many(most + 2, 'triage'), { redis: 'away' })
    await relay.sweep()
    relay.wake([urgent(due('triage', 'danger')), urgent(due('triage', `enquiry${most + 1}`))])
    await settled()
    expect(begun).toHaveLength(most)
    for (const end of ends.slice(0, 3)) end()
    await settled()
    expect(begun.slice(most)).toEqual(['triage danger', `triage enquiry${most + 1}`, `triage enquiry${most}`])
  })

  it('leaves what it has not begun to the queues once these take it again', async () => {
    const most = QUEUES.triage.concurrency
    const { relay, queued, begun, ends, state } = relayOf(many(most + 1, 'triage'), { redis: 'away' })
    await relay.sweep()
    state.redis = 'up'
    await relay.sweep()
    for (const end of ends) end()
    await settled()
    expect(begun).toHaveLength(most)
    expect(queued.map(({ intakeId }) => intakeId)).toContain(`enquiry${most}`)
  })

  it('remembers so many that wait and no more, and never leaves out an urgent one', async () => {
    const most = QUEUES.allocate.concurrency
    const { relay, begun, ends } = relayOf([], { redis: 'away' })
    relay.wake([...many(most + 3 * SWEEP_BATCH, 'allocate'), urgent(due('allocate', 'danger'))])
    await settled()
    for (let ended = 0; ended < ends.length; ended += 1) {
      ends[ended]?.()
      await settled()
    }
    expect(begun).toContain('allocate danger')
    expect(begun.length).toBeLessThanOrEqual(most + SWEEP_BATCH + 1)
  })

  it('begins nothing twice while it is under way, and begins it again when it falls due anew', async () => {
    const { relay, begun } = relayOf([due('ringStaff')], { redis: 'away' })
    await relay.sweep()
    await relay.sweep()
    expect(begun).toEqual(['ringStaff abc'])
    relay.wake([due('ringStaff', 'abc', new Date(now.getTime() + 1))])
    await settled()
    expect(begun).toEqual(['ringStaff abc', 'ringStaff abc'])
  })

  it('does no more of a kind at once than a worker would, and goes on when one of them fails', async () => {
    const most = QUEUES.ringStaff.concurrency
    const owed = Array.from({ length: most + 2 }, (_, index) => due('ringStaff', `caller${index}`))
    const { relay, begun, ends, logged } = relayOf([...owed, due('wakeSomebody')], { redis: 'away' })
    await relay.sweep()
    expect(begun).toHaveLength(most + 1)
    expect(begun).toContain('wakeSomebody abc')
    ends[0]?.(new Error('MongoDB is away'))
    await settled()
    expect(begun).toHaveLength(most + 2)
    expect(logged.some((line) => line.includes('"intakeId":"caller0"'))).toBe(true)
  })

  it('says once that Redis is away, with why, and once that it is back', async () => {
    const { relay, logged, state } = relayOf([due('ringStaff')], { redis: 'up' })
    const said = async (redis: 'up' | 'away'): Promise<unknown> => {
      state.redis = redis
      logged.length = 0
      for (let sweep = 0; sweep < 3; sweep += 1) await relay.sweep()
      return logged.map((line) => JSON.parse(line) as object)
    }
    expect(await said('up')).toEqual([])
    expect(await said('away')).toEqual([expect.objectContaining({ level: 40, err: expect.objectContaining({ message: 'Redis does not answer.' }) })])
    expect(await said('away')).toEqual([])
    expect(await said('up')).toEqual([expect.objectContaining({ level: 30, msg: 'Redis takes work again' })])
    expect(await said('away')).toHaveLength(1)
  })

  describe('by itself', () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }))
    afterEach(() => jest.useRealTimers())

    /** The kinds that each of so many looks was for. */
    async function looksOf({ relay, looks }: Pick<ReturnType<typeof relayOf>, 'relay' | 'looks'>, count: number): Promise<number[]> {
      const kinds: number[] = []
      for (let look = 0; look < count; look += 1) {
        looks.length = 0
        if (look === 0) relay.start()
        else await jest.advanceTimersByTimeAsync(1_000)
        await settled()
        kinds.push(looks.length)
      }
      return kinds
    }
    const ALL = Object.keys(QUEUES).length
    const CLOCKS = DUE_BY_CLOCK.length

    it('looks every second for what falls due by its clock, and every fifth time for everything', async () => {
      const its = relayOf([], { redis: 'up', everyMs: 1_000 })
      expect(await looksOf(its, 11)).toEqual([ALL, CLOCKS, CLOCKS, CLOCKS, CLOCKS, ALL, CLOCKS, CLOCKS, CLOCKS, CLOCKS, ALL])
      await its.relay.stop()
    })

    it('looks for everything at once when Redis is back', async () => {
      const its = relayOf([due('triage'), due('link')], { redis: 'away', everyMs: 1_000 })
      await looksOf(its, 2)
      its.state.redis = 'up'
      await jest.advanceTimersByTimeAsync(2_000)
      expect(its.queued.map(({ work }) => work)).toEqual(['triage', 'link'])
      its.ends.forEach((end) => end())
      await its.relay.stop()
    })
  })

  it('is stopped only once what it does itself has ended, and begins no more', async () => {
    const owed = Array.from({ length: QUEUES.wakeSomebody.concurrency + 1 }, (_, index) => due('wakeSomebody', `caller${index}`))
    const { relay, begun, ends } = relayOf(owed, { redis: 'away' })
    await relay.sweep()
    let stopped = false
    const stopping = relay.stop().finally(() => {
      stopped = true
    })
    await settled()
    expect(stopped).toBe(false)
    ends.forEach((end) => end())
    await stopping
    expect(begun).toHaveLength(owed.length - 1)
  })
})
