import type { Day } from '../../domain/workingDays'
import type { SearchedRun } from '../phrases/hits'
import { PhraseFinder } from '../phrases/phraseFinder'
import type { PhraseIndex } from '../phrases/phraseIndex'
import { runIn } from '../phrases/runs'
import { sentenceRanges } from '../text/sentences'
import type { Stretch } from '../text/sentences'

interface ReadStretch {
  readonly stretch: Stretch
  /** Its text, and one character more: it may tell where a sentence ends. */
  readonly words: string
  readonly runs: readonly SearchedRun[]
}

/**
 * Cuts and searches each run of a contact once, however many of its extents are read. It holds a contact's words, so it is
 * for one reading only and nothing keeps it.
 */
export class RunReader {
  private readonly finder: PhraseFinder
  private readonly stretches: ReadStretch[] = []
  /** By where they begin. */
  private readonly runs = new Map<number, ReadRun[]>()

  constructor(index: PhraseIndex, readonly received: Day) {
    this.finder = new PhraseFinder(index, Number(received.slice(0, 4)))
  }

  /** The runs of a stretch, with what was found in each. */
  read(text: string, stretch: Stretch): readonly SearchedRun[] {
    const words = text.slice(stretch.start, stretch.end + 1)
    const same = this.stretches.find((one) => isSame(one.stretch, stretch) && one.words === words)
    if (same) return same.runs
    const runs: SearchedRun[] = []
    for (const { start, end } of sentenceRanges(text, stretch)) {
      const run = this.readRun(text, { part: stretch.part, start, end })
      if (run) runs.push(run)
    }
    this.stretches.push({ stretch, words, runs })
    return runs
  }

  /** Where standing words are blanked out, most of a stretch stays as it is. */
  private readRun(text: string, stretch: Stretch): SearchedRun | undefined {
    const words = text.slice(stretch.start, stretch.end)
    const known = this.runs.get(stretch.start) ?? []
    const same = known.find((one) => one.run.part === stretch.part && one.words === words)
    if (same) return same
    const run = runIn(text, stretch)
    if (!run) return undefined
    const read: ReadRun = { words, ...this.finder.search(run) }
    this.runs.set(stretch.start, [...known, read])
    return read
  }
}

interface ReadRun extends SearchedRun {
  readonly words: string
}

const isSame = (one: Stretch, other: Stretch): boolean => one.start === other.start && one.end === other.end && one.part === other.part
