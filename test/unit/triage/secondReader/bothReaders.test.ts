import { isLaidAside, readByOtherHands, readPractice, scoreTriage } from '../../../bench/triageScoring'
import type { Measure, Score } from '../../../bench/triageScoring'
import { loadRules } from '../../../../src/triage/loadRules'
import { loadSecondReader } from '../../../../src/triage/secondReader/loadSecondReader'
import { readAgainWith } from '../../../../src/triage/secondReader/readAgain'

// Floors below what was measured, so that neither reader can quietly become worse: raise them with what is measured.
const rules = loadRules()
const readAgain = readAgainWith(rules, loadSecondReader(), { error: () => { throw new Error('the second reader failed') } })
const share = ({ hit, of }: Measure): number => hit / of
const practice = readPractice()

const SHOWN: readonly (keyof Score)[] = ['urgentRecall', 'falseUrgent', 'underTriage', 'category', 'indicatorRecall', 'mustNot']
/** Totals only: what is missed of the untouched ones nobody reads. */
const row = (name: string, score: Score): string =>
  `${name.padEnd(12)}${SHOWN.map((key) => ` ${key} ${(100 * share(score[key])).toFixed(1)} %`).join(',')}\n`

test.each([
  ['tuned on', practice.filter((item) => !isLaidAside(item)), { urgent: 1, quiet: 0.95, notTooLow: 1, category: 0.95, indicators: 0.94 }],
  ['laid aside', practice.filter(isLaidAside), { urgent: 1, quiet: 0.92, notTooLow: 1, category: 0.85, indicators: 0.8 }],
  ['learned from', readByOtherHands('learning'), { urgent: 0.98, quiet: 0.9, notTooLow: 0.99, category: 0.94, indicators: 0.66 }],
  ['untouched', readByOtherHands('untouched'), { urgent: 0.98, quiet: 0.94, notTooLow: 0.99, category: 0.91, indicators: 0.76 }],
] as const)('both readers keep what they reach on messages %s', (name, items, least) => {
  const score = scoreTriage(rules, items, readAgain)
  process.stdout.write(row(name, score))
  expect(share(score.urgentRecall)).toBeGreaterThanOrEqual(least.urgent)
  expect(share(score.falseUrgent)).toBeGreaterThanOrEqual(least.quiet)
  expect(share(score.underTriage)).toBeGreaterThanOrEqual(least.notTooLow)
  expect(share(score.category)).toBeGreaterThanOrEqual(least.category)
  expect(share(score.indicatorRecall)).toBeGreaterThanOrEqual(least.indicators)
})

const ORDINARY = [
  'Hope you are well and had a good weekend.', 'Thank you for your time, and for all that you do.', 'Our office has moved to the second floor; the number is the same.',
  'I am in meetings until four and will pick up my mail after that.', 'Apologies for the formatting, I am writing this on my phone.',
  'Please let me know if you need anything else from our side, such as forms or a letter.', 'The weather has been dreadful here, as I expect it has with you.',
]
test('ordinary words before, or after, an urgent message never lower it', () => {
  const around = practice.filter(({ expect: { priority } }) => priority === 'urgent')
    .flatMap((item) => ORDINARY.flatMap((words) => [{ ...item, text: `${words}\n\n${item.text}` }, { ...item, text: `${item.text}\n\n${words}` }]))
  expect(scoreTriage(rules, around, readAgain).urgentRecall.misses).toEqual([])
})
