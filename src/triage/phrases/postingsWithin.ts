import type { PhraseIndex, Posting, WordEntry } from './phraseIndex'
import type { Run } from './runs'

/**
 * The posting lists of a message's words, without the phrases that cannot stand in it at all: those of which some place has
 * no word that occurs anywhere. Each word is looked up once a message.
 */
export class PostingsWithin {
  private readonly entries = new Map<string, WordEntry>()
  private readonly kept = new Map<WordEntry, readonly Posting[]>()
  /** By number of the choice, whether it may begin somewhere. */
  private readonly occurs: Uint8Array
  private readonly rows: ReadonlyMap<Run, readonly WordEntry[]>

  constructor(private readonly index: PhraseIndex, runs: readonly Run[], year: number) {
    this.occurs = new Uint8Array(index.choices)
    this.rows = new Map(runs.map((run) => [run, run.tokens.map((token) => this.entries.get(token.word) ?? this.enter(token, year))]))
  }

  entriesOf(run: Run): readonly WordEntry[] {
    return this.rows.get(run) ?? []
  }

  postingsOf(entry: WordEntry): readonly Posting[] {
    const known = this.kept.get(entry)
    if (known) return known
    const kept = entry.postings.filter(({ slots }) => slots.every(({ optional, number }) => optional || this.occurs[number] === 1))
    this.kept.set(entry, kept)
    return kept
  }

  private enter(token: Run['tokens'][number], year: number): WordEntry {
    const entry = this.index.entryOf(token, year)
    this.entries.set(token.word, entry)
    for (const number of entry.begins) this.occurs[number] = 1
    return entry
  }
}
