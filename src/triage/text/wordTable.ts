/**
 * Words are known by two hashes of their letters (FNV-1a over UTF-16 units, with two primes), so that none is cut out of a
 * text to be looked up. Together they have 64 bits: no two words of a language share both, and what was made to do so would
 * only be read as a word that its writer could have written.
 */
export const HASH_START = 0x811c9dc5 | 0
const HASH_PRIME = 0x01000193
const OTHER_PRIME = 0x0001_0a95
export const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, HASH_PRIME)
export const otherOn = (other: number, unit: number): number => Math.imul(other ^ unit, OTHER_PRIME)

/** By place: both hashes of a word and its number, which is 0 where no word is. At least half of the places are empty. */
export type WordTable = Int32Array
const CELL = 4
const NUMBER = 2

/** The high bits of FNV mix worse than the low ones, so both are used. */
const placeFor = (hash: number, mask: number): number => (hash ^ (hash >>> 15)) & mask

/** Where a word of these hashes stands in a table, or the empty place where it would. */
function cellOf(table: WordTable, hash: number, other: number): number {
  const mask = table.length / CELL - 1
  let cell = placeFor(hash, mask) * CELL
  while (table[cell + NUMBER] !== 0 && (table[cell] !== hash || table[cell + 1] !== other)) cell = ((cell / CELL + 1) & mask) * CELL
  return cell
}

/** The number of the word that has these hashes; 0 when there is none. */
export const numberOf = (table: WordTable, hash: number, other: number): number => table[cellOf(table, hash, other) + NUMBER] ?? 0

/** A table of words by their numbers, which begin above 0. */
export function wordTable(words: ReadonlyMap<string, number>): WordTable {
  const table = new Int32Array(2 ** Math.ceil(Math.log2(words.size * 2 + 2)) * CELL)
  for (const [word, number] of words) {
    let hash = HASH_START
    let other = HASH_START
    for (let at = 0; at < word.length; at += 1) {
      hash = hashOn(hash, word.charCodeAt(at))
      other = otherOn(other, word.charCodeAt(at))
    }
    const cell = cellOf(table, hash, other)
    if (table[cell + NUMBER] !== 0) throw new Error(`"${word}" cannot be told apart from another word by its hashes`)
    table.set([hash, other, number], cell)
  }
  return table
}
