import type { Token } from '../text/tokens'
import type { Term } from './choice'
import { isOfKind, NUMBER_KINDS } from './numberKinds'
import type { Posting } from './phraseIndex'
import type { Run } from './runs'

/** Where a phrase stands in a run. */
export interface Place {
  readonly posting: Posting
  readonly first: number
  readonly last: number
}

const AFTER_ALL_STEMS = 1_000

/** Where a phrase's beginning is filed for this word: as the whole word first, then as stems, the shortest first, then as a kind of number. */
function filedUnder(term: Term, { word, number }: Token, year: number): number {
  switch (term.kind) {
    case 'word': return term.word === word ? 0 : Infinity
    case 'stem': return word.startsWith(term.stem) ? term.stem.length : Infinity
    case 'number': return number !== undefined && isOfKind(term.name, number, year) ? AFTER_ALL_STEMS + NUMBER_KINDS.indexOf(term.name) : Infinity
    default: return term satisfies never
  }
}

function filedAt({ posting, first }: Place, run: Run, year: number): number {
  const token = run.tokens[first]
  const options = posting.slots[0]?.choice.options ?? []
  return token ? Math.min(...options.map(([term]) => (term ? filedUnder(term, token, year) : Infinity))) : Infinity
}

/** By key, and in the order of the text; of phrases that begin together, those filed under the whole word first. */
export function inOrder(places: Place[], run: Run, year: number): readonly Place[] {
  if (places.length < 2) return places
  return places.sort((one, other) =>
    one.posting.keyNumber - other.posting.keyNumber || one.first - other.first
    || filedAt(one, run, year) - filedAt(other, run, year) || one.posting.number - other.posting.number)
}
