import { blendSentence, blendWhole } from '../../../../src/triage/secondReader/blendWithModel'
import { categoryHead, WHOLES } from '../../../../src/triage/secondReader/heads'

const all = (share: number) => ({ dangers: share, indicators: share, wholes: share })
const words = { dangers: Float64Array.of(1, -2), indicators: Float64Array.of(4) }
const inContext = { dangers: Float64Array.of(3, 2), indicators: Float64Array.of(-4) }

describe('a sentence', () => {
  test('reads like its words alone with no share of the language model, or where that has not read it', () => {
    expect(blendSentence(all(0), words, inContext)).toEqual(words)
    expect(blendSentence(all(1), words)).toEqual(words)
  })

  test('reads as the language model says where that has all', () => {
    expect(blendSentence(all(1), words, inContext)).toEqual(inContext)
  })

  test('reads like something between the two, dangers and indicators each by a share of their own', () => {
    expect(blendSentence({ dangers: 0.25, indicators: 0.5, wholes: 0 }, words, inContext)).toEqual({ dangers: Float64Array.of(1.5, -1), indicators: Float64Array.of(0) })
  })
})

describe('the whole', () => {
  const { heads } = WHOLES
  const urgent = heads.indexOf('urgentConcern')
  const byWords = Float64Array.from(heads, (_, place) => place)
  const scoresOf = (score: (head: string) => number): Float64Array => Float64Array.from(heads, score)
  const kindsOf = (scores: Float64Array): number[] => [...scores].filter((_, place) => place !== urgent)
  const likelihood = (odds: number): number => 1 / (1 + Math.exp(-odds))

  test('reads like its words alone with no share of the language model, or where that has not read it', () => {
    expect(blendWhole(all(0), byWords, { whole: scoresOf(() => 5) })).toEqual(byWords)
    expect(blendWhole(all(1), byWords)).toEqual(byWords)
  })

  test('is of one kind against all others, whatever the scores of all are raised by', () => {
    const training = (by: number) => blendWhole(all(1), byWords, { whole: scoresOf((head) => by + (head === categoryHead('training') ? 2 : 0)) })
    const kinds = kindsOf(training(0))
    expect(kinds.reduce((sum, odds) => sum + likelihood(odds), 0)).toBeCloseTo(1)
    expect(training(0)[heads.indexOf(categoryHead('training'))]).toBeCloseTo(2 - Math.log(kinds.length - 1))
    expect(kindsOf(training(30))[0]).toBeCloseTo(kinds[0] ?? NaN)
  })

  test('is urgent or not, of whatever kind it is', () => {
    expect(blendWhole(all(1), byWords, { whole: scoresOf((head) => (head === 'urgentConcern' ? 1.5 : 3)) })[urgent]).toBe(1.5)
  })

  test('is never so sure that words have no say', () => {
    const sure = blendWhole(all(1), byWords, { whole: scoresOf((head) => (head === categoryHead('media') || head === 'urgentConcern' ? 900 : 0)) })
    for (const score of sure) expect(Math.abs(score)).toBe(8)
  })
})
