import { pino } from 'pino'
import type { Leases } from '../../../src/domain/leases'
import { oneOfAll } from '../../../src/operations/oneOfAll'
import type { Stoppable } from '../../../src/operations/stopInOrder'

const LEASE_MS = 30

/** A lease that its holder has until it is given back, or until the test lets it run out. */
class ALease implements Leases {
  holder: string | undefined
  isAway = false

  async take(_: string, by: string): Promise<boolean> {
    if (this.isAway) throw new Error('The database is away.')
    return Promise.resolve((this.holder ??= by) === by)
  }

  async release(_: string, by: string): Promise<void> {
    if (this.holder === by) this.holder = undefined
    return Promise.resolve()
  }
}

const running: Stoppable[] = []
afterEach(async () => { for (const part of running.splice(0)) await part.stop() })

/** A process that would do it, and how often it has begun and ended. */
function aProcess(leases: Leases) {
  const times = { begun: 0, ended: 0 }
  const part = oneOfAll({ name: 'listening', leases, leaseMs: LEASE_MS, log: pino({ level: 'silent' }) }, () => {
    times.begun += 1
    return { stop: async () => { times.ended += 1; return Promise.resolve() } }
  })
  running.push(part)
  return { part, times, isAtIt: () => times.begun - times.ended === 1 }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('what one of all processes does', () => {
  it('is done by one, and by another once that one stops', async () => {
    const leases = new ALease()
    const [first, second] = [aProcess(leases), aProcess(leases)]
    await until(first.isAtIt)
    expect(second.times.begun).toBe(0)
    await first.part.stop()
    expect(first.times).toEqual({ begun: 1, ended: 1 })
    await until(second.isAtIt)
  })

  it('passes on when its process is held up for longer than the lease, which then ends it', async () => {
    const leases = new ALease()
    const [first, second] = [aProcess(leases), aProcess(leases)]
    await until(first.isAtIt)
    leases.holder = 'another process'
    await until(() => !first.isAtIt())
    leases.holder = undefined
    await until(() => first.isAtIt() || second.isAtIt())
    expect([first, second].filter((one) => one.isAtIt())).toHaveLength(1)
  })

  it('ends while the database is away and begins anew once it is back', async () => {
    const leases = new ALease()
    const only = aProcess(leases)
    await until(only.isAtIt)
    leases.isAway = true
    await until(() => !only.isAtIt())
    leases.isAway = false
    await until(only.isAtIt)
    expect(only.times.begun).toBe(2)
  })

  it('is tried again where it could not be begun', async () => {
    let tries = 0
    running.push(oneOfAll({ name: 'listening', leases: new ALease(), leaseMs: LEASE_MS, log: pino({ level: 'silent' }) }, () => {
      tries += 1
      throw new Error('It could not be begun.')
    }))
    await until(() => tries > 1)
  })
})
