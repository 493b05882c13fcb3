import list from '../../../config/caseOutcomes.json'
import { caseOutcomes, readCaseOutcomes } from '../../../config/caseOutcomes'

const problemsOf = (content: unknown): readonly string[] => {
  const result = readCaseOutcomes(content)
  return result.ok ? [] : result.problems
}
const [first, ...others] = list.outcomes
const withFirst = (change: object) => ({ ...list, outcomes: [{ ...first, ...change }, ...others] })

describe('how casework may end', () => {
  it('asks who has it now where it is somebody else’s, and for the reference of what it is a duplicate of', () => {
    const asked = (code: string) => caseOutcomes().outcomes.find((one) => one.code === code)?.asks?.kind
    expect([asked('no_longer_ours'), asked('duplicate'), asked('advice_given')]).toEqual(['words', 'reference', undefined])
  })

  it.each([
    ['no outcome', { ...list, outcomes: [] }, 'outcomes must hold an outcome'],
    ['two with one code', { ...list, outcomes: [...list.outcomes, first] }, 'has advice_given twice'],
    ['a code of the other lists', withFirst({ code: 'answered' }), 'outcomes.0.code is what the other lists'],
    ['a code that is no code', withFirst({ code: 'Advice given' }), 'outcomes.0.code must be small letters'],
    ['no name', withFirst({ name: ' ' }), 'outcomes.0.name must not be empty'],
    ['asking for something else', withFirst({ asks: { kind: 'date', label: 'When' } }), 'outcomes.0.asks.kind must be words or reference'],
  ])('is refused with %s, naming the file and the place', (_what, content, words) => {
    const problems = problemsOf(content)
    expect(problems.every((problem) => problem.startsWith('config/caseOutcomes.json: '))).toBe(true)
    expect(problems.join('\n')).toContain(words)
  })
})
