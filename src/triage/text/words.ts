/** More words than most messages have: room for them grows by doubling. */
const ROOM = 1_024

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
  starts = new Int32Array(ROOM)
  ends = new Int32Array(ROOM)
  /** Names by which the lexicon knows them: knownWords.ts. */
  names = new Int32Array(ROOM)
  /** The values of numerals and of spoken numbers up to twenty; NO_NUMBER for all others. */
  numbers = new Int32Array(ROOM)
  /** The first word of each sentence. */
  readonly sentences: number[] = []

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
    for (const row of [this.starts, this.ends, this.names, this.numbers]) row[to] = row[from] ?? 0
  }

  private grow(): void {
    const length = this.count * 2
    this.starts = withRoom(this.starts, length)
    this.ends = withRoom(this.ends, length)
    this.names = withRoom(this.names, length)
    this.numbers = withRoom(this.numbers, length)
  }
}
