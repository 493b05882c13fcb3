import { NO_NUMBER } from '../text/knownWords'
import type { Words } from '../text/words'
import { NOTHING } from './compileIndex'
import { putInOrder } from './hitOrder'
import { type Hit, MOST_HITS, type SearchedRun } from './hits'
import { phraseEnd, type Row } from './phraseEnd'
import type { PhraseIndex, Posting } from './phraseIndex'
import { type Run, sentenceAt } from './runs'
import type { WordEntry } from './wordEntry'

/**
 * Finds the phrases of the lexicon in the runs of a message, one after the other as they are added to its words. It is for
 * one reading only. `year` is the year of the message.
 */
export class PhraseFinder {
  private readonly entries: WordEntry[] = []
  private readonly row: Row
  /** By choice, the last run in which it may begin somewhere. */
  private readonly lastSeen: Int32Array
  /** By phrase, the place up to which it was looked for: a phrase is looked for once at each place. */
  private readonly lookedUpTo: Int32Array
  /** By rule key: how often it was found in this run, and up to where as many begin as are kept. */
  private readonly found: Int32Array
  private readonly fullAt: Int32Array
  private runs = 0

  constructor(private readonly index: PhraseIndex, words: Words, year: number) {
    this.row = { words, entries: this.entries, known: index.known, year }
    this.lastSeen = new Int32Array(index.choices)
    this.lookedUpTo = new Int32Array(index.phrases).fill(-1)
    this.found = new Int32Array(index.keys)
    this.fullAt = new Int32Array(index.keys)
  }

  /** Every phrase that stands in the run, in the order of the text; of one key, at least the first MOST_HITS. */
  search(run: Run): SearchedRun {
    this.runs += 1
    this.lastSeen[NOTHING] = this.runs
    for (let at = run.first; at < run.end; at += 1) this.enter(at)
    const hits: Hit[] = []
    for (let at = run.first; at < run.end; at += 1) this.lookFrom(at, run, hits)
    for (const { phrase } of hits) this.found[phrase.keyNumber] = 0
    putInOrder(hits, this.row)
    return { run, hits }
  }

  /** Notes what may begin at a word. */
  private enter(at: number): void {
    const { words: { names, numbers }, year } = this.row
    const entry = this.index.entryOf(names[at] ?? 0, numbers[at] ?? NO_NUMBER, year)
    const { needed } = entry
    for (let place = 0; place < needed.length; place += 1) this.lastSeen[needed[place] ?? NOTHING] = this.runs
    this.entries.push(entry)
  }

  /** Looks for the phrases that a word is, and for those of which it may be the anchor. */
  private lookFrom(at: number, run: Run, hits: Hit[]): void {
    const entry = this.entries[at]
    if (!entry) return
    const { alone, postings, rarest } = entry
    for (const posting of alone) if (at <= this.lastWanted(posting.keyNumber)) this.add({ phrase: posting, run, sentence: sentenceAt(run, at), first: at, last: at }, hits, at)
    for (let place = 0; place < rarest.length; place += 1) {
      if (this.lastSeen[rarest[place] ?? NOTHING] !== this.runs) continue
      const posting = postings[place]
      if (posting) this.look(posting, hits, run, at)
    }
  }

  /** Looks for a phrase whose anchor word stands `at`, wherever it may have begun. */
  private look(phrase: Posting, hits: Hit[], run: Run, at: number): void {
    const { number, keyNumber, least, most, slots } = phrase
    const from = Math.max(run.first, at - most, (this.lookedUpTo[number] ?? -1) + 1)
    const to = Math.min(at - least, this.lastWanted(keyNumber))
    for (let first = from; first <= to; first += 1) {
      const end = phraseEnd(slots, 0, this.row, first)
      if (end >= 0) this.add({ phrase, run, sentence: sentenceAt(run, first), first, last: end - 1 }, hits, at)
    }
    if (to >= from) this.lookedUpTo[number] = to
  }

  /** Where the last phrase of a key may begin that is kept of this run. */
  private lastWanted(keyNumber: number): number {
    return (this.found[keyNumber] ?? 0) < MOST_HITS ? Infinity : this.fullAt[keyNumber] ?? 0
  }

  /** Adds what was found by the word that stands `at`. */
  private add(hit: Hit, hits: Hit[], at: number): void {
    const { keyNumber } = hit.phrase
    hits.push(hit)
    const found = (this.found[keyNumber] ?? 0) + 1
    this.found[keyNumber] = found
    if (found === MOST_HITS) this.fullAt[keyNumber] = at
  }
}
