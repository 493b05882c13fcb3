import { pino } from 'pino'
import type { Leases } from '../../../src/domain/leases'
import { sweepForAll } from '../../../src/operations/sweepForAll'

/** Free until somebody takes it. */
function aLease(): Leases {
  let holder: string | undefined
  return { take: async (_, by) => (holder ??= by) === by, release: async () => undefined }
}

const aSweep = (leases: Leases, sweep: (stopping: AbortSignal) => Promise<void>) =>
  sweepForAll({ name: 'a sweep', leases, sweep, everyMs: 86_400_000, askEveryMs: 3_600_000, log: pino({ level: 'silent' }) })

describe('a sweep', () => {
  it('is made by one process for all', async () => {
    let swept = 0
    const leases = aLease()
    const sweep = async (): Promise<void> => void (swept += 1)
    for (const one of [aSweep(leases, sweep), aSweep(leases, sweep)]) await one.stop()
    expect(swept).toBe(1)
  })

  it.each([
    ['it fails itself', aLease(), async () => Promise.reject(new Error('no database'))],
    ['nobody can say whose turn it is', { ...aLease(), take: async () => Promise.reject(new Error('no database')) }, async () => undefined],
  ])('ends no process when %s', async (_, leases, sweep) => {
    await expect(aSweep(leases, sweep).stop()).resolves.toBeUndefined()
  })

  it('keeps nobody waiting that starts it, and hears of it when the process stops', async () => {
    const ended = new Promise<void>((end) => {
      const sweeping = aSweep(aLease(), async (stopping) => new Promise<void>((done) => stopping.addEventListener('abort', () => done())))
      // Once it is under way.
      setImmediate(() => void sweeping.stop().then(end))
    })
    await expect(ended).resolves.toBeUndefined()
  })
})
