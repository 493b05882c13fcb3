import { NO_NAME } from '../text/knownWords'
import { HEAD, SLOT } from './compiledIndex'
import type { CompiledIndex } from './compiledIndex'
import type { EnteredRun } from './enteredRun'
import { isTerm } from './terms'

/** Tells where phrases end that begin at a word of a run. The gaps of a phrase are few and narrow, so that is bounded. */
export class PhraseMatcher {
  /** Where the row of the phrase ends that is looked for. */
  private rowEnd = 0

  constructor(private readonly index: CompiledIndex, private readonly run: EnteredRun) {}

  /** The place after the last word of a phrase that begins at `at`; -1 when none does. */
  endOf(phrase: number, at: number): number {
    const { from } = this.index.phrases
    this.rowEnd = from[phrase + 1] ?? 0
    return this.endFrom((from[phrase] ?? 0) + HEAD, at)
  }

  /** The end by way of the slots from this place of the row on. */
  private endFrom(slot: number, at: number): number {
    if (slot >= this.rowEnd) return at
    const { values } = this.index.phrases
    const choice = values[slot] ?? 0
    const last = Math.min(at + (values[slot + 1] ?? 0), this.run.end - 1)
    const only = this.index.only[choice] ?? NO_NAME
    for (let here = at; here <= last; here += 1) {
      const end = only === NO_NAME ? this.endByChoice(choice, slot, here) : this.endByWord(only, slot, here)
      if (end >= 0) return end
    }
    return values[slot + 2] === 1 ? this.endFrom(slot + SLOT, at) : -1
  }

  private endByWord(name: number, slot: number, at: number): number {
    return this.run.words.names[at] === name ? this.endFrom(slot + SLOT, at + 1) : -1
  }

  /** The end by way of any option of a choice, in the order in which they are tried. */
  private endByChoice(choice: number, slot: number, at: number): number {
    const beginning = this.run.beginning(at, choice)
    if (beginning < 0) return -1
    const way = this.index.ways[beginning] ?? 0
    // Most often the word is the whole option.
    if (way === 0) return this.endFrom(slot + SLOT, at + 1)
    const { from, values } = this.index.rests
    const rowEnd = from[way + 1] ?? 0
    for (let rest = from[way] ?? 0; rest < rowEnd; rest += 1 + (values[rest] ?? 0)) {
      const length = values[rest] ?? 0
      const end = this.stands(rest + 1, length, at + 1) ? this.endFrom(slot + SLOT, at + 1 + length) : -1
      if (end >= 0) return end
    }
    return -1
  }

  /** Whether the terms that `rests` has from this place on stand at `at`. */
  private stands(rest: number, length: number, at: number): boolean {
    const { words, end, year } = this.run
    if (at + length > end) return false
    for (let step = 0; step < length; step += 1) {
      if (!isTerm(this.index.rests.values[rest + step] ?? NO_NAME, words, at + step, this.index.known, year)) return false
    }
    return true
  }
}
