/** Where nothing of the trie goes on, and where every word begins. */
export const NOWHERE = 0
export const ROOT = 1

/** The trie's small letters and numerals: every other unit has none. */
export const NO_SYMBOL = 0
export const SYMBOLS = 37

/** By ASCII unit: capitals stand for their small letters. */
export const symbolOf = new Uint8Array(0x80)
for (let letter = 0; letter < 26; letter += 1) symbolOf[0x61 + letter] = symbolOf[0x41 + letter] = 1 + letter
for (let digit = 0; digit < 10; digit += 1) symbolOf[0x30 + digit] = 27 + digit

/** Words by their letters: from each node a step a letter. Plain numbers, so that it is read from a file as it stands. */
export interface WordTrie {
  /** By node and symbol, the next node. */
  readonly next: Int32Array
  /** By node and unit, the next one for units that have no symbol. */
  readonly others: ReadonlyMap<number, number>
}

const UNITS = 0x10000
const keyOf = (node: number, unit: number): number => node * UNITS + unit

/** The node that a unit of a word in small letters leads to. */
export function stepFrom({ next, others }: WordTrie, node: number, unit: number): number {
  const symbol = symbolOf[unit] ?? NO_SYMBOL
  return (symbol === NO_SYMBOL ? others.get(keyOf(node, unit)) : next[node * SYMBOLS + symbol]) ?? NOWHERE
}

/** Makes a trie. */
export class TrieBuilder {
  private next = new Int32Array(16_384 * SYMBOLS)
  private readonly others = new Map<number, number>()
  /** By node, the one before it: always of a lower number. */
  readonly parents = [NOWHERE, NOWHERE]

  /** The node of a word in small letters, made when it is new. */
  nodeOf(word: string): number {
    let node = ROOT
    for (let at = 0; at < word.length; at += 1) {
      const unit = word.charCodeAt(at)
      const to = stepFrom(this.trie, node, unit)
      node = to === NOWHERE ? this.grow(node, unit) : to
    }
    return node
  }

  get trie(): WordTrie { return { next: this.next, others: this.others } }

  private grow(from: number, unit: number): number {
    const node = this.parents.length
    this.parents.push(from)
    if ((node + 1) * SYMBOLS > this.next.length) this.next = withRoom(this.next)
    const symbol = symbolOf[unit] ?? NO_SYMBOL
    if (symbol === NO_SYMBOL) this.others.set(keyOf(from, unit), node)
    else this.next[from * SYMBOLS + symbol] = node
    return node
  }
}

function withRoom(full: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(full.length * 2)
  larger.set(full)
  return larger
}
