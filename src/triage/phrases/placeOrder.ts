import type { Token } from '../text/tokens'
import { NUMBER_KINDS, type Term } from './choice'
import { isOfKind } from './phraseIndex'
import type { Posting } from './phraseIndex'
import type { Run } from './runs'

/** Where a phrase stands in a run. */
export interface Place {
  readonly posting: Posting
  readonly run: Run
  readonly sentence: number
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

function filedAt({ posting, run, first }: Place, year: number): number {
  const token = run.tokens[first]
  const options = posting.slots[0]?.choice.options ?? []
  return token ? Math.min(...options.map(([term]) => (term ? filedUnder(term, token, year) : Infinity))) : Infinity
}

/** In the order of the text; of phrases that begin together, those filed under the whole word first. */
export function inOrder(places: readonly Place[], year: number): readonly Place[] {
  if (places.length < 2) return places
  return places.toSorted((one, other) =>
    one.first - other.first || filedAt(one, year) - filedAt(other, year) || one.posting.number - other.posting.number)
}
