import type { Token } from '../text/tokens'
import { MOST_HITS, type SearchedRun } from './hits'
import { phraseEnd } from './phraseEnd'
import type { Row } from './phraseEnd'
import { NOTHING, type PhraseIndex, type Posting, type WordEntry } from './phraseIndex'
import { type Place, putInOrder } from './placeOrder'
import type { Run } from './runs'

/**
 * Finds the phrases of the lexicon in the runs of a message, one after the other. It is for one reading only. `year` is the
 * year of the message.
 */
export class PhraseFinder {
  /** By choice, the last run in which it may begin somewhere. */
  private readonly lastSeen: Int32Array
  /** By phrase, the place up to which it was looked for: a phrase is looked for once at each place. */
  private readonly lookedUpTo: Int32Array
  /** By rule key: how often it was found in this run, and up to where as many begin as are kept. */
  private readonly found: Int32Array
  private readonly fullAt: Int32Array
  private runs = 0
  /** Words of the runs before: places are counted over all runs. */
  private base = 0

  constructor(private readonly index: PhraseIndex, private readonly year: number) {
    this.lastSeen = new Int32Array(index.choices)
    this.lookedUpTo = new Int32Array(index.phrases).fill(-1)
    this.found = new Int32Array(index.keys)
    this.fullAt = new Int32Array(index.keys)
  }

  /** Every phrase that stands in the run, in the order of the text; of one key, at least the first MOST_HITS. */
  search(run: Run): SearchedRun {
    this.runs += 1
    const row: Row = { tokens: run.tokens, entries: this.entriesOf(run.tokens), year: this.year }
    const places: Place[] = []
    row.entries.forEach(({ alone, postings, rarest }, at) => {
      for (const posting of alone) if (at <= this.lastWanted(posting.keyNumber)) this.add(places, posting, at, at, at)
      for (let place = 0; place < rarest.length; place += 1) {
        if (this.lastSeen[rarest[place] ?? NOTHING] !== this.runs) continue
        const posting = postings[place]
        if (posting) this.look(posting, places, row, at)
      }
    })
    this.base += run.tokens.length
    for (const { posting } of places) this.found[posting.keyNumber] = 0
    putInOrder(places, row)
    return { run, places }
  }

  private entriesOf(tokens: readonly Token[]): WordEntry[] {
    this.lastSeen[NOTHING] = this.runs
    return tokens.map((token) => {
      const entry = this.index.entryOf(token, this.year)
      const { needed } = entry
      for (let place = 0; place < needed.length; place += 1) this.lastSeen[needed[place] ?? NOTHING] = this.runs
      return entry
    })
  }

  /** Looks for a phrase whose anchor word stands `at`, wherever it may have begun. */
  private look(posting: Posting, places: Place[], row: Row, at: number): void {
    const { number, keyNumber, least, most, slots } = posting
    const from = Math.max(0, at - most, (this.lookedUpTo[number] ?? -1) + 1 - this.base)
    const to = Math.min(at - least, this.lastWanted(keyNumber))
    for (let first = from; first <= to; first += 1) {
      const end = phraseEnd(slots, 0, row, first)
      if (end >= 0) this.add(places, posting, first, end - 1, at)
    }
    if (to >= from) this.lookedUpTo[number] = this.base + to
  }

  /** Where the last phrase of a key may begin that is kept of this run. */
  private lastWanted(keyNumber: number): number {
    return (this.found[keyNumber] ?? 0) < MOST_HITS ? Infinity : this.fullAt[keyNumber] ?? 0
  }

  /** Adds a place, found by the word that stands `at`. */
  private add(places: Place[], posting: Posting, first: number, last: number, at: number): void {
    const { keyNumber } = posting
    places.push({ posting, first, last })
    const found = (this.found[keyNumber] ?? 0) + 1
    this.found[keyNumber] = found
    if (found === MOST_HITS) this.fullAt[keyNumber] = at
  }
}
