import type { Day } from '../../domain/workingDays'
import type { SearchedRun } from '../phrases/hits'
import { PhraseFinder } from '../phrases/phraseFinder'
import type { PhraseIndex } from '../phrases/phraseIndex'
import { runIn } from '../phrases/runs'
import { sentenceRanges } from '../text/sentences'
import type { Stretch } from '../text/sentences'

interface Known extends SearchedRun {
  readonly words: string
}

/**
 * Cuts and searches each run of a contact once, however many of its extents are read. It holds a contact's words, so it is
 * for one reading only and nothing keeps it.
 */
export class RunReader {
  private readonly finder: PhraseFinder
  /** By where they begin. */
  private readonly known = new Map<number, Known[]>()

  constructor(index: PhraseIndex, readonly received: Day) {
    this.finder = new PhraseFinder(index, Number(received.slice(0, 4)))
  }

  /** The runs of a stretch, with what was found in each. */
  read(text: string, { part, ...range }: Stretch): SearchedRun[] {
    return sentenceRanges(text, range).flatMap((piece) => this.readRun(text, { part, ...piece }) ?? [])
  }

  private readRun(text: string, stretch: Stretch): SearchedRun | undefined {
    const words = text.slice(stretch.start, stretch.end)
    const known = this.known.get(stretch.start) ?? []
    const same = known.find((one) => one.run.part === stretch.part && one.words === words)
    if (same) return same
    const run = runIn(text, stretch)
    if (!run) return undefined
    const read: Known = { words, run, hits: this.finder.find(run) }
    this.known.set(stretch.start, [...known, read])
    return read
  }
}
