import { readByOtherHands, scoreTriage } from '../../../bench/triageScoring'
import type { Measure } from '../../../bench/triageScoring'
import { loadRules } from '../../../../src/triage/loadRules'
import { loadSecondReader } from '../../../../src/triage/secondReader/loadSecondReader'
import { readAgainWith } from '../../../../src/triage/secondReader/readAgain'

// Floors below what was measured, so that neither reader can quietly become worse: raise them with what is measured.
const rules = loadRules()
const readAgain = readAgainWith(rules, loadSecondReader(), { error: () => { throw new Error('the second reader failed') } })
const share = ({ hit, of }: Measure): number => hit / of

test.each([
  ['that may be learned from', 'learning' as const, { urgent: 0.94, quiet: 0.84, notTooLow: 0.96 }],
  ['that are only ever scored', 'untouched' as const, { urgent: 0.9, quiet: 0.8, notTooLow: 0.97 }],
])('both readers keep what they reach on messages by other hands %s', (_, part, least) => {
  const { urgentRecall, falseUrgent, underTriage } = scoreTriage(rules, readByOtherHands(part), readAgain)
  expect(share(urgentRecall)).toBeGreaterThanOrEqual(least.urgent)
  expect(share(falseUrgent)).toBeGreaterThanOrEqual(least.quiet)
  expect(share(underTriage)).toBeGreaterThanOrEqual(least.notTooLow)
})
