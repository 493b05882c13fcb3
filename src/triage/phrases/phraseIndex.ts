import type { Token } from '../text/tokens'
import type { NumberKind, Phrase, Term } from './compilePhrase'

/** A phrase and the rule it belongs to. */
export interface OwnedPhrase {
  readonly phrase: Phrase
  /** The rule's key and the phrase's place in it, counted from 1: what evidence names. */
  readonly rule: string
  readonly key: string
}

/** Finds the phrases that may begin at a word, at a cost that does not grow with the lexicon. */
export interface PhraseIndex {
  readonly startingWith: (token: Token, year: number) => readonly OwnedPhrase[]
}

const LONGEST_STEM = 24

export const isOfKind = (kind: NumberKind, value: number, year: number): boolean => {
  switch (kind) {
    case 'number': return true
    case 'age': return value <= 17
    case 'adultage': return value >= 18 && value <= 99
    case 'pastyear': return value >= 1950 && value <= year - 2
    default: return kind satisfies never
  }
}

const keyOf = (term: Term): string => {
  switch (term.kind) {
    case 'word': return term.word
    case 'stem': return `${term.stem}*`
    case 'number': return `{${term.name}}`
    default: return term satisfies never
  }
}

const KINDS: readonly NumberKind[] = ['number', 'age', 'adultage', 'pastyear']

/** All keys under which a phrase that begins with this word may be filed. */
function keysFor(token: Token, year: number): string[] {
  const { word, number } = token
  const keys = [word]
  for (let length = 1; length <= Math.min(word.length, LONGEST_STEM); length += 1) keys.push(`${word.slice(0, length)}*`)
  if (number !== undefined) {
    for (const kind of KINDS) if (isOfKind(kind, number, year)) keys.push(`{${kind}}`)
  }
  return keys
}

export function indexPhrases(phrases: readonly OwnedPhrase[]): PhraseIndex {
  const filed = new Map<string, Set<OwnedPhrase>>()
  for (const owned of phrases) {
    for (const [first] of owned.phrase.slots[0]?.choice.options ?? []) {
      if (!first) continue
      const key = keyOf(first)
      filed.set(key, (filed.get(key) ?? new Set()).add(owned))
    }
  }
  const none: readonly OwnedPhrase[] = []
  return {
    startingWith(token, year) {
      const found = keysFor(token, year).flatMap((key) => [...(filed.get(key) ?? none)])
      return found.length > 1 ? [...new Set(found)] : found
    },
  }
}
