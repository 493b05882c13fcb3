/** As many words as a short message has. */
const LEAST_ROOM = 256
/** Characters of which hardly any letter has more for each word, the space behind it included. */
const CHARACTERS_A_WORD = 4

/** Room for the words of a text of so many characters. */
export const wordsIn = (characters: number): number => Math.ceil(characters / CHARACTERS_A_WORD)

const withRoom = (full: Int32Array, length: number): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(length)
  larger.set(full)
  return larger
}

/**
 * The words of a message, one after the other in rows of numbers: an object for each would be most of what a reading leaves
 * to be cleared away. Positions count UTF-16 units in the whole text that a word stands in.
 */
export class Words {
  count = 0
  starts: Int32Array
  ends: Int32Array
  /** Names by which the lexicon knows them: knownWords.ts. */
  names: Int32Array
  /** The values of numerals and of spoken numbers up to twenty; NO_NUMBER for all others. */
  numbers: Int32Array
  /** The first word of each sentence. */
  readonly sentences: number[] = []

  /** @param room how many words are expected: more make it grow */
  constructor(room = LEAST_ROOM) {
    const length = Math.max(room, LEAST_ROOM)
    this.starts = new Int32Array(length)
    this.ends = new Int32Array(length)
    this.names = new Int32Array(length)
    this.numbers = new Int32Array(length)
  }

  add(start: number, end: number, name: number, number: number): void {
    if (this.count === this.starts.length) this.grow()
    this.starts[this.count] = start
    this.ends[this.count] = end
    this.names[this.count] = name
    this.numbers[this.count] = number
    this.count += 1
  }

  /** Writes a word over an earlier one. */
  move(from: number, to: number): void {
    this.starts[to] = this.starts[from] ?? 0
    this.ends[to] = this.ends[from] ?? 0
    this.names[to] = this.names[from] ?? 0
    this.numbers[to] = this.numbers[from] ?? 0
  }

  private grow(): void {
    const length = this.count * 2
    this.starts = withRoom(this.starts, length)
    this.ends = withRoom(this.ends, length)
    this.names = withRoom(this.names, length)
    this.numbers = withRoom(this.numbers, length)
  }
}
