import type { KnownWords } from '../text/knownWords'
import type { Rows } from './rows'

/** No choice, and no phrase's rarest place, has this number. */
export const NOTHING = 0

/** Where in a phrase's row the numbers stand that it begins with; and how many each of its slots has behind them. */
export const KEY = 0
export const DENIES = 1
export const LEAST = 2
export const MOST = 3
export const HEAD = 4
export const SLOT = 3

/** The index of the lexicon as plain numbers: compileIndex.ts makes it, phraseFinder.ts reads with it. */
export interface CompiledIndex extends WordEntries {
  readonly known: KnownWords
  /** By choice, the name of the only word that it means; 0 when it means others, or more. */
  readonly only: Int32Array
  /**
   * By phrase: its key's number; whether it contains a denial; the least and the most words that may stand before its anchor;
   * then for each slot its choice, how many other words may stand before it, and whether it may be left out.
   */
  readonly phrases: Rows
  /** By phrase, the name of its rule; and by key number, the key. */
  readonly rules: readonly string[]
  readonly keys: readonly string[]
}

/**
 * What the lexicon knows of a word: its entry. That of a word is its name's number; a word that is a number too has one for
 * each kind of number besides.
 */
export interface WordEntries {
  /** By name, the entry of a number of the first kind; those of the other kinds follow. 0 where the name is of no number. */
  readonly numbered: Int32Array
  /** By entry, the choices that may begin with it, in their order. */
  readonly begun: Rows
  /** In step with those: the row of `rests` that tells what must stand after it, or 0 for nothing. */
  readonly ways: Int32Array
  /** In step with those: how it was found: 0 as itself, then by a beginning of it, the shorter the less, then as a kind of number. */
  readonly filed: Int16Array
  /** The options that begin with a word, in the order in which they are tried: how many other terms each has, then those. */
  readonly rests: Rows
  /** By entry, those of its choices that are some phrase's rarest beside its anchor. */
  readonly needed: Rows
  /** By entry, the phrases that it is, all by itself. */
  readonly alone: Rows
  /** By entry, the other phrases of which it may be the anchor word. */
  readonly anchored: Rows
  /** In step with those: the rarest choice that the phrase needs beside its anchor, or NOTHING: most are told impossible by it. */
  readonly rarest: Int32Array
}
