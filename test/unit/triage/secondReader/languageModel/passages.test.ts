import { loadRules } from '../../../../../src/triage/loadRules'
import type { Contact } from '../../../../../src/triage/readContact'
import { openContact } from '../../../../../src/triage/secondReader/hear'
import { passagesOf } from '../../../../../src/triage/secondReader/languageModel/passages'
import type { Passage } from '../../../../../src/triage/secondReader/languageModel/passages'
import type { WordPieces } from '../../../../../src/triage/secondReader/languageModel/wordPieces'

const rules = loadRules()
const [BEGIN, END] = [-1, -2]
const words: string[] = []
/** A piece for each word, of which it knows as many as are asked for. */
const wordByWord: WordPieces = { marks: { begin: BEGIN, end: END }, of: (text) => text.split(/\s+/).map((word) => words.push(word) - 1) }
const saidBy = (pieces: readonly number[]): string => pieces.map((piece) => words[piece]).join(' ')
const textOf = ({ pieces }: Passage): string => saidBy(pieces.slice(1, -1))

function passagesIn(text: string, more: Partial<Contact> = {}, pieces = wordByWord): Passage[] {
  const { contact, sentences } = openContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text, ...more })
  return [...passagesOf(pieces, contact, sentences)]
}

test('a paragraph is read by itself, its sentences beside each other, and so is a subject', () => {
  const passages = passagesIn('She is fifteen. Is she\nsafe?\n\nPlease ring me!\n \nWe wait.', { subject: 'A girl' })
  expect(passages.map(textOf)).toEqual(['A girl', 'She is fifteen. Is she safe?', 'Please ring me!', 'We wait.'])
})

test('a passage begins and ends with the marks for that, and tells which pieces are whose', () => {
  const [passage] = passagesIn('She is fifteen. Is she safe?')
  const { pieces = [], spans = [] } = passage ?? {}
  expect([pieces[0], pieces.at(-1)]).toEqual([BEGIN, END])
  expect(spans.map(({ from, to }) => saidBy(pieces.slice(from, to)))).toEqual(['She is fifteen.', 'Is she safe?'])
})

test('marks that a mail program put in place of those on the keyboard are read as typed', () => {
  expect(passagesIn('She’s “safe”, isn‘t she?').map(textOf)).toEqual(['She\'s "safe", isn\'t she?'])
})

test('a long paragraph is cut between sentences, and no word of it is lost', () => {
  const paragraph = Array.from({ length: 120 }, (_, place) => `This is what was said the ${place}th time.`).join(' ')
  const passages = passagesIn(paragraph)
  expect(passages.map(textOf).join(' ')).toBe(paragraph)
  for (const { pieces } of passages) expect(pieces.length).toBeLessThanOrEqual(256)
  for (const { pieces } of passages.slice(0, -1)) expect(pieces.length).toBeGreaterThan(240)
  for (const passage of passages) expect(textOf(passage)).toMatch(/^This .*time\.$/)
})

test('of a sentence that is longer than what is read at once, its beginning is', () => {
  const [passage, ...others] = passagesIn('One strange word.', {}, { ...wordByWord, of: () => Array.from({ length: 1_000 }, () => 7) })
  expect(others).toEqual([])
  expect(passage?.pieces).toHaveLength(256)
})

test('what has no pieces is not read', () => {
  expect(passagesIn('One strange word.', {}, { ...wordByWord, of: () => [] })).toEqual([])
})

test('quoted mail stands apart, after all that the sender says now', () => {
  const written = [['new', 'Please see below.\n'], ['quoted', '> She is fifteen.\n> She is safe.\n'], ['new', 'What now?']] as const
  const text = written.map(([, said]) => said).join('')
  const parts = written.map(([kind, said]) => ({ kind, start: text.indexOf(said), end: text.indexOf(said) + said.length }))
  const passages = passagesIn(text, { parts })
  expect(passages.map((passage) => [textOf(passage), passage.isQuoted])).toEqual([['Please see below.', false], ['What now?', false], ['She is fifteen. She is safe.', true]])
})
