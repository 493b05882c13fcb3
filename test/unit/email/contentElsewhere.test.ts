import { readMessage } from '../../support/readMessage'
import { aMessage } from '../../fixtures/mail/messages'

const read = async (parts: Parameters<typeof aMessage>[0]) => readMessage(Buffer.from(aMessage(parts)))
const portalOf = async (parts: Parameters<typeof aMessage>[0]) => (await read(parts)).portal
const attached = (filename: string, contentType = 'application/octet-stream', text = 'AAAA') => ({
  headers: ['Content-Type: multipart/mixed; boundary=b'],
  text: `--b\nContent-Type: text/plain\n\nWords.\n--b\nContent-Type: ${contentType}; name="${filename}"\nContent-Disposition: attachment; filename="${filename}"\n\n${text}\n--b--`,
})

describe('a notice of a secure portal', () => {
  test.each([
    ['Egress', { text: 'Sam Invented has sent you a secure email. Read message: https://switch.egress.com/ui/read?x=1' }],
    ['Egress', { from: 'Egress <no-reply@egress.com>', text: 'You have received a secure message.' }],
    ['Mimecast Secure Messaging', { text: 'Sam has sent you a secure message via https://securemsg.mimecast.com/portal' }],
    ['Microsoft Purview Message Encryption', attached('message_v4.rpmsg', 'application/x-microsoft-rpmsg-message')],
    ['Proofpoint Encryption', attached('SecureMessageAtt.html', 'text/html', '<p>x</p>')],
    ['Proofpoint Encryption', attached('SecureMessageAtt.html. ', 'text/html', '<p>x</p>')],
    ['Cisco Secure Email', attached('securedoc_20261123T091200.html', 'text/html', '<p>x</p>')],
    ['Zivver', { from: 'Zivver <noreply@mail.zivver.com>', text: 'Sam sent you a secure message. View message below.' }],
    ['Galaxkey', { text: 'Sam has sent you a secure email. https://manager.galaxkey.com/x' }],
    ['CJSM', { subject: 'You have a new secure message', text: 'Log on at https://webmail.cjsm.net/ to read it.' }],
  ])('of %s is known (%#)', async (portal, parts) => expect(await portalOf(parts)).toBe(portal))

  test.each([
    ['a mere mention', { text: 'I sent you a secure message by Egress yesterday about a girl in my class, did it arrive?' }],
    ['a link in a signature', { text: 'She is 15 and missing.\n\n-- \nSam\nSend me files: https://switch.egress.com/files' }],
    ['a look-alike domain', { from: 'x <x@notegress.com>', text: 'You have received a secure message: https://switch.egress.com.invented.example/' }],
    ['a long message that came through one', { text: `${'Words about a girl. '.repeat(400)} Read message: https://switch.egress.com/x` }],
    ['an old notice that is quoted', { text: 'Could not open this one, please ring me.\n\nOn 23 Nov 2026, at 09:12, Egress <x@egress.com> wrote:\n> You have received a secure message https://switch.egress.com/x\n' }],
  ])('is not seen in %s', async (_, parts) => expect(await portalOf(parts)).toBeUndefined())
})

const ARMOUR = '-----BEGIN PGP MESSAGE-----\n\nhQEMA\n-----END PGP MESSAGE-----'

describe('sealed and signed mail is kept and marked', () => {
  test.each([
    ['PGP/MIME', 'encrypted', { headers: ['Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b'], text: '--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b--' }],
    ['PGP in the text', 'encrypted', { text: ARMOUR }],
    ['PGP/MIME below a gateway’s footer', 'encrypted', attached('version.asc', 'application/pgp-encrypted')],
    ['an S/MIME envelope', 'encrypted', { headers: ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m'] }],
    ['an S/MIME envelope below a gateway’s footer', 'encrypted', attached('smime.p7m', 'application/pkcs7-mime')],
    ['an opaque S/MIME signature', 'signed_opaque', { headers: ['Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m'] }],
  ])('%s', async (_, protection, parts) => expect(await read(parts)).toMatchObject({ protection, unreadable: protection }))

  test.each([
    ['a detached S/MIME signature', attached('smime.p7s', 'application/pkcs7-signature')],
    ['a detached PGP signature', attached('signature.asc', 'application/pgp-signature')],
    ['a PGP signature in the text', { text: '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWords.\n-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----' }],
  ])('%s, with its words read', async (_, parts) => {
    const { protection, unreadable, text } = await read(parts)
    expect([protection, unreadable, text.includes('Words.')]).toEqual(['signed', undefined, true])
  })
})

describe('words in HTML', () => {
  const html = async (body: string) => (await read({ headers: ['Content-Type: text/html; charset=utf-8'], text: body })).text

  test('are all kept as text: tables, links with where they lead, and what was hidden', async () => {
    const text = await html('<table><tr><td>Name</td><td>Invented</td></tr></table><a href="https://x.example/a">here</a><p style="display:none">hidden words</p><div hidden>more</div><ul><li>one</li></ul>')
    for (const words of ['Name', 'Invented', 'here', 'https://x.example/a', 'hidden words', 'more', 'one']) expect(text).toContain(words)
  })

  test('stand apart when they are cells of a table, as of a referral form, and read with the words around it', async () => {
    const text = await html('<p>Form:</p><table><tr><th>Child</th><td>Invented</td></tr><tr><td>Missing</td><td>Since last night</td></tr></table><p>Please ring.</p>')
    expect(text).toMatch(/Form:\s+Child \| Invented \|\nMissing \| Since last night \|\s+Please ring\./)
    expect((await html(`${'<table><tr><td>'.repeat(300)}deep words${'</td></tr></table>'.repeat(300)}`))).toContain('deep words')
  })

  test('never keep scripts, styles or markup', async () => {
    expect((await html('<style>p{}</style><script>alert(1)</script><p onclick="x()">Words &lt;b&gt;</p>')).trim()).toBe('Words <b>')
  })

  test('tell what is quoted from what is new', async () => {
    const { text, parts } = await read({ headers: ['Content-Type: text/html; charset=utf-8'], text: '<p>New words.</p><div>On Mon, 23 Nov 2026 at 09:12, T &lt;t@x.example&gt; wrote:<br></div><blockquote><p>Old words.</p></blockquote>' })
    expect(parts.map(({ kind, start, end }) => [kind, text.slice(start, end).includes('Old words')])).toEqual([['new', false], ['quoted', true]])
  })
})

describe('words that stand elsewhere in the message than in its plain text', () => {
  const U = 'Girl, 15, Vietnamese. Missing since 9pm. Taken by traffickers in a van.'
  const alternative = (plain: string, html: string) => ({
    headers: ['Content-Type: multipart/alternative; boundary=b'], text: `--b\nContent-Type: text/plain\n\n${plain}\n--b\nContent-Type: text/html\n\n${html}\n--b--`,
  })
  const newWords = async (parts: Parameters<typeof aMessage>[0]) => {
    const { text, parts: cut } = await read(parts)
    return cut.filter(({ kind }) => kind === 'new').map(({ start, end }) => text.slice(start, end)).join('')
  }

  test.each([
    ['HTML beside a notice', alternative('This message needs a mail program that shows HTML.', `<style>p { color: red }</style><p>${U}</p>`)],
    ['HTML that goes on where the plain text ends', alternative('Hello there.', `<p>Hello there.</p><p>${U}</p>`)],
    ['an attached message', attached('x.eml', 'message/rfc822', `From: Kit <k@x.example>\nSubject: Help\n\n${U}`)],
    ['a message attached to an attached one', attached('x.eml', 'message/rfc822', `Subject: Outer\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: message/rfc822\n\nSubject: Inner\n\n${U}\n--c--`)],
  ])('are new words: %s', async (_, parts) => expect(await newWords(parts)).toContain(U))

  test('are not said twice when both say the same', async () => {
    expect((await read(alternative(`${U} That’s all.`, `<p>${U}</p> <p>That&rsquo;s all.</p>`))).text.split('Vietnamese')).toHaveLength(2)
  })

  test('are for a person when they cannot be read', async () => {
    const nested = (depth: number): string => (depth === 0 ? U : `Subject: x\nContent-Type: multipart/mixed; boundary=n${depth}\n\n--n${depth}\nContent-Type: message/rfc822\n\n${nested(depth - 1)}\n--n${depth}--`)
    expect(await read(attached('x.eml', 'message/rfc822', nested(4)))).toMatchObject({ unreadable: 'attached_message' })
  })
})
