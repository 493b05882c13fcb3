import { pino } from 'pino'
import type { Leases } from '../../../src/domain/leases'
import { sweepUploads } from '../../../src/operations/uploadSweep'

const NOW = new Date('2026-11-23T09:41:00Z')

/** Free until somebody takes it. */
function aLease(): Leases {
  let holder: string | undefined
  return { take: async (_, by) => (holder ??= by) === by, release: async () => undefined }
}

const aSweep = (leases: Leases, remove: (before: Date) => Promise<number>) =>
  sweepUploads({ leases, remove, afterMs: 86_400_000, lookEveryMs: 86_400_000, now: () => NOW, log: pino({ level: 'silent' }) })

describe('the daily look for what dead uploads left behind', () => {
  it('is made by one process for all, for what is older than a day', async () => {
    const asked: Date[] = []
    const remove = async (before: Date): Promise<number> => asked.push(before)
    const leases = aLease()
    for (const sweep of [aSweep(leases, remove), aSweep(leases, remove)]) await sweep.stop()
    expect(asked).toEqual([new Date('2026-11-22T09:41:00Z')])
  })

  it('ends no process when it fails', async () => {
    await expect(aSweep(aLease(), async () => Promise.reject(new Error('no database'))).stop()).resolves.toBeUndefined()
  })
})
