import { randomInt } from 'node:crypto'
import { checked, isChecked, spellings } from './referenceNumber'

const LENGTH = 5

/**
 * A fresh reference of a child's record, such as `C-K7QM4T`: of the characters that an enquiry's has, and checked like it, but
 * shorter and with a C before it, so that neither is taken for the other.
 */
export const newChildReference = (random: (below: number) => number = randomInt): string => `C-${checked(LENGTH, random)}`

/** The reference of a child's record as stored, from what somebody typed or was told, a look-alike of a character with it; undefined where that is none. */
export function readChildReference(typed: string): string | undefined {
  const [, bare] = new RegExp(`^(?:CHILD|REF|REFERENCE)*C([A-Z0-9]{${LENGTH + 1}})$`).exec(typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')) ?? []
  const [meant, ...others] = bare === undefined ? [] : spellings(bare).filter(isChecked)
  return meant === undefined || others.length > 0 ? undefined : `C-${meant}`
}
