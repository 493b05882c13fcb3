import { FILLER, FILLERS, JOINT, JOINTS, NUMBER_WORDS } from './plainWords'
import { NOWHERE, ROOT, stepFrom, SYMBOLS, TrieBuilder } from './wordTrie'
import type { WordTrie } from './wordTrie'

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
  readonly trie: WordTrie
  /** By node of the trie, the name of the word that ends there, or NO_NAME. */
  readonly wordAt: Int32Array
  /** By node, the name of the longest beginning that the letters up to there have. */
  readonly stemAt: Int32Array
  /** By name, the longest of the other beginnings that it has. */
  readonly shorter: Int32Array
  /** By name, the letters of a beginning; 0 for a word. */
  readonly lengths: Uint8Array
  /** By name, the value of a word that is a number. */
  readonly values: Int16Array
  /** By name, whether a word is a filler or a joint. */
  readonly marks: Uint8Array
}

/** The name of a word whose letters lead to a node, or no further than to the deepest. */
export const nameAt = ({ wordAt, stemAt }: KnownWords, node: number, deepest: number): number =>
  (node === NOWHERE ? NO_NAME : wordAt[node]) || (stemAt[deepest] ?? ANY_WORD)

/** The name by which a word in small letters is read. */
export function nameOf(known: KnownWords, word: string): number {
  let [node, deepest] = [ROOT, ROOT]
  for (let at = 0; at < word.length && node !== NOWHERE; at += 1) {
    node = stepFrom(known.trie, node, word.charCodeAt(at))
    if (node !== NOWHERE) deepest = node
  }
  return nameAt(known, node, deepest)
}

/** Names words and beginnings of words. */
export class KnownWordsBuilder {
  private readonly builder = new TrieBuilder()
  private readonly words = new Map<string, number>()
  private readonly stems = new Map<string, number>([['', ANY_WORD]])
  /** By name, its node. */
  private readonly nodes = [NOWHERE, ROOT]

  constructor() {
    for (const word of [...NUMBER_WORDS, ...FILLERS, ...JOINTS]) this.word(word)
  }

  word(word: string): number { return this.nameIn(this.words, word) }
  stem(stem: string): number { return this.nameIn(this.stems, stem) }

  private nameIn(names: Map<string, number>, text: string): number {
    const known = names.get(text)
    if (known !== undefined) return known
    const name = this.nodes.length
    names.set(text, name)
    this.nodes.push(this.builder.nodeOf(text))
    return name
  }

  finish(): KnownWords {
    const { builder: { trie, parents }, nodes } = this
    const wordAt = new Int32Array(parents.length)
    const stemAt = new Int32Array(parents.length)
    for (const name of this.words.values()) wordAt[nodes[name] ?? NOWHERE] = name
    for (const name of this.stems.values()) stemAt[nodes[name] ?? NOWHERE] = name
    const lengths = new Uint8Array(nodes.length)
    for (const [stem, name] of this.stems) lengths[name] = stem.length
    const shorter = new Int32Array(nodes.length)
    for (let node = ROOT; node < parents.length; node += 1) {
      const above = stemAt[parents[node] ?? NOWHERE] ?? NO_NAME
      const own = stemAt[node]
      if (own) shorter[own] = above
      else stemAt[node] = above
      const word = wordAt[node]
      if (word) shorter[word] = own || above
    }
    return { trie: { ...trie, next: trie.next.slice(0, parents.length * SYMBOLS) }, wordAt, stemAt, shorter, lengths, values: this.values(), marks: this.marks() }
  }

  private values(): Int16Array {
    const values = new Int16Array(this.nodes.length).fill(NO_NUMBER)
    NUMBER_WORDS.forEach((word, value) => { values[this.word(word)] = value })
    return values
  }

  private marks(): Uint8Array {
    const marks = new Uint8Array(this.nodes.length)
    for (const word of FILLERS) marks[this.word(word)] = FILLER
    for (const word of JOINTS) marks[this.word(word)] = JOINT
    return marks
  }
}
