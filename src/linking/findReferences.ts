import { findLogNumbers } from './findLogNumbers'

export type ReferenceKind = 'crime' | 'home_office' | 'nrm' | 'cad'

export interface FoundReference {
  readonly kind: ReferenceKind
  /** Capital letters and digits alone. */
  readonly value: string
}

const MOST_FOUND = 10
const NUMBER_WORDS = String.raw`(?:\s{0,3}(?:reference|report|ref|number|no|id|is)\b\.?){0,3}\s{0,3}[:#.]?\s{0,3}`

/** What a reference of each kind looks like: the word that makes it one, and the number. */
const SHAPES: readonly { readonly kind: Exclude<ReferenceKind, 'cad'>; readonly shape: RegExp; readonly fewestDigits: number }[] = [
  { kind: 'crime', shape: new RegExp(String.raw`\b(?:crime|occurrence|niche|athena|crn|cris|police)\b${NUMBER_WORDS}((?:[A-Z]{1,4}[\s/-]?)?\d[\dA-Z]{0,20}(?:[/-][\dA-Z]{1,20}){0,4})`, 'gi'), fewestDigits: 6 },
  { kind: 'home_office', shape: new RegExp(String.raw`\b(?:home office|ho|gwf|ukvi|port)\b${NUMBER_WORDS}((?:[A-Z]{1,4}[\s/-]?)?\d[\d/-]{5,17})`, 'gi'), fewestDigits: 6 },
  { kind: 'home_office', shape: /\b(GWF\d{9})\b/gi, fewestDigits: 9 },
  { kind: 'nrm', shape: new RegExp(String.raw`\bnrm\b${NUMBER_WORDS}((?:NRM[\s/-]?)?\d[\d/-]{4,17})`, 'gi'), fewestDigits: 5 },
  { kind: 'nrm', shape: /\bnrm(\d{5,18})\b/gi, fewestDigits: 5 },
]

/** What stands where a reference would: the day on which the police were told, and their telephone. */
const IS_NONE = /^(?:(?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|0\d{9,10})$/
/** "/2" is one of the family whose number it is. */
const ONE_OF_FAMILY = /(?<=^[A-Z]\s?\d{7})[/-]\d{1,2}$/

/**
 * Numbers under which others hold the same child's case. Our own are found by src/domain/referenceNumber.ts.
 * @param saidAt as `findLogNumbers` has it
 */
export function findReferences(text: string, saidAt?: Date): readonly FoundReference[] {
  const found = new Map<string, FoundReference>(findLogNumbers(text, saidAt).map((value) => [`cad ${value}`, { kind: 'cad', value }]))
  for (const { kind, shape, fewestDigits } of SHAPES) {
    for (const [, written = ''] of text.matchAll(shape)) {
      const value = written.toUpperCase().replace(ONE_OF_FAMILY, '').replaceAll(/[^A-Z0-9]/g, '').replace(/^NRM/, '')
      if (!IS_NONE.test(written) && value.replaceAll(/\D/g, '').length >= fewestDigits) found.set(`${kind} ${value}`, { kind, value })
    }
  }
  return [...found.values()].slice(0, MOST_FOUND)
}
