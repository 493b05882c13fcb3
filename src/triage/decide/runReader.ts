import type { Day } from '../../domain/workingDays'
import type { SearchedRun } from '../phrases/hits'
import type { PhraseIndex } from '../phrases/phraseIndex'
import { readRun } from '../phrases/runs'
import { runsOn } from '../text/sentences'
import type { Stretch } from '../text/sentences'
import { Words, wordsIn } from '../text/wordRows'

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
  private readonly words: Words
  private readonly year: number
  private readonly stretches: ReadStretch[] = []
  /** By where they begin. */
  private readonly runs = new Map<number, ReadRun>()

  /** @param characters how many of the contact are read, at most */
  constructor(private readonly index: PhraseIndex, readonly received: Day, characters: number) {
    this.words = new Words(wordsIn(characters))
    this.year = Number(received.slice(0, 4))
  }

  /** The runs of a stretch, with what was found in each. */
  read(text: string, stretch: Stretch): readonly SearchedRun[] {
    const words = text.slice(stretch.start, stretch.end + 1)
    const same = this.stretches.find((one) => isSame(one.stretch, stretch) && one.words === words)
    if (same) return same.runs
    const runs: SearchedRun[] = []
    for (const piece of runsOn(text, stretch)) {
      const run = this.readRun(text, piece)
      if (run) runs.push(run)
    }
    this.stretches.push({ stretch, words, runs })
    return runs
  }

  /** Where standing words are blanked out, most of a stretch stays as it is. */
  private readRun(text: string, stretch: Stretch): SearchedRun | undefined {
    const before = this.runs.get(stretch.start)
    for (let one = before; one; one = one.before) if (isRead(one, text, stretch)) return one
    const run = readRun(this.words, this.index.reader, text, stretch)
    if (!run) return undefined
    const { hits } = this.index.finder.search(run, this.year)
    const read: ReadRun = { run, hits, text, stretch, before }
    this.runs.set(stretch.start, read)
    return read
  }
}

interface ReadRun extends SearchedRun {
  readonly text: string
  readonly stretch: Stretch
  /** What was read before from the same place on. */
  readonly before: ReadRun | undefined
}

const isSame = (one: Stretch, other: Stretch): boolean => one.start === other.start && one.end === other.end && one.part === other.part

const isRead = (read: ReadRun, text: string, stretch: Stretch): boolean =>
  isSame(read.stretch, stretch) && read.text.slice(stretch.start, stretch.end) === text.slice(stretch.start, stretch.end)
