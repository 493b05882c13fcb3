import { randomInt } from 'node:crypto'

/** No 0 O 1 I L, no vowels that spell words, and only one of B/8, S/5, Z/2, V/U: said aloud, each is unlike the rest. */
export const ALPHABET = '2345679CDFGHJKMNPQRTWXY'
const LENGTH = 7

/**
 * A fresh reference such as `K7QM-4TXG`: random, so it tells neither date nor order nor how many there are; the last
 * character checks the others. 23^7 = 3.4 thousand million of them; the store's unique index settles a clash.
 */
export function newReference(random: (below: number) => number = randomInt): string {
  return format(checked(LENGTH, random))
}

/** So many characters at random, and one that checks them. */
export function checked(length: number, random: (below: number) => number): string {
  let body = ''
  while (body.length < length) body += ALPHABET.charAt(random(ALPHABET.length))
  return body + checkCharacter(body)
}

/** Whether these are characters of a reference, and the last checks the others. */
export const isChecked = (bare: string): boolean => [...bare].every((c) => ALPHABET.includes(c)) && checkCharacter(bare.slice(0, -1)) === bare.slice(-1)

/** The reference as stored, from what somebody typed or was told; undefined when it cannot be one (a slip of one character, or two neighbours swapped, is always noticed). */
export function parseReference(typed: string): string | undefined {
  const bare = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  return bare.length === LENGTH + 1 && isChecked(bare) ? format(bare) : undefined
}

/** `mistyped`: as long as a reference, and none. */
export type ReadReference =
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'mistyped' }
  | { readonly kind: 'wrong_length' }

/** What no reference holds, and what may have been read as it. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { S: '5', Z: '2', O: 'DQ', 0: 'DQ', I: '7J', 1: '7J' }

/** What somebody typed, who may have written more around it, or a look-alike for a character: the check character tells which. */
export function readReference(typed: string): ReadReference {
  const [found, ...others] = referencesIn(typed, 2)
  if (found !== undefined && others.length === 0) return { kind: 'reference', reference: found }
  // No reference begins so: none holds an E.
  const bare = typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '').replace(/^REF(ERENCE)?(NUMBER|NO)?/, '')
  if (bare.length !== LENGTH + 1) return { kind: 'wrong_length' }
  const meant = spellings(bare).flatMap((spelling) => parseReference(spelling) ?? [])
  const [reference] = meant
  return reference !== undefined && meant.length === 1 ? { kind: 'reference', reference } : { kind: 'mistyped' }
}

/** All that a reference may be meant to be, of which something was typed that looks like it. */
export const spellings = (bare: string): readonly string[] =>
  [...bare].reduce<readonly string[]>((begun, c) => begun.flatMap((start) => [...(LOOK_ALIKES[c] ?? c)].map((one) => start + one)), [''])

const IN_WORDS = new RegExp(`([${ALPHABET}]{4}[\\s-]{0,3}[${ALPHABET}]{4})(?![A-Z0-9])`, 'iy')

/** Every reference that a text gives, each once and in order, at most `most` of them. Whether there is such an enquiry is not known here. */
export function referencesIn(text: string, most: number): readonly string[] {
  const plain = text.replaceAll(/[\u2010-\u2015\u2212]/g, '-')
  const found = new Set<string>()
  for (const start of startsIn(plain)) {
    IN_WORDS.lastIndex = start
    const reference = parseReference(IN_WORDS.exec(plain)?.[1] ?? '')
    if (reference !== undefined) found.add(reference)
    if (found.size === most) break
  }
  return [...found]
}

/** What a character is to a reference. */
const OTHER = 1
const OF_ALPHABET = 2
const CHARACTER_KINDS = new Uint8Array(128)
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
  for (const either of [c, c.toLowerCase()]) CHARACTER_KINDS[either.charCodeAt(0)] = ALPHABET.includes(c) ? OF_ALPHABET : OTHER
}
const FIRST = 4

/**
 * Where a word begins with four characters of the alphabet. Few do, for it has no vowels: any four in a row hold a
 * fourth character of the text, so that only each fourth has to be looked at.
 */
function startsIn(text: string): readonly number[] {
  const starts: number[] = []
  let at = FIRST - 1
  while (at < text.length) {
    if (kindAt(text, at) !== OF_ALPHABET) {
      at += FIRST
      continue
    }
    let start = at
    while (start > 0 && kindAt(text, start - 1) === OF_ALPHABET) start -= 1
    let end = at + 1
    while (end < text.length && kindAt(text, end) === OF_ALPHABET) end += 1
    if (end - start >= FIRST && (start === 0 || kindAt(text, start - 1) === 0)) starts.push(start)
    at = end + FIRST
  }
  return starts
}

function kindAt(text: string, at: number): number {
  const character = text.charCodeAt(at)
  // Not left to the array, which is slow where it ends.
  return character < CHARACTER_KINDS.length ? (CHARACTER_KINDS[character] ?? 0) : 0
}

const format = (bare: string): string => `${bare.slice(0, 4)}-${bare.slice(4)}`

/** A weighted sum modulo the alphabet's prime size: every single substitution and swap of neighbours changes it. */
function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, c, i) => total + (i + 1) * ALPHABET.indexOf(c), 0)
  return ALPHABET.charAt(sum % ALPHABET.length)
}
