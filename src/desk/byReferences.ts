import { ALPHABET } from '../domain/referenceNumber'

const WRITTEN = new RegExp(`(\\(?\\b(?:C-[${ALPHABET}]{2}|[${ALPHABET}]{4}-)[${ALPHABET}]{4}\\b[.,:;?)]*)`)

/** A sentence cut around the references of enquiries and children in it: what is said before one, the reference with the marks that touch it, what is said after it, and so on. */
export const byReferences = (sentence = ''): readonly string[] => sentence.split(WRITTEN)
