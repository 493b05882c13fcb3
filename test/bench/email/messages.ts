import { ImapFlow } from 'imapflow'

const SENTENCE = 'We are worried about an invented pupil who has not been in school and whose aunt does not say where he is. '

/** An invented message of about so many bytes; no two are alike. Plain, with HTML beside it, and with an attachment, in turn. */
export function aMessageOf(bytes: number, nth: number): Buffer {
  const head = [
    `From: Invented Teacher <teacher-${nth}@school.example>`, 'To: advice@advice.example', `Subject: Worried about a pupil, ${nth}`,
    `Message-ID: <${nth}@school.example>`, 'Date: Mon, 23 Nov 2026 10:00:00 +0000', 'MIME-Version: 1.0',
  ]
  return Buffer.from([...head, ...bodyOf(bytes - 400, nth), ''].join('\r\n'))
}

function bodyOf(bytes: number, nth: number): string[] {
  const plain = 'Content-Type: text/plain; charset=utf-8'
  if (nth % 3 === 0) return [plain, '', words(bytes, nth)]
  if (nth % 3 === 1) {
    // The same words twice, as mail programs write them.
    const text = words(bytes * 0.47, nth)
    const html = text.replaceAll('\r\n', '</p>\r\n<p>')
    return ['Content-Type: multipart/alternative; boundary=b', '', '--b', plain, '', text, '--b', 'Content-Type: text/html; charset=utf-8', '', `<p>${html}</p>`, '--b--']
  }
  const file = Buffer.alloc(bytes * 0.6, SENTENCE).toString('base64').replaceAll(/(.{76})/g, '$1\r\n')
  return [
    'Content-Type: multipart/mixed; boundary=b', '', '--b', plain, '', words(bytes * 0.15, nth), '--b', 'Content-Type: application/pdf',
    'Content-Disposition: attachment; filename="plan.pdf"', 'Content-Transfer-Encoding: base64', '', file, '--b--',
  ]
}

const words = (bytes: number, nth: number): string => Array.from({ length: Math.ceil(bytes / SENTENCE.length) }, (_, line) => `${nth}.${line} ${SENTENCE}`).join('\r\n')

/** What each side reads before its clock starts: then all its processes are up, and have loaded what they read with. */
export const FIRST_LETTER = Buffer.from('From: a@advice.example\r\nSubject: plain\r\n\r\nPlain words.\r\n')

/** Puts messages into the inbox of that address, in their order. */
export async function fillInbox(imapUrl: string, messages: Iterable<Buffer>): Promise<void> {
  const { hostname, port, username, password } = new URL(imapUrl)
  const client = new ImapFlow({ host: hostname, port: Number(port), secure: false, auth: { user: username, pass: password }, logger: false })
  await client.connect()
  try {
    for (const message of messages) await client.append('INBOX', message)
  } finally {
    await client.logout()
  }
}
