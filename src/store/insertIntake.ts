import { newReference } from '../domain/referenceNumber'
import type { IntakeDocument } from './intakeDocument'
import type { IntakeModel } from './intakeModel'
import { isDuplicateKey } from './openSealer'

const REFERENCE_TRIES = 5

/**
 * The one write that makes an enquiry and its duties, with majority. Uses the driver's own insert: the document was
 * built whole by newIntakeDocument, and a caller is waiting.
 *
 * @returns the document as stored, or undefined when the enquiry was there already
 */
export async function insertIntake(intakes: IntakeModel, document: IntakeDocument): Promise<IntakeDocument | undefined> {
  let candidate = document
  for (let tries = 1; ; tries += 1) {
    try {
      await intakes.collection.insertOne(candidate as never, { writeConcern: { w: 'majority', j: true } })
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
