import { readFact } from '../../../src/domain/factFields'
import { isDangerNow, latestFact, type RecordedFact } from '../../../src/domain/recordedFacts'

const aFact = (answer: string, at: string): RecordedFact => ({ kind: 'missing_now', values: { answer }, at: new Date(at), by: 'd', byName: 'Dilys' })

describe('a fact about a child', () => {
  it('keeps what was asked for and nothing else that was sent', () => {
    expect(readFact('missing_now', { answer: 'yes', since: ' at nine ', csrfToken: 'x', priority: 'low' })).toEqual({ values: { answer: 'yes', since: 'at nine' }, problems: [] })
  })

  it.each([
    ['missing_now', {}, ['answer']], ['missing_now', { answer: 'maybe' }, ['answer']], ['missing_now', { answer: 'toString' }, ['answer']],
    ['nation', { nation: 'unknown' }, ['nation']], ['nrm_referral', { by: 'callers_organisation' }, ['organisation']],
    ['authority_contacted', { name: 'x'.repeat(501), person: ['a'], phone: '1' }, ['name', 'person', 'email']],
  ] as const)('%s is asked for again when it is %j', (kind, typed, fields) => {
    expect(readFact(kind, typed).problems.map(({ field }) => field)).toEqual(fields)
  })

  it('is as it was recorded last, and only a yes is danger now', () => {
    const [earlier, later] = [aFact('yes', '2026-11-23T10:00:00Z'), aFact('no', '2026-11-23T11:00:00Z')]
    expect(latestFact([later, earlier], 'missing_now')).toBe(later)
    expect([earlier, later].map(isDangerNow)).toEqual([true, false])
    expect(latestFact([later], 'nation')).toBeUndefined()
  })
})
