import { professionalDomains } from '../../config/professionalDomains'
import { domainBook } from '../../src/email/sender/domainBook'
import { senderStanding } from '../../src/email/sender/senderStanding'
import type { DraftEnquiryDeps } from '../../src/email/ingest/draftEnquiry'

export const AUTHSERV_ID = 'mx.advice.example'

const book = domainBook(professionalDomains())

/** Judges senders as the service does. */
export const judgeSender: DraftEnquiryDeps['judgeSender'] = (reading) => senderStanding({ book, authservId: AUTHSERV_ID }, reading)
