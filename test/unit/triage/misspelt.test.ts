import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'
import { wordsSchema } from '../../../src/triage/rules/rulesSchema'
import wordLists from '../../../config/triage/wordLists.json'

const rules = loadRules()
const read = (text: string) => readContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text })

test.each([
  ['A 15 year old girl has been mising from placement since this morning.', 'missingNow'],
  ['A 15 year old girl has been mising from placment sinse this morning.', 'missingNow'],
  ['A girl of 14 has dissapeared.', 'missingNow'],
  ['A boy of 16 is in police cutsody.', 'inCustody'],
  ['A boy of 16 was arested today.', 'inCustody'],
  ['A boy of 16 is before the youth court tommorow.', 'courtWithinOneWorkingDay'],
  ['A boy of 16 is before the youth court tommorro.', 'courtWithinOneWorkingDay'],
  ['A boy of 16 is before the youth court this mornign.', 'courtWithinOneWorkingDay'],
  ['A boy of 17 has removel directions, he is 17.', 'removalImminent'],
  ['She is 13. They are making threts.', 'threats'],
])('a slip in a word of danger hides none: %s', (text, signal) => {
  const reading = read(text)
  expect(reading.priority).toBe('urgent')
  expect(Object.keys(reading.signals)).toContain(signal)
})

test('a misspelling denied is no danger', () => {
  expect(read('The girl, 15, is not mising and is settled with her carers.').priority).not.toBe('urgent')
})

test('no word is read as another that means something itself', () => {
  const slips = Object.values(wordsSchema.parse(wordLists).misspelt).flat()
  const { known, shared } = rules.everyday
  expect(slips.filter((slip) => known.has(slip) || shared.has(slip))).toEqual([])
  expect(new Set(slips).size).toBe(slips.length)
})
