import { NO_NAME } from '../text/knownWords'
import type { KnownWords } from '../text/knownWords'
import { NOTHING } from './compiledIndex'
import type { WordEntries } from './compiledIndex'
import { NUMBER_CLASSES } from './numberKinds'
import { rowsOf } from './rows'
import { termOfKind } from './terms'

/** What entries are made from. */
export interface Filed {
  readonly known: KnownWords
  /** The names that numbers may have. */
  readonly numberable: readonly number[]
  /** By choice, its options as terms, in the order in which they are tried. */
  readonly choices: readonly (readonly (readonly number[])[])[]
  /** By choice, the phrases of which it is the anchor. */
  readonly anchored: readonly (readonly number[] | undefined)[]
  /** By phrase, the rarest choice that it needs beside its anchor, and whether it has but one slot. */
  readonly rarest: readonly number[]
  readonly single: readonly boolean[]
}

/** An option of a choice, by its first term. */
interface Opening {
  readonly choice: number
  readonly option: number
  readonly term: number
  readonly rest: readonly number[]
}

const AFTER_ALL_STEMS = 1_000
const filedAt = ({ lengths }: KnownWords, term: number): number => (term < 0 ? AFTER_ALL_STEMS - term : lengths[term] ?? 0)

/** Lists of numbers, each kept once, by their numbers. */
class Distinct {
  readonly all: (readonly number[])[] = []
  private readonly numbers = new Map<string, number>()

  numberOf(list: readonly number[]): number {
    const text = list.join(' ')
    const number = this.numbers.get(text) ?? this.all.push(list) - 1
    this.numbers.set(text, number)
    return number
  }
}

class EntriesBuilder {
  private readonly openings = new Map<number, Opening[]>()
  private readonly rests = new Distinct()
  private readonly needs: ReadonlySet<number>
  private readonly begun: number[][] = []
  private readonly ways: number[] = []
  private readonly filed: number[] = []
  private readonly needed: number[][] = []
  private readonly alone: number[][] = []
  private readonly anchored: number[][] = []
  private readonly rarest: number[] = []

  constructor(private readonly from: Filed) {
    this.needs = new Set(from.rarest)
    // The first row is of one word alone.
    this.rests.numberOf([0])
    from.choices.forEach((options, choice) => options.forEach(([term = NO_NAME, ...rest], option) => {
      const known = this.openings.get(term)
      if (known) known.push({ choice, option, term, rest })
      else this.openings.set(term, [{ choice, option, term, rest }])
    }))
  }

  /** Adds the next entry: that of a word which is all these terms. */
  add(terms: readonly number[]): void {
    const openings = terms.flatMap((term) => this.openings.get(term) ?? [])
    if (openings.length > 1) openings.sort((one, other) => one.choice - other.choice || one.option - other.option)
    const entry = this.begun.length
    const choices = [...new Set(openings.map(({ choice }) => choice))]
    this.begun.push(choices)
    this.needed.push(choices.filter((choice) => choice !== NOTHING && this.needs.has(choice)))
    this.alone[entry] = []
    this.anchored[entry] = []
    for (let first = 0; first < openings.length;) first = this.addChoice(entry, openings, first)
  }

  /** Adds the openings of one choice, from the first on, and answers where the next choice's begin. */
  private addChoice(entry: number, openings: readonly Opening[], first: number): number {
    const choice = openings[first]?.choice ?? NOTHING
    let after = first
    while (openings[after]?.choice === choice) after += 1
    const own = openings.slice(first, after)
    const way = this.rests.numberOf(own.flatMap(({ rest }) => [rest.length, ...rest]))
    this.ways.push(way)
    this.filed.push(Math.min(...own.map(({ term }) => filedAt(this.from.known, term))))
    const isAlone = own[0]?.rest.length === 0
    for (const phrase of this.from.anchored[choice] ?? []) {
      if (isAlone && this.from.single[phrase]) this.alone[entry]?.push(phrase)
      else {
        this.anchored[entry]?.push(phrase)
        this.rarest.push(this.from.rarest[phrase] ?? NOTHING)
      }
    }
    return after
  }

  finish(numbered: Int32Array): WordEntries {
    return {
      numbered,
      begun: rowsOf(this.begun), ways: Int32Array.from(this.ways), filed: Int16Array.from(this.filed), rests: rowsOf(this.rests.all),
      needed: rowsOf(this.needed), alone: rowsOf(this.alone), anchored: rowsOf(this.anchored), rarest: Int32Array.from(this.rarest),
    }
  }
}

/** The word itself, when the lexicon has it, and all its beginnings. */
function namesIn({ shorter }: KnownWords, name: number): number[] {
  const names: number[] = []
  for (let at = name; at !== NO_NAME; at = shorter[at] ?? NO_NAME) names.push(at)
  return names
}

/** What the lexicon knows of each word that a message may have. */
export function compileEntries(filed: Filed): WordEntries {
  const { known } = filed
  const count = known.lengths.length
  const builder = new EntriesBuilder(filed)
  for (let name = 0; name < count; name += 1) builder.add(namesIn(known, name))
  const numbered = new Int32Array(count)
  filed.numberable.forEach((name, place) => {
    numbered[name] = count + place * NUMBER_CLASSES.length
    NUMBER_CLASSES.forEach((kinds) => builder.add([...namesIn(known, name), ...kinds.map(termOfKind)]))
  })
  return builder.finish(numbered)
}
