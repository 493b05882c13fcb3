import { PieceReader } from '../../../src/triage/decide/pieceReader'
import { strangenessIn } from '../../../src/triage/decide/strangeness'
import { loadRules } from '../../../src/triage/loadRules'

const { everyday } = loadRules()

const read = (text: string, shouted: boolean): (readonly number[])[] => {
  const pieces = new PieceReader(everyday, text, shouted, (piece) => strangenessIn(everyday, piece, shouted))
  const all: (readonly number[])[] = []
  for (let each = pieces.next(); each; each = pieces.next()) all.push(each)
  return all
}

const WORDS = ["the", "The", "THE", "don't", "Don'T", "o'clock's", "boys'", 'www', 'awww', 'llong', 'Gdansk', 'gdzie', 'GDZIE', 'x', 'ysgol', 'ffôn', 'é', 'ребёнок', '16yo', 'a@b.example', 'http://x.example', '', 'q'.repeat(28)]
const BEFORE = ['', '"', "'", '(', '((', '“', '[']
const BEHIND = ['', '.', ',', '?!)', '....', "'", '.x', '’', '\u00a0', '\n', '\u3000']

test.each([false, true])('what rows of characters tell is the same whether they are scanned or cut out (shouted: %s)', (shouted) => {
  const text = WORDS.flatMap((word) => BEFORE.flatMap((before) => BEHIND.map((behind) => `${before}${word}${behind}`))).join(' ')
  const cutOut = (text.match(/\S+/gu) ?? []).map((piece) => strangenessIn(everyday, piece, shouted))

  expect(read(text, shouted)).toEqual(cutOut)
})
