/** One letter a weight: whole numbers from -31 to 31. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const LARGEST = 31
const NOTHING = 32

/** By the letter's number in ASCII. */
const valueOf = new Int8Array(256)
for (let at = 0; at < LETTERS.length; at += 1) valueOf[LETTERS.charCodeAt(at)] = at - NOTHING

export const LETTERS_ONLY = /^[A-Za-z0-9+/]*$/

/** The few weights beyond this many times the root mean square are cut: finer steps for all others tell more. */
const FURTHEST = 8

/** Weights as letters, and what one step of them is worth: enough to tell sentences apart, and a file that may lie beside the rules. */
export function lettersOf(weights: Float32Array): { readonly step: number; readonly weights: string } {
  const used = weights.filter((weight) => weight !== 0)
  const meanSquare = used.reduce((sum, weight) => sum + weight * weight, 0) / Math.max(1, used.length)
  const most = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), Number.MIN_VALUE)
  const step = Math.min(most, Math.max(FURTHEST * Math.sqrt(meanSquare), Number.MIN_VALUE)) / LARGEST
  const letter = (weight: number): string => LETTERS[Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / step))) + NOTHING] ?? 'g'
  return { step, weights: Array.from(weights, letter).join('') }
}

/** Whole numbers from 0 as letters, one each. */
export const countsAsLetters = (counts: readonly number[]): string =>
  counts.map((count) => LETTERS[Math.max(0, Math.min(LETTERS.length - 1, count))] ?? 'A').join('')

/** What countsAsLetters wrote. */
export function lettersAsCounts(letters: string): Uint8Array {
  const counts = new Uint8Array(letters.length)
  bytesOf(letters).forEach((letter, at) => { counts[at] = (valueOf[letter] ?? 0) + NOTHING })
  return counts
}

/** Writes the weights that letters stand for into a table in which each of `apart` heads has the place `at` of every row. */
export function putWeights(table: Int8Array, letters: string, at: number, apart: number): void {
  const bytes = bytesOf(letters)
  for (let row = 0, to = at; row < bytes.length; row += 1, to += apart) table[to] = valueOf[bytes[row] ?? 0] ?? 0
}

/** Copied at once: a million looks into a string cost more than all else. */
const bytesOf = (letters: string): Uint8Array => Buffer.from(letters, 'latin1')
