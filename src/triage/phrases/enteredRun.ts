import { NO_NAME, NO_NUMBER } from '../text/knownWords'
import { Words } from '../text/wordRows'
import type { CompiledIndex } from './compiledIndex'
import { classOfNumber } from './numberKinds'
import type { Run } from './runs'

/** Room for the words of most runs; it grows by doubling. */
const ROOM = 256

/** A run's words as entries of the index, in a message of this year. One run is held at a time, and only as numbers. */
export class EnteredRun {
  words = new Words()
  first = 0
  end = 0
  year = 0
  private entries = new Int32Array(ROOM)

  constructor(private readonly index: CompiledIndex) {}

  enter({ words, first, end }: Run, year: number): void {
    while (this.entries.length < end - first) this.entries = new Int32Array(this.entries.length * 2)
    this.words = words
    this.first = first
    this.end = end
    this.year = year
    const { names, numbers } = words
    const { numbered } = this.index
    for (let at = first; at < end; at += 1) {
      const name = names[at] ?? NO_NAME
      const number = numbers[at] ?? NO_NUMBER
      this.entries[at - first] = number === NO_NUMBER ? name : (numbered[name] ?? 0) + classOfNumber(number, year)
    }
  }

  /** The entry of the word that stands at a place of the message. */
  entryAt(at: number): number { return this.entries[at - this.first] ?? 0 }

  /** Where the rows of an entry tell of a choice that may begin with it; -1 when the choice does not. */
  beginning(at: number, choice: number): number {
    const entry = this.entryAt(at)
    const { from, values } = this.index.begun
    let low = from[entry] ?? 0
    let high = (from[entry + 1] ?? 0) - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const there = values[middle] ?? 0
      if (there === choice) return middle
      if (there < choice) low = middle + 1
      else high = middle - 1
    }
    return -1
  }

  /** Forgets the message. */
  leave(): void { this.words = NO_WORDS }
}

const NO_WORDS = new Words()
