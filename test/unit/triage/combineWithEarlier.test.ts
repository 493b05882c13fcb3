import type { Category, Reading, Signal, Triage } from '../../../src/domain/triage'
import { combineWithEarlier } from '../../../src/triage/combineWithEarlier'

const at = new Date('2026-11-24T10:00:00Z')
const later = new Date('2026-11-25T10:00:00Z')
const reading = (category: Category): Reading => ({ priority: 'standard', category, indicators: [], signals: {}, nation: 'unknown', reasons: [], rulesVersion: '1.0.0' })
const triage = (category: Category): Triage => ({ ...reading(category), at, proposedPriority: 'standard' })
const kindAfter = (earlier: Category, read: Category): Category => combineWithEarlier(triage(earlier), reading(read), later).category

test.each([
  ['child_concern', 'training'], ['report_request', 'training'], ['nrm_query', 'general'], ['report_request', 'child_concern'], ['training', 'nrm_query'],
] as const)('what was read as %s and is read again as %s is no less than either', (earlier, read) => {
  const more = [earlier, read].find((one) => one === 'child_concern') ?? [earlier, read].find((one) => one === 'report_request' || one === 'nrm_query')
  expect(kindAfter(earlier, read)).toBe(more)
})

test('one list’s may be another list’s when it is read again', () => {
  expect(kindAfter('training', 'media')).toBe('media')
})

describe('what a person lowered', () => {
  const seeing = (priority: Reading['priority'], signal: Signal, reason: string): Reading => ({ ...reading('child_concern'), priority, signals: { [signal]: [] }, reasons: [reason] })
  const lowered = (from: Reading): Triage => ({ ...from, at, priority: 'standard', proposedPriority: from.priority, confirmedBy: { by: 'm', byName: 'Mona', at, reason: 'From 2019.' } })
  const AGAIN = 'More was found than when somebody decided the priority: it is to be decided again.'

  test.each([
    ['another danger, as pressing', seeing('urgent', 'threats', 'Threats.'), seeing('urgent', 'missingNow', 'Missing.'), 'urgent'],
    ['another danger, as pressing, that is not urgent', seeing('high', 'ageDisputed', 'Age.'), seeing('high', 'otherChildExposed', 'Another child.'), 'high'],
    ['another danger, less pressing than what was lowered', seeing('urgent', 'threats', 'Threats.'), seeing('high', 'otherChildExposed', 'Another child.'), 'high'],
    ['what is more pressing', seeing('high', 'ageDisputed', 'Age.'), seeing('urgent', 'missingNow', 'Missing.'), 'urgent'],
  ] as const)('is asked for again where it is read again and shows %s', (_how, before, found, priority) => {
    const { confirmedBy, ...said } = combineWithEarlier(lowered(before), found, later)
    expect([confirmedBy, said.priority, said.at]).toEqual([undefined, priority, later])
    expect(said.reasons).toEqual(expect.arrayContaining([...found.reasons, AGAIN]))
    expect(Object.keys(said.signals)).toEqual(expect.arrayContaining([...Object.keys(before.signals), ...Object.keys(found.signals)]))
  })

  test('stands where the same danger is found again, and where another is no more pressing than what was decided', () => {
    const before = lowered(seeing('urgent', 'threats', 'Threats.'))
    expect(combineWithEarlier(before, seeing('urgent', 'threats', 'Threats.'), later)).toEqual(before)
    expect(combineWithEarlier(before, seeing('standard', 'otherChildExposed', 'Another child.'), later)).toMatchObject({ priority: 'standard', confirmedBy: { by: 'm' } })
  })
})
