import type { KnownWords } from '../text/knownWords'
import type { Rows } from './rows'

/** The index of the lexicon as plain numbers: compileIndex.ts makes it, phraseIndex.ts reads with it. */
export interface CompiledIndex {
  readonly known: KnownWords
  /** By name, the choices that may begin with it. */
  readonly begun: Rows
  /** By place in NUMBER_KINDS, the choices that may begin with a number of that kind. */
  readonly begunByKind: Rows
  /** By choice, its options one after the other in the order in which they are tried: how many terms, then those. */
  readonly choices: Rows
  /** By choice, the phrases of which it is the anchor; and whether it is some phrase's rarest other one. */
  readonly anchored: Rows
  readonly needed: Uint8Array
  /** By phrase: its key's number, whether it contains a denial, its rarest, least and most; then three numbers for each slot. */
  readonly phrases: Rows
  /** By phrase, the name of its rule; and by key number, the key. */
  readonly rules: readonly string[]
  readonly keys: readonly string[]
}
