import { createHash } from 'node:crypto'
import { ImapFlow } from 'imapflow'
import { aMessage, tooManyParts } from '../fixtures/mail/messages'
import type { Chance } from '../support/chance'
import type { Mailbox } from '../support/servers/mailboxes'

export interface Sent {
  readonly raw: string
  readonly sha256: string
  readonly sender: string
  /** A machine wrote it: nobody may be answered. */
  readonly automatic: boolean
  /** A person must open it. */
  readonly unreadable: boolean
}

/** So many messages: among them the same bytes again, Message-IDs that others have, machines' mail, and some that cannot be read. */
export function mixedMail(chance: Chance, count: number): Sent[] {
  const mail: Sent[] = []
  while (mail.length < count) {
    const earlier = mail.length > 0 ? chance.oneOf(mail) : undefined
    mail.push(earlier && chance.happens(0.1) ? earlier : aNewOne(chance, mail.length))
  }
  return mail
}

function aNewOne(chance: Chance, nth: number): Sent {
  const sender = `teacher-${nth}@school.example`
  const [automatic, unreadable] = [chance.happens(0.06), chance.happens(0.03)]
  const from = `From: Invented Teacher <${sender}>`
  const raw = unreadable
    ? tooManyParts().replace(/^From:.*/, from)
    : aMessage({
        from: from.slice('From: '.length),
        // Some programs give every message the same.
        messageId: chance.happens(0.1) ? '<reused@school.example>' : `<${nth}@school.example>`,
        headers: automatic ? ['Auto-Submitted: auto-generated'] : [],
        text: `Message ${nth} about an invented child. `.repeat(chance.between(1, 400)),
      })
  return { raw, sha256: createHash('sha256').update(raw).digest('hex'), sender, automatic: automatic && !unreadable, unreadable }
}

/** Delivers one message after the other, as a mail server does that tries again until it is told that it was taken. */
export async function deliverAll({ user, password, port }: Mailbox, mail: readonly Sent[], betweenMs: number): Promise<void> {
  let client: ImapFlow | undefined
  for (const { raw } of mail) {
    for (let taken = false; !taken;) {
      try {
        client ??= await connect({ user, pass: password, port })
        await client.append('INBOX', raw)
        taken = true
      } catch {
        client?.close()
        client = undefined
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
    await new Promise((resolve) => setTimeout(resolve, betweenMs))
  }
  await client?.logout().catch(() => undefined)
}

async function connect({ port, ...auth }: { port: number; user: string; pass: string }): Promise<ImapFlow> {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false })
  client.on('error', () => undefined)
  await client.connect()
  return client
}
