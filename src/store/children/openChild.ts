import type { Child, ChildDetails, ChildEvent } from '../../domain/child'
import type { Sealer } from '../seal'
import type { ChildDocument, ChildEventDocument } from './childModel'

/** The names under which parts of a child's record are sealed: associated data, so never change one. */
export const SEALED_OF_CHILD = { details: 'child.details', words: 'child.history.words' } as const

type Words = Pick<ChildEvent, 'reason' | 'changes'>

/** @throws when it does not open */
export const detailsOf = ({ _id, details }: Pick<ChildDocument, '_id' | 'details'>, sealer: Sealer): ChildDetails =>
  sealer.unsealJson<ChildDetails>(_id, SEALED_OF_CHILD.details, details)

export const toChild = (document: ChildDocument, sealer: Sealer): Child => ({
  id: document._id, reference: document.reference, details: detailsOf(document, sealer),
  recordedAt: document.recordedAt, recordedByName: document.recordedByName, version: document.version,
})

export const toEvent = (childId: string, { kind, at, byName, intakeId, childId: other, other: reference, words }: ChildEventDocument, sealer: Sealer): ChildEvent => ({
  kind, at, byName,
  ...(intakeId !== undefined && { intakeId }), ...(other !== undefined && { childId: other }), ...(reference !== undefined && { other: reference }),
  ...(words && sealer.unsealJson<Words>(childId, SEALED_OF_CHILD.words, words)),
})

export const sealedWords = (childId: string, words: Words, sealer: Sealer): NonNullable<ChildEventDocument['words']> => sealer.sealJson(childId, SEALED_OF_CHILD.words, words)
