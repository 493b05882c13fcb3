import { withoutAccents } from '../text/withoutAccents'
import { NUMBER_KINDS, type NumberKind } from './numberKinds'

/** One word of a phrase: exact, the beginning of a word, or a kind of number. */
export type Term =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'stem'; readonly stem: string }
  | { readonly kind: 'number'; readonly name: NumberKind }

/** What may stand in a place of a phrase: any of several words or runs of words. */
export interface Choice {
  readonly options: readonly (readonly Term[])[]
  /** One of its exact words is a denial. */
  readonly denies: boolean
  /** Words of its shortest and of its longest option. */
  readonly shortest: number
  readonly longest: number
}

export type WordLists = Readonly<Record<string, readonly string[]>>

const DEEPEST_LIST = 4

const kindOfNumber = (name: string): NumberKind | undefined => NUMBER_KINDS.find((kind) => kind === name)

/** Many phrases share words, lists and choices: each is worked out once for the lists it comes from. */
export interface Vocabulary {
  readonly lists: WordLists
  readonly options: Map<string, readonly (readonly Term[])[]>
  readonly choices: Map<string, Choice>
}

const vocabularies = new WeakMap<WordLists, Vocabulary>()

export function vocabularyOf(lists: WordLists): Vocabulary {
  const known = vocabularies.get(lists)
  if (known) return known
  const vocabulary: Vocabulary = { lists, options: new Map(), choices: new Map() }
  vocabularies.set(lists, vocabulary)
  return vocabulary
}

/** In braces. */
const nameIn = (text: string): string | undefined => (text.startsWith('{') ? /^\{(\w+)\}$/.exec(text)?.[1] : undefined)

function optionsOfList(name: string, vocabulary: Vocabulary, depth: number): readonly (readonly Term[])[] {
  const kind = kindOfNumber(name)
  if (kind) return [[{ kind: 'number', name: kind }]]
  const list = vocabulary.lists[name]
  if (!list) throw new Error(`no word list is called {${name}}`)
  if (depth > DEEPEST_LIST) throw new Error(`the word list {${name}} refers to itself`)
  return list.flatMap((entry) => optionsOfEntry(entry, vocabulary, depth + 1))
}

/** "doesnt" in a phrase also stands for "does not" in a letter. */
const WRITTEN_OUT: Readonly<Record<string, string>> = { wont: 'will not' }
const CONTRACTED = /^(is|was|are|were|has|have|had|did|does|do|would|could|should)nt$/

function writtenOut(word: string): string | undefined {
  if (!word.endsWith('nt')) return undefined
  const verb = CONTRACTED.exec(word)?.[1]
  return verb ? `${verb} not` : WRITTEN_OUT[word]
}

function optionsOfEntry(written: string, vocabulary: Vocabulary, depth: number): readonly (readonly Term[])[] {
  const known = vocabulary.options.get(written)
  if (known) return known
  const entry = withoutAccents(written)
  const list = nameIn(entry)
  const worked = list ? optionsOfList(list, vocabulary, depth) : formsOf(entry).map((form) => form.split(' ').map(termOf))
  vocabulary.options.set(written, worked)
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

const isDenialAlone = ([first, ...others]: readonly Term[]): boolean => first?.kind === 'word' && others.length === 0 && isDenial(first.word)

function choiceOf(options: readonly (readonly Term[])[]): Choice {
  let [shortest, longest] = [Infinity, 0]
  for (const { length } of options) {
    if (length < shortest) shortest = length
    if (length > longest) longest = length
  }
  return { options, denies: options.some(isDenialAlone), shortest, longest }
}

/** What may stand in a place of a phrase, as its author wrote it: "lost/missing", "{he}". */
export function choiceWritten(piece: string, vocabulary: Vocabulary): Choice {
  const known = vocabulary.choices.get(piece)
  if (known) return known
  const options = piece.includes('/') ? piece.split('/').flatMap((word) => optionsOfEntry(word, vocabulary, 0)) : optionsOfEntry(piece, vocabulary, 0)
  const choice = choiceOf(options)
  vocabulary.choices.set(piece, choice)
  return choice
}
