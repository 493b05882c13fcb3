import { withoutAccents } from '../text/withoutAccents'
import type { EverydayLists } from './rulesSchema'

/** Which words are everybody's in English or Welsh, ready to be looked up: in small letters, without apostrophes. */
export interface EverydayWords {
  readonly known: ReadonlySet<string>
  /** Words that other languages have too. */
  readonly shared: ReadonlySet<string>
  /** Words of which a letter has some whatever it is about. */
  readonly courtesies: ReadonlySet<string>
  readonly thanks: ReadonlySet<string>
}

/** People leave accents out: "ffon" is as much an everyday word as "ffôn", unless another language has it. */
export function everydayWords({ english, welsh, shared, courtesies, thanks }: EverydayLists): EverydayWords {
  const others = new Set(shared)
  const known = new Set([...english, ...welsh, ...welsh.map(withoutAccents).filter((word) => !others.has(word))])
  return { known, shared: others, courtesies: new Set([...courtesies, ...thanks]), thanks: new Set(thanks) }
}
