import { contactOf, isLaidAside, readByOtherHands, readPractice, scoreTriage } from '../../../bench/triageScoring'
import type { Measure, PracticeItem, Score } from '../../../bench/triageScoring'
import { isLowered } from '../../../../src/domain/priority'
import { loadRules } from '../../../../src/triage/loadRules'
import { readContact } from '../../../../src/triage/readContact'
import { loadSecondReader } from '../../../../src/triage/secondReader/loadSecondReader'
import { readAgainWith } from '../../../../src/triage/secondReader/readAgain'

// Floors below what was measured, so that neither reader can quietly become worse: raise them with what is measured.
const rules = loadRules()
const readAgain = readAgainWith(rules, loadSecondReader(), { error: () => { throw new Error('the second reader failed') } })
const share = ({ hit, of }: Measure): number => hit / of
const practice = readPractice()
const bothRead = (item: PracticeItem) => readAgain(contactOf(item), readContact(rules, contactOf(item)))
/** One in so many of the learned messages is enough to tell a share. */
const EVERY = 8

const SHOWN: readonly (keyof Score)[] = ['urgentRecall', 'falseUrgent', 'underTriage', 'category', 'indicatorRecall', 'mustNot', 'signalsWrong']
/** Totals only: what is missed of the untouched ones nobody reads. */
const row = (name: string, score: Score): string =>
  `${name.padEnd(12)}${SHOWN.map((key) => ` ${key} ${(100 * share(score[key])).toFixed(1)} %`).join(',')}\n`

test.each([
  ['tuned on', practice.filter((item) => !isLaidAside(item)), { urgent: 1, quiet: 0.97, notTooLow: 1, category: 0.95, indicators: 0.9, notForbidden: 0.96, signals: 0.98 }],
  ['laid aside', practice.filter(isLaidAside), { urgent: 1, quiet: 0.99, notTooLow: 1, category: 0.85, indicators: 0.84, notForbidden: 0.9, signals: 0.86 }],
  ['learned from', readByOtherHands('learning'), { urgent: 0.98, quiet: 0.9, notTooLow: 0.99, category: 0.94, indicators: 0.66, notForbidden: 0.92, signals: 0.79 }],
  ['untouched', readByOtherHands('untouched'), { urgent: 0.97, quiet: 0.92, notTooLow: 0.985, category: 0.905, indicators: 0.77, notForbidden: 0.85, signals: 0.77 }],
] as const)('both readers keep what they reach on messages %s', (name, items, least) => {
  const score = scoreTriage(rules, items, readAgain)
  process.stdout.write(row(name, score))
  expect(share(score.urgentRecall)).toBeGreaterThanOrEqual(least.urgent)
  expect(share(score.falseUrgent)).toBeGreaterThanOrEqual(least.quiet)
  expect(share(score.underTriage)).toBeGreaterThanOrEqual(least.notTooLow)
  expect(share(score.category)).toBeGreaterThanOrEqual(least.category)
  expect(share(score.indicatorRecall)).toBeGreaterThanOrEqual(least.indicators)
  expect(share(score.mustNot)).toBeGreaterThanOrEqual(least.notForbidden)
  expect(share(score.signalsWrong)).toBeGreaterThanOrEqual(least.signals)
})

const ORDINARY = [
  'Hope you are well and had a good weekend.', 'Thank you for your time, and for all that you do.', 'Our office has moved to the second floor; the number is the same.',
  'I am in meetings until four and will pick up my mail after that.', 'Apologies for the formatting, I am writing this on my phone.',
  'Please let me know if you need anything else from our side, such as forms or a letter.', 'The weather has been dreadful here, as I expect it has with you.',
]
const withOrdinary = ({ text }: PracticeItem): string[] => ORDINARY.flatMap((words) => [`${words}\n\n${text}`, `${text}\n\n${words}`])

test('ordinary words before, or after, an urgent message of the practice set never lower it', () => {
  const around = practice.filter(({ expect: { priority } }) => priority === 'urgent').flatMap((item) => withOrdinary(item).map((text) => ({ ...item, text })))
  expect(scoreTriage(rules, around, readAgain).urgentRecall.misses).toEqual([])
})

test('ordinary words around any message lower one in a hundred at most, and an urgent one no further than to what is read at once', () => {
  const some = [...practice, ...readByOtherHands('learning').filter((_, place) => place % EVERY === 0)]
  const lowered = some.flatMap((item) => {
    const before = bothRead(item).priority
    return withOrdinary(item).flatMap((text) => {
      const after = bothRead({ ...item, text }).priority
      return isLowered(before, after) ? [`${item.id}: ${before} to ${after}`] : []
    })
  })
  expect(lowered.length).toBeLessThanOrEqual(some.length * ORDINARY.length * 2 / 100)
  expect(lowered.filter((one) => !/urgent to high|standard to low/.test(one))).toEqual([])
})
