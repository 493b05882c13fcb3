import { KEY, LEAST, MOST, NOTHING } from './compiledIndex'
import type { CompiledIndex } from './compiledIndex'
import { EnteredRun } from './enteredRun'
import { putInOrder } from './hitOrder'
import { type FoundPhrase, type Hit, MOST_HITS, type SearchedRun } from './hits'
import { PhraseMatcher } from './phraseMatcher'
import { type Run, sentenceAt } from './runs'

/** Places are counted on from run to run, so that no row need be cleared between them, until they come to this. */
const LAST_PLACE = 0x7fff_0000

/** Finds the phrases of the lexicon in runs. Between two runs it keeps nothing but room for numbers. */
export class PhraseFinder {
  private readonly entered: EnteredRun
  private readonly matcher: PhraseMatcher
  /** By choice, the last run in which it may begin somewhere, by the place where that run begins. */
  private readonly lastSeen: Int32Array
  /** By phrase, the place up to which it was looked for: a phrase is looked for once at each place. */
  private readonly lookedUpTo: Int32Array
  /** By rule key: how often it was found in this run, and up to where as many begin as are kept. */
  private readonly found: Int32Array
  private readonly fullAt: Int32Array
  /** The place of the first word that the present run's words have, and of the run's own first. */
  private origin = 1
  private runStart = 1

  constructor(private readonly index: CompiledIndex, private readonly named: (phrase: number) => FoundPhrase) {
    this.entered = new EnteredRun(index)
    this.matcher = new PhraseMatcher(index, this.entered)
    this.lastSeen = new Int32Array(index.only.length)
    this.lookedUpTo = new Int32Array(index.rules.length)
    this.found = new Int32Array(index.keys.length)
    this.fullAt = new Int32Array(index.keys.length)
  }

  /** Every phrase that stands in a run of a message of this year, in the order of the text; of one key, at least the first MOST_HITS. */
  search(run: Run, year: number): SearchedRun {
    const { first, end } = run
    this.beginRun(end - first)
    this.origin = this.runStart - first
    const hits: Hit[] = []
    try {
      this.entered.enter(run, year)
      for (let at = first; at < end; at += 1) this.noteNeeded(this.entered.entryAt(at))
      for (let at = first; at < end; at += 1) this.lookFrom(at, run, hits)
      putInOrder(hits, this.index, this.entered)
      return { run, hits }
    } finally {
      // Also when it failed half way: the next run must not be taken for this one.
      for (const { phrase } of hits) this.found[phrase.keyNumber] = 0
      this.entered.leave()
      this.runStart += end - first
    }
  }

  private beginRun(length: number): void {
    if (this.runStart + length < LAST_PLACE) return
    this.lastSeen.fill(0)
    this.lookedUpTo.fill(0)
    this.runStart = 1
  }

  /** Notes what may begin at a word. */
  private noteNeeded(entry: number): void {
    const { lastSeen, runStart, index: { needed: { from, values } } } = this
    const end = from[entry + 1] ?? 0
    for (let place = from[entry] ?? 0; place < end; place += 1) lastSeen[values[place] ?? NOTHING] = runStart
  }

  /** Looks for the phrases that a word is, and for those of which it may be the anchor. */
  private lookFrom(at: number, run: Run, hits: Hit[]): void {
    const { lastSeen, runStart, index: { alone, anchored, rarest } } = this
    const entry = this.entered.entryAt(at)
    for (let place = alone.from[entry] ?? 0, end = alone.from[entry + 1] ?? 0; place < end; place += 1) {
      this.addAlone(alone.values[place] ?? 0, at, run, hits)
    }
    for (let place = anchored.from[entry] ?? 0, end = anchored.from[entry + 1] ?? 0; place < end; place += 1) {
      const needed = rarest[place] ?? NOTHING
      if (needed === NOTHING || lastSeen[needed] === runStart) this.look(anchored.values[place] ?? 0, hits, run, at)
    }
  }

  private addAlone(phrase: number, at: number, run: Run, hits: Hit[]): void {
    const named = this.named(phrase)
    if (at <= this.lastWanted(named.keyNumber)) this.add({ phrase: named, run, sentence: sentenceAt(run, at), first: at, last: at }, hits, at)
  }

  /** Looks for a phrase whose anchor word stands `at`, wherever it may have begun. */
  private look(phrase: number, hits: Hit[], run: Run, at: number): void {
    const { lookedUpTo, origin, index: { phrases: { from: rows, values } } } = this
    const row = rows[phrase] ?? 0
    const from = Math.max(run.first, at - (values[row + MOST] ?? 0), (lookedUpTo[phrase] ?? 0) + 1 - origin)
    const to = Math.min(at - (values[row + LEAST] ?? 0), this.lastWanted(values[row + KEY] ?? 0))
    for (let first = from; first <= to; first += 1) {
      const end = this.matcher.endOf(phrase, first)
      if (end >= 0) this.add({ phrase: this.named(phrase), run, sentence: sentenceAt(run, first), first, last: end - 1 }, hits, at)
    }
    if (to >= from) lookedUpTo[phrase] = to + origin
  }

  /** Where the last phrase of a key may begin that is kept of this run. */
  private lastWanted(keyNumber: number): number {
    return (this.found[keyNumber] ?? 0) < MOST_HITS ? this.entered.end : this.fullAt[keyNumber] ?? 0
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
