import fc from 'fast-check'
import type { Term } from '../../../../src/triage/phrases/choice'
import { compileIndex, type OwnedPhrase } from '../../../../src/triage/phrases/compileIndex'
import { compilePhrase, type Slot } from '../../../../src/triage/phrases/compilePhrase'
import { hitsByKey } from '../../../../src/triage/phrases/hits'
import { isOfKind } from '../../../../src/triage/phrases/numberKinds'
import { PhraseIndex } from '../../../../src/triage/phrases/phraseIndex'
import { readRuns } from '../../../../src/triage/phrases/runs'
import { type Token, tokensOf } from '../../../../src/triage/text/tokens'
import { Words } from '../../../../src/triage/text/wordRows'

const YEAR = 2026
const LISTS = { he: ['he', 'she', 'they'], back: ['not back', 'home', 'not', 'miss* home'], soon: ['at {number}', 'now'] }
const WORDS = ['the', 'he', 'she', 'is', 'not', 'back', 'home', 'missing', 'mishap', 'now', 'at', '15', '2019', 'nineteen'] as const
const piece = fc.constantFrom('the', 'is', 'not', 'missing', 'miss*', 'm*', '{he}', '{back}', '{soon}', '{age}', '{number}', '{pastyear}', 'now/home', 'isnt/he')
const phrases = fc.tuple(piece, fc.array(fc.tuple(fc.constantFrom('', '.. ', '... '), piece, fc.constantFrom('', '?')), { maxLength: 4 }))
  .map(([start, others]) => [start, ...others.map(([gap, word, mark]) => `${gap}${word}${mark}`)].join(' '))
  .filter((source) => source.split(' ').filter((one) => one.startsWith('..')).length <= 3)
const texts = fc.array(fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...WORDS) }, fc.constantFrom('.\n', ',', 'zebra')), { maxLength: 120 }).map((all) => all.join(' '))

const isTerm = (term: Term | undefined, token: Token | undefined): boolean => {
  if (!term || !token) return false
  if (term.kind === 'word') return token.word === term.word
  if (term.kind === 'stem') return token.word.startsWith(term.stem)
  return token.number !== undefined && isOfKind(term.name, token.number, YEAR)
}

/** Single words first, then runs of words, then what begins otherwise: as the matcher promises. */
const rankOf = ([first, ...others]: readonly Term[]): number => (first?.kind !== 'word' ? 2 : others.length > 0 ? 1 : 0)

function plainEnd([slot, ...others]: readonly Slot[], tokens: readonly Token[], at: number): number {
  if (!slot) return at
  const options = slot.choice.options.toSorted((one, other) => rankOf(one) - rankOf(other))
  for (let here = at; here <= at + slot.gap; here += 1) {
    for (const option of options) {
      if (!option.every((term, step) => isTerm(term, tokens[here + step]))) continue
      const end = plainEnd(others, tokens, here + option.length)
      if (end >= 0) return end
    }
  }
  return slot.optional ? plainEnd(others, tokens, at) : -1
}

test('the index finds what trying every phrase at every word finds', () => {
  fc.assert(fc.property(fc.array(phrases, { minLength: 1, maxLength: 12 }), texts, (sources, text) => {
    const owned: OwnedPhrase[] = sources.map((source, place) => ({ phrase: compilePhrase(source, LISTS), key: `key:${place}`, rule: `rule/${place}` }))
    const index = new PhraseIndex(compileIndex(owned))
    const words = new Words()
    const runs = readRuns(words, index.reader, text, { part: 'text', start: 0, end: text.length })
    const found = hitsByKey(runs.map((run) => index.finder.search(run, YEAR)))
    for (const { phrase, key } of owned) {
      const plain = runs.flatMap((run) => {
        const tokens = tokensOf(words, text, run.first, run.end)
        return tokens.flatMap((_, first) => {
          const end = plainEnd(phrase.slots, tokens, first)
          return end < 0 ? [] : [[run.first + first, run.first + end - 1]]
        })
      }).slice(0, 40)
      expect((found.get(key) ?? []).map(({ first, last }) => [first, last])).toEqual(plain)
    }
  }), { numRuns: 300 })
})
