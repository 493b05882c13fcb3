import { randomInt } from 'node:crypto'
import { checked, isChecked, spellings } from './referenceNumber'

const LENGTH = 5

/**
 * A fresh reference of a child's record, such as `C-K7QM44`: of the characters that an enquiry's has, and checked like it, but
 * shorter and with a C before it, so that neither is taken for the other.
 */
export const newChildReference = (random: (below: number) => number = randomInt): string => `C-${checked(LENGTH, random)}`

/** What somebody typed as the reference of a child's record. `mistyped`: as long as one, and none. */
export type TypedChildReference = { readonly kind: 'reference'; readonly reference: string } | { readonly kind: 'mistyped' } | { readonly kind: 'none' }

/** As it is stored, from what somebody typed or was told, a look-alike of a character with it. */
export function typedChildReference(typed: string): TypedChildReference {
  const [, bare] = new RegExp(`^(?:CHILD|REF|REFERENCE)*C([A-Z0-9]{${LENGTH + 1}})$`).exec(typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')) ?? []
  if (bare === undefined) return { kind: 'none' }
  const [meant, ...others] = spellings(bare).filter(isChecked)
  return meant === undefined || others.length > 0 ? { kind: 'mistyped' } : { kind: 'reference', reference: `C-${meant}` }
}

/** The same; undefined where that is none. */
export function readChildReference(typed: string): string | undefined {
  const read = typedChildReference(typed)
  return read.kind === 'reference' ? read.reference : undefined
}

const BEGUN = /^\W*(?:(?:child|ref|reference)\W+)*c\s?[-\u2010-\u2015\u2212]/i

/**
 * Whether a reference is meant where a name may be typed as well: "Chi Minh" has as many letters as one, and may have its check
 * character, but no name begins with "C-" or holds a digit.
 */
export const isMeantAsReference = (typed: string): boolean => BEGUN.test(typed) || /\d/.test(typed)

/** Whether it can be nothing else, however long it is. */
export const isSurelyReference = (typed: string): boolean => BEGUN.test(typed) && /\d/.test(typed)
