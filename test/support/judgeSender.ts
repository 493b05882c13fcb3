import { letterLayout } from '../../config/letterLayout'
import { professionalDomains } from '../../config/professionalDomains'
import { securePortals } from '../../config/securePortals'
import type { MessageReading } from '../../src/email/reading/messageReading'
import { readAndJudge } from '../../src/email/reading/readAndJudge'
import { domainBook } from '../../src/email/sender/domainBook'
import { senderStanding } from '../../src/email/sender/senderStanding'
import type { SenderStanding } from '../../src/domain/senderStanding'

export const AUTHSERV_ID = 'mx.advice.example'

const deps = { book: domainBook(professionalDomains()), authservId: AUTHSERV_ID, layout: letterLayout(), portals: securePortals() }

/** Judges senders as the service does. */
export const judgeSender = (reading: MessageReading): SenderStanding => senderStanding(deps, reading)

/** Reads messages as the service does, in this process. */
export const ownReader = { read: async (message: Buffer): Promise<MessageReading> => readAndJudge(deps, message) }
