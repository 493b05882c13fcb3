import { letterLayout } from '../../config/letterLayout'
import { securePortals } from '../../config/securePortals'
import type { MessageReading } from '../../src/email/reading/messageReading'
import { readMessage as readBy } from '../../src/email/reading/readMessage'

/** Takes a message apart as the service does, in this process. */
export const readMessage = async (bytes: Buffer): Promise<MessageReading> => readBy({ layout: letterLayout(), portals: securePortals() }, bytes)
