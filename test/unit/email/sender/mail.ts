import type { SenderStanding } from '../../../../src/domain/senderStanding'
import { readMessage } from '../../../support/readMessage'
import { aMessage } from '../../../fixtures/mail/messages'
import { AUTHSERV_ID, judgeSender } from '../../../support/judgeSender'

/** The field that our own mail server adds. */
export const says = (results: string): string => `Authentication-Results: ${AUTHSERV_ID}; ${results}`

/** The standing of a message with this From and further header lines, as read from its bytes. */
export async function standingOf(from: string, ...headers: string[]): Promise<SenderStanding> {
  return judgeSender(await readMessage(Buffer.from(aMessage({ from, headers }))))
}

/** The same, of a message that the server has found to be from the domain of its From. */
export const confirmed = async (from: string, ...headers: string[]): Promise<SenderStanding> => {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? ''
  return standingOf(from, says(`dmarc=pass header.from=${domain}`), ...headers)
}
