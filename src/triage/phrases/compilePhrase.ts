import { withoutAccents } from '../text/withoutAccents'
import { fileUnder } from './fileUnder'

/** One word of a phrase: exact, the beginning of a word, or a kind of number. */
export type Term =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'stem'; readonly stem: string }
  | { readonly kind: 'number'; readonly name: NumberKind }

/** `age` is 0 to 17, `adultage` 18 to 99, `pastyear` a year at least two before the message's own. */
export const NUMBER_KINDS = ['number', 'age', 'adultage', 'pastyear'] as const
export type NumberKind = (typeof NUMBER_KINDS)[number]

/** What may stand in a place of a phrase: any of several words or runs of words, filed by how the first of them is found. */
export interface Choice {
  readonly options: readonly (readonly Term[])[]
  /** The options that are one exact word. */
  readonly words: ReadonlySet<string>
  /** Runs of words, by their first word, and the options that begin with a number or the beginning of a word. */
  readonly runs: ReadonlyMap<string, readonly (readonly Term[])[]>
  readonly others: readonly (readonly Term[])[]
  /** One of its exact words is a denial. */
  readonly denies: boolean
  /** Words of its shortest and of its longest option. */
  readonly shortest: number
  readonly longest: number
}

/** A place in a phrase. */
export interface Slot {
  readonly choice: Choice
  readonly optional: boolean
  /** How many other words may stand before it. */
  readonly gap: number
}

export interface Phrase {
  readonly source: string
  /** It contains a denial itself ("not allowed out"), so a denial inside what it matched does not take it back. */
  readonly denies: boolean
  readonly slots: readonly Slot[]
}

export type WordLists = Readonly<Record<string, readonly string[]>>

const GAPS: Readonly<Record<string, number>> = { '..': 3, '...': 7 }
const MOST_GAPS = 3
const DEEPEST_LIST = 4

const kindOfNumber = (name: string): NumberKind | undefined => NUMBER_KINDS.find((kind) => kind === name)

/** Many phrases share words, lists and choices: each is worked out once for the lists it comes from. */
interface Known {
  readonly options: Map<string, readonly (readonly Term[])[]>
  readonly choices: Map<string, Choice>
}

const knownByLists = new WeakMap<WordLists, Known>()

function knownFor(lists: WordLists): Known {
  const known = knownByLists.get(lists) ?? { options: new Map(), choices: new Map() }
  knownByLists.set(lists, known)
  return known
}

/** In braces. */
const nameIn = (text: string): string | undefined => (text.startsWith('{') ? /^\{(\w+)\}$/.exec(text)?.[1] : undefined)

function optionsOfList(name: string, lists: WordLists, depth: number): readonly (readonly Term[])[] {
  const kind = kindOfNumber(name)
  if (kind) return [[{ kind: 'number', name: kind }]]
  const list = lists[name]
  if (!list) throw new Error(`no word list is called {${name}}`)
  if (depth > DEEPEST_LIST) throw new Error(`the word list {${name}} refers to itself`)
  return list.flatMap((entry) => optionsOfEntry(entry, lists, depth + 1))
}

/** "doesnt" in a phrase also stands for "does not" in a letter. */
const WRITTEN_OUT: Readonly<Record<string, string>> = { wont: 'will not' }
const CONTRACTED = /^(is|was|are|were|has|have|had|did|does|do|would|could|should)nt$/

function writtenOut(word: string): string | undefined {
  if (!word.endsWith('nt')) return undefined
  const verb = CONTRACTED.exec(word)?.[1]
  return verb ? `${verb} not` : WRITTEN_OUT[word]
}

function optionsOfEntry(written: string, lists: WordLists, depth: number): readonly (readonly Term[])[] {
  const { options } = knownFor(lists)
  const known = options.get(written)
  if (known) return known
  const entry = withoutAccents(written)
  const list = nameIn(entry)
  const worked = list ? optionsOfList(list, lists, depth) : formsOf(entry).map((form) => form.split(' ').map(termOf))
  options.set(written, worked)
  return worked
}

function formsOf(entry: string): string[] {
  if (entry === 'cant') return [entry, 'can not', 'cannot']
  const apart = writtenOut(entry)
  return apart ? [entry, apart] : [entry]
}

/** Most are; it is looked at first because it is quick. */
const PLAIN = /^[a-z0-9]+\*?$/
const WORD_OR_STEM = /^[\p{Ll}\p{Lo}\p{M}\p{N}]+\*?$/u

/** A kind of number may stand among the words of a list's entry: "at {number}". */
function termOf(text: string): Term {
  const kind = kindOfNumber(nameIn(text) ?? '')
  if (kind) return { kind: 'number', name: kind }
  if (!PLAIN.test(text) && !WORD_OR_STEM.test(text)) {
    throw new Error(`"${text}" is not a word: small letters and numerals only, no apostrophe, * only at the end`)
  }
  return text.endsWith('*') ? { kind: 'stem', stem: text.slice(0, -1) } : { kind: 'word', word: text }
}

const DENIALS = new Set(['no', 'not', 'never', 'without', 'nobody', 'noone', 'none', 'nothing', 'cannot', 'nid', 'ddim', 'dim', 'heb', 'wont'])
const isDenial = (word: string): boolean => DENIALS.has(word) || (word.endsWith('nt') && /^\p{L}+nt$/u.test(word))

function choiceOf(options: readonly (readonly Term[])[]): Choice {
  const words = new Set<string>()
  const runs = new Map<string, (readonly Term[])[]>()
  const others: (readonly Term[])[] = []
  let [shortest, longest] = [Infinity, 0]
  for (const option of options) {
    const [first] = option
    if (first?.kind !== 'word') others.push(option)
    else if (option.length === 1) words.add(first.word)
    else fileUnder(runs, first.word, option)
    shortest = Math.min(shortest, option.length)
    longest = Math.max(longest, option.length)
  }
  return { options, words, runs, others, denies: [...words].some(isDenial), shortest, longest }
}

function choiceWritten(piece: string, lists: WordLists): Choice {
  const { choices } = knownFor(lists)
  const choice = choices.get(piece) ?? choiceOf(piece.split('/').flatMap((word) => optionsOfEntry(word, lists, 0)))
  choices.set(piece, choice)
  return choice
}

/**
 * Turns a phrase as a rules author writes it into what is matched. The little language is told in
 * config/triage/README.md. Throws an Error that says what is wrong, in words for the author.
 */
export function compilePhrase(source: string, lists: WordLists): Phrase {
  const slots: Slot[] = []
  let gap = 0
  for (const piece of withoutAccents(source).split(' ')) {
    const width = GAPS[piece]
    if (width !== undefined) {
      gap = width
      continue
    }
    const optional = piece.endsWith('?')
    slots.push({ choice: choiceWritten(optional ? piece.slice(0, -1) : piece, lists), optional, gap })
    gap = 0
  }
  if (!slots[0] || slots[0].optional || slots[0].gap > 0) throw new Error('a phrase begins with a word that must be there')
  if (gap > 0) throw new Error('a phrase cannot end in a gap')
  if (slots.filter((slot) => slot.gap > 0).length > MOST_GAPS) throw new Error(`a phrase has ${MOST_GAPS} gaps at most`)
  return { source, slots, denies: slots.some(({ choice }) => choice.denies) }
}
