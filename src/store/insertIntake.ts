import { newReference } from '../domain/referenceNumber'
import type { IntakeDocument } from './intakeDocument'
import { isDuplicateKey } from './openSealer'

const REFERENCE_TRIES = 5

/**
 * The one write that makes an enquiry and its duties.
 *
 * @param insert one insert, with majority; rejects with the database's own error
 * @returns the document as stored, or undefined when the enquiry was there already
 */
export async function insertIntake(insert: (document: IntakeDocument) => Promise<unknown>, document: IntakeDocument): Promise<IntakeDocument | undefined> {
  let candidate = document
  for (let tries = 1; ; tries += 1) {
    try {
      await insert(candidate)
      return candidate
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      if (!clashesOnReference(error)) return undefined
      if (tries === REFERENCE_TRIES) throw error
      candidate = { ...document, reference: newReference() }
    }
  }
}

const clashesOnReference = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'keyPattern' in error &&
  typeof error.keyPattern === 'object' && error.keyPattern !== null && 'reference' in error.keyPattern
