import { QUEUES } from '../../../config/queues'
import { asManyAsQueues } from '../../../src/queues/asManyAsQueues'

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

it('a process does no more of a kind at once than its queue would, though jobs and what is done without Redis ask for it', async () => {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const perform = asManyAsQueues(async (work, intakeId) => {
    begun.push(`${work} ${intakeId}`)
    await new Promise<void>((resolve) => ends.push(resolve))
  })
  const most = QUEUES.triage.concurrency
  const all = Array.from({ length: 2 * most }, async (_, nth) => perform('triage', String(nth)))
  const other = perform('ringStaff', 'caller')
  await settled()
  expect(begun).toHaveLength(most + 1)
  expect(begun).toContain('ringStaff caller')
  while (ends.length < 2 * most + 1) {
    for (const end of ends) end()
    await settled()
  }
  for (const end of ends) end()
  await Promise.all([...all, other])
  expect(begun).toHaveLength(2 * most + 1)
})
