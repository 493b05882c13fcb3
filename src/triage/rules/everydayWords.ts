import { withoutAccents } from '../text/withoutAccents'
import { wordTable } from '../text/wordTable'
import type { WordTable } from '../text/wordTable'
import type { EverydayLists } from './rulesSchema'

/** What the table has of a word. */
export const KNOWN = 1
export const SHARED = 2

/** Which words are everybody's in English or Welsh, ready to be looked up: in small letters, without apostrophes. */
export interface EverydayWords {
  readonly known: ReadonlySet<string>
  /** Words that other languages have too. */
  readonly shared: ReadonlySet<string>
  /** Both, KNOWN or SHARED, to be found by their hashes. */
  readonly table: WordTable
  /** Words of which a letter has some whatever it is about. */
  readonly courtesies: ReadonlySet<string>
  readonly thanks: ReadonlySet<string>
}

/** People leave accents out: "ffon" is as much an everyday word as "ffôn", unless another language has it. */
export function everydayWords({ english, welsh, shared, courtesies, thanks }: EverydayLists): EverydayWords {
  const others = new Set(shared)
  const known = new Set([...english, ...welsh, ...welsh.map(withoutAccents).filter((word) => !others.has(word))])
  const table = wordTable(new Map([...shared.map((word): [string, number] => [word, SHARED]), ...Array.from(known, (word): [string, number] => [word, KNOWN])]))
  return { known, shared: others, table, courtesies: new Set([...courtesies, ...thanks]), thanks: new Set(thanks) }
}
