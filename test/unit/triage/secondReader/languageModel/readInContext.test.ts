import { loadRules } from '../../../../../src/triage/loadRules'
import type { Contact } from '../../../../../src/triage/readContact'
import { DANGERS, INDICATORS, WHOLES } from '../../../../../src/triage/secondReader/heads'
import { openContact } from '../../../../../src/triage/secondReader/hear'
import type { LanguageModel } from '../../../../../src/triage/secondReader/languageModel/languageModel'
import { readInContext } from '../../../../../src/triage/secondReader/languageModel/readInContext'
import { openSecondReader } from '../../../../../src/triage/secondReader/loadSecondReader'
import { scoreSentence } from '../../../../../src/triage/secondReader/scoreWords'
import { servedReader } from '../../../../support/servedReader'

const rules = loadRules()
const opened = (text: string, more: Partial<Contact> = {}) =>
  openContact(rules, { channel: 'email', receivedAt: new Date('2026-11-24T10:00:00Z'), subject: '', text, ...more })

const SENTENCE_HEADS = DANGERS.heads.length + INDICATORS.heads.length
const repeated = (scores: readonly number[], width: number): Float32Array => Float32Array.from(scores.flatMap((score) => Array.from({ length: width }, () => score)))

/** To it a word is as long as it is, and each piece reads like that, by every head; a passage as such like 100. */
function modelByLength(): { model: LanguageModel; reads: number[][] } {
  const reads: number[][] = []
  const model: LanguageModel = {
    pieces: { marks: { begin: 0, end: 0 }, of: (text) => text.split(/\s+/).map(({ length }) => length) },
    read: async (pieces) => {
      reads.push([...pieces])
      return { sentences: repeated(pieces, SENTENCE_HEADS), wholes: repeated(pieces, WHOLES.heads.length), passage: repeated([100], WHOLES.heads.length) }
    },
  }
  return { model, reads }
}

test('a sentence reads like the mean of its own pieces, the whole like that of all, and what passages are like as such', async () => {
  const contact = opened('Two four. A.\n\nEight.')
  const { of, whole } = await readInContext(modelByLength().model, contact)
  expect(contact.sentences.map((sentence) => of(sentence)?.dangers[0])).toEqual([4, 2, 6])
  expect(contact.sentences.map((sentence) => of(sentence)?.indicators.at(-1))).toEqual([4, 2, 6])
  expect(whole?.at(-1)).toBeCloseTo((3 + 5 + 2 + 6) / 4 + 100)
})

test('quoted mail is read, and says nothing of the whole', async () => {
  const quoted = (start: number, end: number) => ({ kind: 'quoted' as const, start, end })
  const contact = opened('Two four.\n> Unbelievable.', { parts: [{ kind: 'new', start: 0, end: 10 }, quoted(10, 25)] })
  const { of, whole } = await readInContext(modelByLength().model, contact)
  expect(contact.sentences.map((sentence) => of(sentence)?.dangers[0])).toEqual([4, 13])
  expect(whole?.[0]).toBe(104)
  expect(await readInContext(modelByLength().model, opened('> Unbelievable.', { parts: [quoted(0, 15)] }))).not.toHaveProperty('whole')
})

test('nothing of a megabyte is read beyond what a moment is enough for', async () => {
  const { model, reads } = modelByLength()
  const contact = opened(Array.from({ length: 25_000 }, (_, place) => `This is the ${place}th paragraph of them.`).join('\n\n'))
  const { of, whole } = await readInContext(model, contact)
  expect(reads).toHaveLength(64)
  expect(contact.sentences.filter((sentence) => of(sentence) !== undefined)).toEqual(contact.sentences.slice(0, 64))
  // What was not read might say another thing.
  expect(whole).toBeUndefined()
})

test('what is no number is no answer: it would count as nothing said', async () => {
  const { model } = modelByLength()
  const broken: LanguageModel = { ...model, read: async (pieces) => ({ ...(await model.read(pieces)), passage: new Float32Array(WHOLES.heads.length).fill(Number.NaN) }) }
  await expect(readInContext(broken, opened('Two four.'))).rejects.toThrow('no scores')
})

describe('the same sentence', () => {
  const SENTENCE = 'Nobody has seen him since last night.'
  const BESIDE = {
    'a football match': `Our striker was the best on the pitch. ${SENTENCE} The celebrations after the cup final went on until the morning.`,
    'a placement': `The placement rang us about a boy of 14 in care. ${SENTENCE} His phone is switched off and the police were told.`,
  }
  const urgency = DANGERS.heads.indexOf('urgentConcern')

  async function readBeside(text: string) {
    const reader = await servedReader()
    const contact = opened(text)
    const { of } = await readInContext(reader.model, contact)
    const [, sentence] = contact.sentences
    if (!sentence) throw new Error('it is not there')
    return { inContext: of(sentence)?.dangers[urgency] ?? 0, byWords: scoreSentence(reader, sentence.tokens.map(({ word }) => word)).dangers[urgency] }
  }

  test('sounds more like danger beside a placement than beside a football match, which its words cannot tell', async () => {
    const [match, placement] = [await readBeside(BESIDE['a football match']), await readBeside(BESIDE['a placement'])]
    expect(placement.byWords).toBe(match.byWords)
    expect(match.inContext).toBeLessThan(0)
    expect(placement.inContext - match.inContext).toBeGreaterThan(1)
  })
})

test('a passage that is read again reads the same, to the bit', async () => {
  const { model } = await openSecondReader()
  const read = async (text: string) => model?.read(model.pieces.of(text))
  const once = await read('She is fifteen and has not come home.')
  await read('Thank you for the tea towels.')
  expect(await read('She is fifteen and has not come home.')).toEqual(once)
  expect(once?.sentences.length).toBeGreaterThan(SENTENCE_HEADS)
})
