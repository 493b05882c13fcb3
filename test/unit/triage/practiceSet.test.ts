import { isLaidAside, readPractice, scoreTriage } from '../../bench/triageScoring'
import type { Measure, Score } from '../../bench/triageScoring'
import { loadRules } from '../../../src/triage/loadRules'

// Floors below what was measured, so that a change to the rules cannot quietly make them worse: raise them with the rules.
const rules = loadRules()
const items = readPractice()
const share = ({ hit, of }: Measure): number => hit / of

describe('on the messages that the rules are tuned on', () => {
  let score: Score
  beforeAll(async () => { score = await scoreTriage(rules, items.filter((item) => !isLaidAside(item))) })
  test('every urgent message is found', () => expect(score.urgentRecall.misses).toEqual([]))
  test('few quiet messages are called urgent', () => expect(share(score.falseUrgent)).toBeGreaterThanOrEqual(0.95))
  test('no message ranks below what a careful person would say', () => expect(score.underTriage.misses).toEqual([]))
  test('no trap is walked into', () => expect(score.mustNot.misses).toEqual([]))
  test('signals are right', () => expect(share(score.signalsWrong)).toBeGreaterThanOrEqual(0.95))
})

describe('on the messages laid aside', () => {
  let score: Score
  beforeAll(async () => { score = await scoreTriage(rules, items.filter(isLaidAside)) })
  test('urgent messages are found', () => expect(share(score.urgentRecall)).toBeGreaterThanOrEqual(0.8))
  test('few quiet messages are called urgent', () => expect(share(score.falseUrgent)).toBeGreaterThanOrEqual(0.9))
  test('few messages rank too low', () => expect(share(score.underTriage)).toBeGreaterThanOrEqual(0.85))
})
