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
  expect(view.readsLike).toEqual([{ code: '', label: 'missing now', quotes: [{ words, where: '' }] }])
  expect(view.facts).toContainEqual({ key: 'Second reader’s version', value: '1.2.3' })
})

test('the sentence is marked in the message as what it reads like', () => {
  expect(triageMarks(triage, () => '').map(({ label }) => label)).toEqual(['Reads like: missing now'])
})

test('an indicator that only the second reader saw says so, one of the rules does not', () => {
  const evidence = (rule: string) => [{ rule, part: 'text' as const, words, start: 0, end: words.length }]
  const both: Triage = { ...triage, indicators: [{ code: 'M1', evidence: evidence('M1/3') }, { code: 'C6', evidence: evidence('reader/C6') }] }
  const labelOf = (code: string): string => `name of ${code}`
  expect(triageView(both, labelOf).indicators.map(({ label }) => label)).toEqual(['name of M1', 'name of C6 (reads like it)'])
  expect(triageMarks(both, labelOf).slice(0, 2).map(({ label }) => label)).toEqual(['M1 name of M1', 'C6 name of C6 (reads like it)'])
})

test('words behind a finding are shown without what would turn the page around them', () => {
  const evidence = [{ part: 'text', start: 0, end: 4, words: 'he \u202Eran', rule: 'r' }] as const
  const [missing] = triageView({ ...triage, signals: { missingNow: evidence } }, () => '').signals
  expect(missing?.quotes).toMatchObject([{ words: 'he \uFFFDran' }])
})
