import type { IntakeDocument } from './intakeDocument'

type Come = Pick<IntakeDocument, '_id' | 'receivedAt'>

/** Which of two enquiries came first: the same for every process, though two may have come in at the same moment. */
export const isBefore = (one: Come, other: Come): boolean =>
  one.receivedAt.getTime() === other.receivedAt.getTime() ? one._id < other._id : one.receivedAt < other.receivedAt
