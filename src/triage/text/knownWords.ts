import { FILLER, FILLERS, JOINT, JOINTS, NUMBER_WORDS } from './plainWords'
import { wordTable } from './wordTable'
import type { WordTable } from './wordTable'

/** No name has this number; and this one is of the beginning that every word has, of no letters. */
export const NO_NAME = 0
export const ANY_WORD = 1
/** The value of what is no number. */
export const NO_NUMBER = -1

/**
 * What the lexicon knows of words: each of its words and beginnings of words has a number, its name. Whatever a message says
 * is read as one of these: what it says is not kept.
 */
export interface KnownWords {
  readonly words: WordTable
  readonly stems: WordTable
  /** Letters of the longest beginning. */
  readonly longestStem: number
  /** By name, the longest of the other beginnings that it has. */
  readonly shorter: Int32Array
  /** By name, the letters of a beginning; 0 for a word. */
  readonly lengths: Uint8Array
  /** By name, the value of a word that is a number. */
  readonly values: Int16Array
  /** By name, whether a word is a filler or a joint. */
  readonly marks: Uint8Array
}

/** By a word as it should be written, the ways in which people miswrite it. */
export type Misspelt = Readonly<Record<string, readonly string[]>>

/** Names words and beginnings of words. */
export class KnownWordsBuilder {
  private readonly words = new Map<string, number>()
  private readonly stems = new Map<string, number>([['', ANY_WORD]])
  private count = ANY_WORD + 1

  constructor() {
    for (const word of [...NUMBER_WORDS, ...FILLERS, ...JOINTS]) this.word(word)
  }

  word(word: string): number { return this.nameIn(this.words, word) }
  stem(stem: string): number { return this.nameIn(this.stems, stem) }

  private nameIn(names: Map<string, number>, text: string): number {
    const known = names.get(text)
    if (known !== undefined) return known
    names.set(text, this.count)
    this.count += 1
    return this.count - 1
  }

  /** The names of what a numeral may be read as, and of the words that are numbers. */
  numberable(): number[] {
    const numerals = [...this.words, ...this.stems].filter(([text]) => /^\d/.test(text)).map(([, name]) => name)
    return [ANY_WORD, ...numerals, ...NUMBER_WORDS.map((word) => this.word(word))]
  }

  /** @param misspelt words that are read as others, unless the lexicon has them itself */
  finish(misspelt: Misspelt = {}): KnownWords {
    const { count, words, stems } = this
    const lengths = new Uint8Array(count)
    const shorter = new Int32Array(count)
    for (const [stem, name] of stems) {
      lengths[name] = stem.length
      if (stem !== '') shorter[name] = this.stemWithin(stem, stem.length - 1)
    }
    for (const [word, name] of words) shorter[name] = this.stemWithin(word, word.length)
    return { words: wordTable(new Map([...this.slips(misspelt), ...words])), stems: wordTable(stems), longestStem: Math.max(...lengths), shorter, lengths, values: this.values(), marks: this.marks() }
  }

  private slips(misspelt: Misspelt): [slip: string, name: number][] {
    return Object.entries(misspelt).flatMap(([word, slips]) => {
      const name = this.words.get(word) ?? this.stemWithin(word, word.length)
      return slips.map((slip): [string, number] => [slip, name])
    })
  }

  /** The longest beginning that a text has, of so many letters at most. */
  private stemWithin(text: string, most: number): number {
    let length = most
    while (!this.stems.has(text.slice(0, length))) length -= 1
    return this.stem(text.slice(0, length))
  }

  private values(): Int16Array {
    const values = new Int16Array(this.count).fill(NO_NUMBER)
    NUMBER_WORDS.forEach((word, value) => { values[this.word(word)] = value })
    return values
  }

  private marks(): Uint8Array {
    const marks = new Uint8Array(this.count)
    for (const word of FILLERS) marks[this.word(word)] = FILLER
    for (const word of JOINTS) marks[this.word(word)] = JOINT
    return marks
  }
}
