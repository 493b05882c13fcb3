import { randomInt } from 'node:crypto'

/** No 0 O 1 I L, no vowels that spell words, and only one of B/8, S/5, Z/2, V/U: said aloud, each is unlike the rest. */
const ALPHABET = '2345679CDFGHJKMNPQRTWXY'
const LENGTH = 7

/**
 * A fresh reference such as `K7QM-4TXR`: random, so it tells neither date nor order nor how many there are; the last
 * character checks the others. 23^7 = 3.4 thousand million of them; the store's unique index settles a clash.
 */
export function newReference(random: (below: number) => number = randomInt): string {
  let body = ''
  while (body.length < LENGTH) body += ALPHABET.charAt(random(ALPHABET.length))
  return format(body + checkCharacter(body))
}

/** The reference as stored, from what somebody typed or was told; undefined when it cannot be one (a slip of one character, or two neighbours swapped, is always noticed). */
export function parseReference(typed: string): string | undefined {
  const bare = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  if (bare.length !== LENGTH + 1 || [...bare].some((c) => !ALPHABET.includes(c))) return undefined
  return checkCharacter(bare.slice(0, LENGTH)) === bare.charAt(LENGTH) ? format(bare) : undefined
}

const IN_WORDS = new RegExp(`(?<![A-Z0-9])(?=([${ALPHABET}]{4}[\\s-]{0,3}[${ALPHABET}]{4})(?![A-Z0-9]))`, 'gi')

/** Every reference that a text gives, each once and in order, at most `most` of them. Whether there is such an enquiry is not known here. */
export function referencesIn(text: string, most: number): readonly string[] {
  const plain = text.replaceAll(/[\u2010-\u2015\u2212]/g, '-')
  const found = new Set<string>()
  for (const [, typed = ''] of plain.matchAll(IN_WORDS)) {
    const reference = parseReference(typed)
    if (reference !== undefined) found.add(reference)
    if (found.size === most) break
  }
  return [...found]
}

const format = (bare: string): string => `${bare.slice(0, 4)}-${bare.slice(4)}`

/** A weighted sum modulo the alphabet's prime size: every single substitution and swap of neighbours changes it. */
function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, c, i) => total + (i + 1) * ALPHABET.indexOf(c), 0)
  return ALPHABET.charAt(sum % ALPHABET.length)
}
