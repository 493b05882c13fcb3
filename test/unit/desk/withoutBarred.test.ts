import type { HistoryEntry, IntakeRecord } from '../../../src/desk/ports'
import { withoutBarred, type WithoutBarredDeps } from '../../../src/desk/withoutBarred'

const openTo = (...ids: string[]): WithoutBarredDeps => ({
  intakes: { openAmong: async () => new Set(ids) }, seconds: { calledAmong: async () => new Set() }, children: { openAmong: async () => new Set() },
} as never)
const AT = new Date('2026-11-23T10:00:00Z')
const cameBack = (beside: { other?: string; otherId?: string }): HistoryEntry => ({ kind: 'came_back', at: AT, byName: '', reason: '', ...beside })

async function told(deps: WithoutBarredDeps, entry: HistoryEntry): Promise<readonly HistoryEntry[]> {
  const record = { intake: { id: 'own' }, history: [entry] } as unknown as IntakeRecord
  return (await withoutBarred(deps, { record, staff: { id: 'sam', role: 'social_worker' } })).history
}

describe('what an enquiry came back from a list for', () => {
  it('is named to whoever may open it', async () => {
    expect(await told(openTo('a'), cameBack({ other: 'KD7-M4X', otherId: 'a' }))).toEqual([cameBack({ other: 'KD7-M4X', otherId: 'a' })])
  })

  it.each([['it is not open to them', { other: 'KD7-M4X', otherId: 'a' }], ['it was written down before its id was', { other: 'KD7-M4X' }]])('is named to nobody where %s', async (_why, beside) => {
    expect(await told(openTo(), cameBack(beside))).toEqual([cameBack({})])
  })
})
