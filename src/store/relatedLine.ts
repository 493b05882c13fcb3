import type { RelatedIntake } from '../desk/threadPorts'
import type { Priority } from '../domain/priority'
import type { IntakeDocument } from './intakeDocument'
import type { SealedValue } from './seal'

/** What a line about another enquiry shows; of what is sealed the subject alone. */
export const RELATED_LINE = { reference: 1, channel: 1, receivedAt: 1, status: 1, joinedTo: 1, 'triage.priority': 1, 'email.automatic': 1, 'email.subject': 1 } as const

export type RelatedLine = Pick<IntakeDocument, '_id' | 'reference' | 'channel' | 'receivedAt' | 'status' | 'joinedTo'> & { triage?: { priority?: Priority }; email?: { automatic?: string; subject?: SealedValue } }

/** Nothing that was sealed. */
export const toRelated = ({ _id: id, reference, channel, receivedAt, status, triage, email }: RelatedLine): RelatedIntake =>
  ({ id, reference, channel, receivedAt, status, ...(triage?.priority && { priority: triage.priority }), ...(email?.automatic && { automatic: email.automatic }) })
