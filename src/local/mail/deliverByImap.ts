import { ImapFlow } from 'imapflow'

/**
 * Puts a message into the INBOX behind an IMAP address, as the mail server does when one arrives. The simulated
 * sender stands outside the service, so it has a connection of its own.
 * @throws when the server cannot be reached or does not take the message
 */
export async function deliverByImap(imapUrl: string, raw: Buffer): Promise<void> {
  const url = new URL(imapUrl)
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port) || (url.protocol === 'imaps:' ? 993 : 143),
    secure: url.protocol === 'imaps:',
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    disableAutoIdle: true,
    logger: false,
  })
  // Without a listener a dropped connection would end the process; the awaited command below fails and says why.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const stored = await client.append('INBOX', raw)
    if (stored === false) throw new Error('The mailbox did not take the message.')
  } finally {
    await client.logout().catch(() => client.close())
  }
}
