/** Features fall into this many buckets; those that fall together share a weight. A power of two. */
export const BUCKETS = 1 << 15

/** Letters in a run within a word, the ends of words included: they see through spelling and inflection. */
const LETTERS = [3, 4, 5] as const
/** Longer words are names of machines or noise. */
const LONGEST_WORD = 24

const { imul } = Math
const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/** FNV-1a, over UTF-16 units: quick, and the same on every machine. */
const mix = (hash: number, unit: number): number => imul(hash ^ unit, PRIME) >>> 0

function mixAll(start: number, text: string): number {
  let hash = start
  for (let at = 0; at < text.length; at += 1) hash = mix(hash, text.charCodeAt(at))
  return hash
}

// The high bits mix worse than the low ones in FNV, so both are used.
const bucketOf = (hash: number): number => ((hash >>> 15) ^ hash) & (BUCKETS - 1)

const WORD_KIND = mix(OFFSET, 1)
const PAIR_KIND = mix(OFFSET, 2)
const LETTERS_KIND = mix(OFFSET, 3)

/** Numerals differ without meaning anything different: times, ages, sums. */
const plain = (word: string): string => (/^\d/.test(word) ? '0'.repeat(Math.min(word.length, 4)) : word.slice(0, LONGEST_WORD))

function addLetters(word: string, buckets: Set<number>): void {
  const marked = `<${word}>`
  for (const length of LETTERS) {
    for (let start = 0; start + length <= marked.length; start += 1) {
      let hash = mix(LETTERS_KIND, length)
      for (let at = start; at < start + length; at += 1) hash = mix(hash, marked.charCodeAt(at))
      buckets.add(bucketOf(hash))
    }
  }
}

function addWords(words: readonly string[], buckets: Set<number>): void {
  let before = '^'
  for (const word of words) {
    const shown = plain(word)
    buckets.add(bucketOf(mixAll(WORD_KIND, shown)))
    buckets.add(bucketOf(mixAll(mix(mixAll(PAIR_KIND, before), 32), shown)))
    addLetters(shown, buckets)
    before = shown
  }
}

/** The buckets of a sentence's words, pairs of words and runs of letters, each once, in the order met. */
export const featuresOf = (words: readonly string[]): ReadonlySet<number> => featuresOfAll([words])

/** The buckets of sentences that are read as one. No pair spans two: which follows on which says nothing. */
export function featuresOfAll(sentences: readonly (readonly string[])[]): ReadonlySet<number> {
  const buckets = new Set<number>()
  for (const words of sentences) addWords(words, buckets)
  return buckets
}
