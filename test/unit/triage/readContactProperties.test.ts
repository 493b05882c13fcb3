import fc from 'fast-check'
import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'
import type { Contact } from '../../../src/triage/readContact'

const rules = loadRules()
const receivedAt = new Date('2026-11-24T10:00:00Z')
const said = fc.constantFrom('She is 15', 'he', 'not', 'missing from placement', 'today', '.\n', 'From:', 'Kind regards', '> ', 'nail bar', 'now', 'she has been', '“', '🙂')
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.array(said, { maxLength: 60 }).map((pieces) => pieces.join(' ')))
const contacts: fc.Arbitrary<Contact> = fc.record({
  channel: fc.constantFrom('email' as const, 'voicemail' as const, 'callnote' as const, 'phone' as const),
  receivedAt: fc.constant(receivedAt), from: texts, subject: texts, text: texts,
})

test('any text at all gives a reading whose evidence stands where it says', () => {
  fc.assert(fc.property(contacts, (contact) => {
    const { indicators, signals, reasons } = readContact(rules, contact)
    expect(reasons.length).toBeGreaterThan(0)
    const evidence = [...indicators.flatMap((hit) => hit.evidence), ...Object.values(signals).flat()]
    for (const { part, words, start, end } of evidence) expect(contact[part === 'subject' ? part : 'text'].slice(start, end)).toBe(words)
  }), { numRuns: 300 })
})

const MEGABYTE = 1_000_000
/** No measure of speed: a reading that grows with the square of the text takes minutes for a megabyte, however fast the machine. */
const NOT_FOR_EVER_MS = 20_000
test.each([
  ['one endless word', 'a'], ['quotes', "'"], ['line breaks', '\n'], ['full stops', '. '], ['numbers', '1 '],
  ['denials', 'not '], ['pronouns', 'he '], ['a phrase begun again and again', 'she is missing from not with '],
  ['address blocks', 'From:\n'], ['angle brackets', '<'], ['sign-offs', 'regards\nshe is not '],
])('a megabyte of %s does not hold up the reading', (_, piece) => {
  const text = piece.repeat(MEGABYTE / piece.length)
  const started = performance.now()
  readContact(rules, { channel: 'email', receivedAt, from: text, subject: text, text })
  expect(performance.now() - started).toBeLessThan(NOT_FOR_EVER_MS)
})
