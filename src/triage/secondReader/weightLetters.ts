/** One letter a weight: whole numbers from -31 to 31. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const LARGEST = 31
const NOTHING = 32

const valueOf = new Map([...LETTERS].map((letter, at) => [letter.charCodeAt(0), at - NOTHING]))

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

/** The whole numbers that letters stand for. */
export const numbersOf = (letters: string): Int8Array =>
  Int8Array.from({ length: letters.length }, (_, at) => valueOf.get(letters.charCodeAt(at)) ?? 0)
