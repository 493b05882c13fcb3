import type { Token } from '../text/tokens'
import { type Hit, MOST_HITS } from './hits'
import { phraseEnd } from './phraseEnd'
import type { Row } from './phraseEnd'
import { NOTHING, type PhraseIndex, type Posting, type WordEntry } from './phraseIndex'
import { inOrder, type Place } from './placeOrder'
import type { Run } from './runs'

/**
 * Finds the phrases of the lexicon in the runs of a message, one after the other. It remembers the message's words, so it is
 * for one reading only. `year` is the year of the message.
 */
export class PhraseFinder {
  private readonly entries = new Map<string, WordEntry>()
  /** By choice, the last run in which it may begin somewhere. */
  private readonly lastSeen: Int32Array
  /** By phrase, the place up to which it was looked for: a phrase is looked for once at each place. */
  private readonly lookedUpTo: Int32Array
  private runs = 0
  /** Words of the runs before: places are counted over all runs. */
  private base = 0

  constructor(private readonly index: PhraseIndex, private readonly year: number) {
    this.lastSeen = new Int32Array(index.choices)
    this.lookedUpTo = new Int32Array(index.phrases).fill(-1)
  }

  /** Every phrase that stands in the run, by key and in the order of the text; of one key, the first MOST_HITS. */
  find(run: Run): Hit[] {
    this.runs += 1
    const row: Row = { tokens: run.tokens, entries: this.entriesOf(run.tokens), year: this.year }
    const found = new Map<number, PlacesOfKey>()
    row.entries.forEach(({ postings, rarest }, at) => {
      for (let place = 0; place < rarest.length; place += 1) {
        if (this.lastSeen[rarest[place] ?? NOTHING] !== this.runs) continue
        const posting = postings[place]
        if (posting) this.look(posting, found, run, row, at)
      }
    })
    this.base += run.tokens.length
    return [...found.values()].flatMap(({ places }) => inOrder(places, this.year).slice(0, MOST_HITS).map(hitOf))
  }

  private entriesOf(tokens: readonly Token[]): WordEntry[] {
    this.lastSeen[NOTHING] = this.runs
    return tokens.map((token) => {
      const entry = this.entries.get(token.word) ?? this.enter(token)
      const { needed } = entry
      for (let place = 0; place < needed.length; place += 1) this.lastSeen[needed[place] ?? NOTHING] = this.runs
      return entry
    })
  }

  private enter(token: Token): WordEntry {
    const entry = this.index.entryOf(token, this.year)
    this.entries.set(token.word, entry)
    return entry
  }

  /** Looks for a phrase whose anchor word stands `at`, wherever it may have begun. */
  private look(posting: Posting, found: Map<number, PlacesOfKey>, run: Run, row: Row, at: number): void {
    const { number, keyNumber, least, most, slots } = posting
    const ofKey = found.get(keyNumber)
    const from = Math.max(0, at - most, (this.lookedUpTo[number] ?? -1) + 1 - this.base)
    const to = Math.min(at - least, ofKey?.fullAt ?? Infinity)
    for (let first = from; first <= to; first += 1) {
      const end = phraseEnd(slots, 0, row, first)
      if (end >= 0) addPlace(found, { posting, run, sentence: run.sentenceOf[first] ?? 0, first, last: end - 1 }, at)
    }
    if (to >= from) this.lookedUpTo[number] = this.base + to
  }
}

interface PlacesOfKey {
  readonly places: Place[]
  /** A place in the run up to which as many hits begin as are kept. */
  fullAt: number
}

function addPlace(found: Map<number, PlacesOfKey>, place: Place, at: number): void {
  const { keyNumber } = place.posting
  const ofKey = found.get(keyNumber) ?? { places: [], fullAt: Infinity }
  found.set(keyNumber, ofKey)
  ofKey.places.push(place)
  if (ofKey.places.length === MOST_HITS) ofKey.fullAt = at
}

const hitOf = ({ posting: { key, rule, phrase: { denies } }, run, sentence, first, last }: Place): Hit =>
  ({ key, rule, denies, sentence, run, first, last })
