import { triageMarks, triageView } from '../../../src/desk/triagePresenter'
import type { Triage } from '../../../src/domain/triage'

const words = 'her bed is cold'
const at = new Date('2026-11-24T10:00:00Z')
const triage: Triage = {
  priority: 'high', proposedPriority: 'high', category: 'child_concern', indicators: [], signals: {}, nation: 'unknown', reasons: [], rulesVersion: '1.0.0', at,
  readsLike: { version: '1.2.3', hits: [{ likeness: 'missingNow', evidence: [{ rule: 'reader/missingNow', part: 'text', words, start: 0, end: words.length }] }] },
}

test('what sentences read like is shown apart from the signals, with the sentence and the reader’s version', () => {
  const view = triageView(triage, () => '')
  expect(view.signals).toEqual([])
  expect(view.readsLike).toEqual([{ code: '', label: 'missing now', quotes: [{ words, earlier: false }] }])
  expect(view.facts).toContainEqual({ key: 'Second reader’s version', value: '1.2.3' })
})

test('the sentence is marked in the message as what it reads like', () => {
  expect(triageMarks(triage, () => '').map(({ label }) => label)).toEqual(['Reads like: missing now'])
})
