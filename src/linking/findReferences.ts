export type ReferenceKind = 'crime' | 'home_office' | 'nrm' | 'cad'

export interface FoundReference {
  readonly kind: ReferenceKind
  /** Capital letters and digits alone. */
  readonly value: string
}

const MOST_FOUND = 10
const NUMBER_WORDS = String.raw`(?:\s{0,3}(?:reference|ref|number|no|id|is)\b\.?){0,3}\s{0,3}[:#.]?\s{0,3}`

/**
 * What a reference of each kind looks like: the word that makes it one, and the number. A CAD number begins anew every
 * day in every force, so it counts only with its date.
 */
const SHAPES: readonly { readonly kind: ReferenceKind; readonly shape: RegExp; readonly fewestDigits: number }[] = [
  { kind: 'crime', shape: new RegExp(String.raw`\b(?:crime|occurrence|niche|athena|crn|police)\b${NUMBER_WORDS}((?:[A-Z]{1,4}[\s/-]?)?\d[\dA-Z]{0,20}(?:[/-][\dA-Z]{1,20}){0,4})`, 'gi'), fewestDigits: 6 },
  { kind: 'cad', shape: new RegExp(String.raw`\bcad\b${NUMBER_WORDS}(\d{1,6}(?:\s{0,3}(?:of|/|-|,|dated)\s{0,3}\d{1,2}[/.-]?(?:\d{1,2}|[A-Z]{3})[/.-]?\d{2,4}))`, 'gi'), fewestDigits: 5 },
  { kind: 'home_office', shape: new RegExp(String.raw`\b(?:home office|ho|gwf|ukvi|port)\b${NUMBER_WORDS}((?:[A-Z]{1,4}[\s/-]?)?\d[\d/-]{5,17})`, 'gi'), fewestDigits: 6 },
  { kind: 'home_office', shape: /\b(GWF\d{9})\b/gi, fewestDigits: 9 },
  { kind: 'nrm', shape: new RegExp(String.raw`\bnrm\b${NUMBER_WORDS}((?:NRM[\s/-]?)?\d[\d/-]{4,17})`, 'gi'), fewestDigits: 5 },
  { kind: 'nrm', shape: /\bnrm(\d{5,18})\b/gi, fewestDigits: 5 },
]

/** Numbers under which others hold the same child's case. Our own are found by src/domain/referenceNumber.ts. */
export function findReferences(text: string): readonly FoundReference[] {
  const found = new Map<string, FoundReference>()
  for (const { kind, shape, fewestDigits } of SHAPES) {
    for (const [, written = ''] of text.matchAll(shape)) {
      const value = written.toUpperCase().replaceAll(/\b(?:OF|DATED)\b/g, '').replaceAll(/[^A-Z0-9]/g, '').replace(/^NRM/, '')
      if (value.replaceAll(/\D/g, '').length >= fewestDigits) found.set(`${kind} ${value}`, { kind, value })
    }
  }
  return [...found.values()].slice(0, MOST_FOUND)
}
