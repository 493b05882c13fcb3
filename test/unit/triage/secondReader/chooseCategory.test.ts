import type { Category, Reading } from '../../../../src/domain/triage'
import { loadRules } from '../../../../src/triage/loadRules'
import { readContact } from '../../../../src/triage/readContact'
import { loadSecondReader } from '../../../../src/triage/secondReader/loadSecondReader'
import { combineWithRules } from '../../../../src/triage/secondReader/combineWithRules'
import type { Heard } from '../../../../src/triage/secondReader/combineWithRules'

const rules = loadRules()
const reader = loadSecondReader()
const { otherwise, facts } = rules.priorities

const nothing = readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-27T09:00:00Z'), from: 'a@b.example', subject: '', text: 'Thank you.' })
const read = (category: Category, priority: Reading['priority'], ...reasons: readonly string[]): Reading => ({ ...nothing, category, priority, reasons })

const quiet = { urgent: -5, concern: -5 }
const heard = (about: Partial<Record<Category, number>>, own = quiet): Heard =>
  ({ own, urgentByWords: own.urgent, quoted: quiet, notUrgent: 0, doubt: 0, indicators: [], signals: [], soundOf: () => ({}), hits: [], about: new Map(Object.entries(about) as [Category, number][]) })

const raised = (first: Reading, about: Partial<Record<Category, number>>, own = quiet): Reading => combineWithRules(rules, reader, first, heard(about, own))

test('a child whom nobody but the owner of a list would see is not left for a little', () => {
  const settled = read('child_concern', 'standard', otherwise.child_concern.reason)
  expect(raised(settled, { child_concern: 1, media: 2 }).category).toBe('child_concern')
  expect(raised(settled, { child_concern: 1, media: 4 }).category).toBe('media')
  expect(raised(settled, { child_concern: 1, report_request: 2 }).category).toBe('report_request')
})

test('what somebody looks at anyhow is about what it is nearest to, as pressing as before, and says so', () => {
  const { category, priority, reasons } = raised(read('child_concern', 'high', facts.recentConcern), { child_concern: 1, training: 2 })
  expect({ category, priority, reasons }).toEqual({ category: 'training', priority: 'high', reasons: [reader.settings.reasons.whole] })
})

test('what followed from another kind is no reason any more, also where sentences raise it', () => {
  const doubted = { ...heard({ training: 1, research: 4 }, { urgent: 1, concern: -5 }), doubt: 3 }
  const { reasons } = combineWithRules(rules, reader, read('training', 'low', otherwise.training.reason), doubted)
  expect(reasons).toEqual([reader.settings.reasons.whole, reader.settings.reasons.look])
})

test('what is urgent leaves no child, and is a child’s where the rules saw an adult in it and the whole does not', () => {
  expect(raised(read('child_concern', 'urgent'), { child_concern: -3, training: 6 }).category).toBe('child_concern')
  expect(raised(read('other', 'urgent'), { child_concern: 6, other: -3 }).category).toBe('child_concern')
  expect(raised(read('other', 'urgent'), { training: 6, other: -3 }).category).toBe('other')
})

test('to be like a child’s message by hardly more than most are makes it none, and no less pressing than the rest it may be', () => {
  const { category, priority } = raised(read('other', 'low'), { child_concern: reader.settings.toChild - 0.1, nrm_query: reader.settings.toChild - 0.2 })
  expect({ category, priority }).toEqual({ category: 'other', priority: 'standard' })
})

test('indicators of either reader stand with a child’s concern; in what is about no child those that both saw', () => {
  const [rulesOnly, readerOnly, both] = [{ code: 'C3', evidence: [] }, { code: 'S6', evidence: [] }, { code: 'P1', evidence: [] }]
  const first = { ...read('child_concern', 'high'), indicators: [rulesOnly, both] }
  const named = { ...heard({ child_concern: 6 }), indicators: [readerOnly, both] }
  expect(combineWithRules(rules, reader, first, named).indicators).toEqual([rulesOnly, both, readerOnly])
  expect(combineWithRules(rules, reader, first, { ...named, about: new Map([['report_request', 6]]) }).indicators).toEqual([both])
})

test('no list is the place of what the rules took for a child’s, and sentences have a person look at', () => {
  const looked = { ...heard({ child_concern: 1, training: 4 }, { urgent: 1, concern: -5 }), doubt: 3 }
  expect(combineWithRules(rules, reader, read('child_concern', 'standard', otherwise.child_concern.reason), looked)).toMatchObject({ category: 'child_concern', priority: 'high' })
})
