import { isLaidAside, readByOtherHands, readPractice, scoreTriage } from '../../../bench/triageScoring'
import type { Measure, Score } from '../../../bench/triageScoring'
import { loadRules } from '../../../../src/triage/loadRules'
import { readAgainAsServed } from '../../../support/servedReader'

// Work for the processor alone, which others may have: nothing here waits for anything.
jest.setTimeout(600_000)

// Floors below what was measured, so that neither reader can quietly become worse: raise them with what is measured.
const rules = loadRules()
const readAgain = readAgainAsServed(rules)
const share = ({ hit, of }: Measure): number => hit / of
const practice = readPractice()
/** One in so many of the learned messages is enough to tell a share: each takes the processor some 25 ms, and they are thrice the others. */
const EVERY = 12

const SHOWN: readonly (keyof Score)[] = ['urgentRecall', 'urgentSeen', 'falseUrgent', 'underTriage', 'category', 'indicatorRecall', 'mustNot', 'signalsWrong']
/** Totals only: what is missed of the untouched ones nobody reads. */
const row = (name: string, score: Score): string =>
  `${name.padEnd(12)}${SHOWN.map((key) => ` ${key} ${(100 * share(score[key])).toFixed(1)} %`).join(',')}\n`

test.each([
  ['tuned on', practice.filter((item) => !isLaidAside(item)), { urgent: 1, quiet: 0.97, notTooLow: 1, category: 0.95, indicators: 0.9, notForbidden: 0.96, signals: 0.98 }],
  ['laid aside', practice.filter(isLaidAside), { urgent: 1, quiet: 0.99, notTooLow: 1, category: 0.8, indicators: 0.85, notForbidden: 0.95, signals: 0.9 }],
  ['learned from', readByOtherHands('learning').filter((_, place) => place % EVERY === 0), { urgent: 0.98, quiet: 0.95, notTooLow: 0.99, category: 0.89, indicators: 0.79, notForbidden: 0.96, signals: 0.87 }],
  ['untouched', readByOtherHands('untouched'), { urgent: 0.97, quiet: 0.925, notTooLow: 0.99, category: 0.915, indicators: 0.875, notForbidden: 0.89, signals: 0.835 }],
] as const)('both readers keep what they reach on messages %s', async (name, items, least) => {
  const score = await scoreTriage(rules, items, readAgain)
  process.stdout.write(row(name, score))
  expect(share(score.urgentRecall)).toBeGreaterThanOrEqual(least.urgent)
  // Nobody waits in the queue who is in danger now: what is not urgent has a person look at once.
  expect(share(score.urgentSeen)).toBe(1)
  expect(share(score.falseUrgent)).toBeGreaterThanOrEqual(least.quiet)
  expect(share(score.underTriage)).toBeGreaterThanOrEqual(least.notTooLow)
  expect(share(score.category)).toBeGreaterThanOrEqual(least.category)
  expect(share(score.indicatorRecall)).toBeGreaterThanOrEqual(least.indicators)
  expect(share(score.mustNot)).toBeGreaterThanOrEqual(least.notForbidden)
  expect(share(score.signalsWrong)).toBeGreaterThanOrEqual(least.signals)
})
