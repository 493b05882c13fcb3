import { WordReader } from '../text/wordReader'
import { DENIES, KEY } from './compiledIndex'
import type { CompiledIndex } from './compiledIndex'
import type { FoundPhrase } from './hits'
import { PhraseFinder } from './phraseFinder'

/** The index of the lexicon, and what reads and searches with it: one reader and one finder for all messages, one after the other. */
export class PhraseIndex {
  readonly reader: WordReader
  readonly finder: PhraseFinder
  /** What was found once is named by the same object ever after. */
  private readonly found: (FoundPhrase | undefined)[]

  constructor(private readonly compiled: CompiledIndex) {
    this.reader = new WordReader(compiled.known)
    this.found = Array.from({ length: compiled.rules.length })
    this.finder = new PhraseFinder(compiled, (number) => this.phrase(number))
  }

  private phrase(number: number): FoundPhrase {
    return (this.found[number] ??= this.named(number))
  }

  private named(number: number): FoundPhrase {
    const { phrases: { from, values }, rules, keys } = this.compiled
    const row = from[number] ?? 0
    const keyNumber = values[row + KEY] ?? 0
    return { rule: rules[number] ?? '', key: keys[keyNumber] ?? '', denies: values[row + DENIES] === 1, number, keyNumber }
  }
}
