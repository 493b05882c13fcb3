import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { Evidence, Reading } from '../../../src/domain/triage'
import { hasCue, openMessage, partsOf, runReaderFor } from '../../../src/triage/decide/message'
import { loadRules } from '../../../src/triage/loadRules'
import { readContact } from '../../../src/triage/readContact'
import type { Contact } from '../../../src/triage/readContact'
import type { CueName } from '../../../src/triage/rules/rulesSchema'
import { findRulesFolder } from '../../../src/triage/rules/findRulesFolder'
import { READER_FOLDER } from '../../../src/triage/secondReader/loadSecondReader'
import { readMaterial } from '../../../src/triage/secondReader/train/material'
import { readAgainAsServed } from '../../support/servedReader'

// Work for the processor alone, which others may have: nothing here waits for anything.
jest.setTimeout(600_000)

const rules = loadRules()
const readAgain = readAgainAsServed(rules)

const letterOf = (paragraphs: readonly string[]): Contact =>
  ({ channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text: paragraphs.join('\n\n') })

const wordsOf = (evidence: readonly Evidence[]): string[] => evidence.map(({ rule, words }) => `${rule}: ${words}`)

/** A reading without the places of what it found, and in no order. */
const madeOf = ({ indicators, signals, reasons, readsLike, ...rest }: Reading) => ({
  ...rest,
  reasons: reasons.toSorted(),
  indicators: indicators.map(({ code, evidence }) => [code, ...wordsOf(evidence).toSorted()].join()).toSorted(),
  signals: Object.entries(signals).map(([signal, evidence]) => [signal, ...wordsOf(evidence).toSorted()].join()).toSorted(),
  readsLike: readsLike?.hits.map(({ likeness, evidence }) => [likeness, ...wordsOf(evidence).toSorted()].join()).toSorted(),
})

const readings = async (paragraphs: readonly string[]): Promise<readonly [Reading, Reading]> => {
  const contact = letterOf(paragraphs)
  const first = readContact(rules, contact)
  return [first, await readAgain(contact, first)]
}

/** What a child's age stands next to is said of that child, and a word that it is over ends what was told before it. */
const ORDERING: readonly CueName[] = ['worry', 'childsAge', 'calm', ...rules.signals.flatMap(({ endedBy = [] }) => endedBy)]

/** Where README.md of the rules says that order matters: what its neighbours explain or end, and what ends a letter. */
function isOrdered(sentence: string): boolean {
  const contact = letterOf(['Hello.', sentence, 'Please advise.'])
  const message = openMessage(rules, contact, 'new', runReaderFor(rules, contact))
  return ORDERING.some((cue) => hasCue(message, cue)) || partsOf(rules, contact).some(({ kind }) => kind !== 'new')
}

const sentences = readMaterial(findRulesFolder()).flatMap((hand) => hand.sentences).map(({ text }) => text).filter((text) => /[.?!]$/.test(text))
const paragraph = fc.constantFrom(...sentences).filter((sentence) => !isOrdered(sentence))
const letters = fc.array(paragraph, { minLength: 2, maxLength: 7 }).chain((paragraphs) =>
  fc.tuple(fc.constant(paragraphs), fc.shuffledSubarray(paragraphs, { minLength: paragraphs.length })))

/** What was low or standard by which paragraph followed on which. */
const STRANGE_BESIDE = ['Who handles bookings for podcast guests?', 'Prior authority\'s been granted, so please invoice us on the attached terms.', 'He came to breakfast and then went to college on the bus.']
const ONCE_ORDERED: [[string[], string[]]][] = [[[STRANGE_BESIDE, STRANGE_BESIDE.toReversed()]], [[STRANGE_BESIDE, [STRANGE_BESIDE[1] ?? '', STRANGE_BESIDE[0] ?? '', STRANGE_BESIDE[2] ?? '']]]]

test('there are sentences to try it on', () => {
  expect(readdirSync(join(findRulesFolder(), READER_FOLDER, 'sentences')).length).toBeGreaterThan(5)
  expect(sentences.length).toBeGreaterThan(5_000)
})

test('the order of paragraphs changes nothing, for either reader', async () => {
  await fc.assert(fc.asyncProperty(letters, async ([paragraphs, shuffled]) => {
    expect((await readings(shuffled)).map(madeOf)).toEqual((await readings(paragraphs)).map(madeOf))
  }), { numRuns: 200, seed: 20_261_127, examples: ONCE_ORDERED })
})

describe('where order matters', () => {
  test('unease is about a child who is spoken of beside it', async () => {
    const [asked, child, unease] = ['How do I complete the NRM form?', 'He is 13.', 'Something seems wrong.'] as const
    const [beside] = await readings([asked, child, unease])
    const [apart] = await readings([child, asked, unease])
    expect([beside.category, apart.category]).toEqual(['child_concern', 'nrm_query'])
  })

  test('what quoted mail says is marked as quoted', async () => {
    const danger = 'The girl, 15, has been missing from placement since this morning.'
    const [below] = await readings(['Please advise.', `-----Original Message-----\nFrom: Sam Invented\n\n${danger}`])
    const [above] = await readings([danger, '-----Original Message-----\nFrom: Sam Invented\n\nPlease advise.'])
    expect(below.signals.missingNow?.[0]?.part).toBe('quoted')
    expect(above.signals.missingNow?.[0]?.part).toBe('text')
  })
})
