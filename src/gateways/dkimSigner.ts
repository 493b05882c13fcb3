import { createTransport } from 'nodemailer'
import type { Signer } from '../acknowledgement/ports'

interface DkimSettings {
  readonly domain: string
  readonly selector: string
  /** PEM. */
  readonly privateKey: string
}

/** Everything that an acknowledgement has, so that nothing in it can be changed on the way. */
const SIGNED_HEADERS = [
  'From', 'To', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References', 'MIME-Version', 'Content-Type',
  'Content-Transfer-Encoding', 'Auto-Submitted', 'X-Auto-Response-Suppress', 'X-Loop',
]

/** Signs finished messages with DKIM (RFC 6376), relaxed in both, which survives what mail servers do to white space. */
export function dkimSigner({ domain, selector, privateKey }: DkimSettings): Signer {
  const transport = createTransport({
    streamTransport: true, buffer: true, newline: 'windows', disableFileAccess: true, disableUrlAccess: true,
    dkim: { domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED_HEADERS.join(':') },
  })
  return {
    async sign(raw) {
      // The envelope goes nowhere; the transport wants one.
      const { message } = await transport.sendMail({ envelope: { from: '', to: ['nobody@invalid'] }, raw })
      if (!Buffer.isBuffer(message)) throw new Error('The message was not signed in memory.')
      return message
    },
  }
}
