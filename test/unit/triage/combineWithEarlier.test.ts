import type { Category, Reading, Triage } from '../../../src/domain/triage'
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
