import { readMessage } from '../../support/readMessage'
import { aMessage } from '../../fixtures/mail/messages'

const id = (digit: string): string => `ack.${digit.repeat(32)}@advice.example`
const ACK = `<${id('a')}>`
const EARLIER = `<${id('b')}>`
const DAEMON = 'Mail Delivery System <MAILER-DAEMON@mx.example>'

const returned = (...more: string[]): string => [`Message-ID: ${ACK}`, `References: <1@x.example> ${EARLIER} <2@x.example>`, 'Subject: Your message has arrived', ...more].join('\n')
const dsn = (status: string, sentBack: string, sentBackType = 'message/rfc822'): string => aMessage({
  from: DAEMON, subject: 'Undelivered Mail Returned to Sender', headers: ['Auto-Submitted: auto-replied', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
  text: `--b\nContent-Type: text/plain\n\nI am sorry to have to inform you.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n${status}\n\n--b\nContent-Type: ${sentBackType}\n\n${sentBack}\n\nYour reference is 47FT-XJPK.\n--b--`,
})
const inWords = (text: string, more: Parameters<typeof aMessage>[0] = {}): string => aMessage({ from: DAEMON, text: `${text}\n\n${returned()}\n`, ...more })
const wholeReportIn = async (raw: string) => (await readMessage(Buffer.from(raw))).report
const reportIn = async (raw: string) => {
  const { cause: _, ...report } = (await wholeReportIn(raw)) ?? { cause: undefined, isNone: true }
  return 'isNone' in report ? undefined : report
}
const FAILED = { acknowledgement: ACK, action: 'failed' }
const DELAYED = { acknowledgement: ACK, action: 'delayed' }

describe('a delivery report on an acknowledgement', () => {
  it.each([
    ['a failure, the message sent back whole', dsn('Final-Recipient: rfc822; sam@school.example\nAction: failed\nStatus: 5.1.1', `${returned()}\n`), FAILED],
    ['a failure, only headers sent back', dsn('Action: Failed\nStatus: 5.1.1', returned(), 'text/rfc822-headers'), FAILED],
    ['a failure for one of several recipients', dsn('Action: delivered\n\nAction: failed', returned()), FAILED],
    ['a delay', dsn('Action: delayed\nStatus: 4.4.1\nWill-Retry-Until: Fri, 27 Nov 2026 10:00:00 +0000', returned()), DELAYED],
    ['a delivery', dsn('Action: delivered\nStatus: 2.0.0', returned()), { acknowledgement: ACK, action: 'other' }],
    ['a folded Message-ID', dsn('Action: failed', returned().replace('Message-ID: ', 'Message-ID:\n ')), FAILED],
    ['qmail', inWords('Hi. This is the qmail-send program at mx.example.\nI\'m afraid I wasn\'t able to deliver your message to the following addresses.\nThis is a permanent error; I\'ve given up. Sorry it didn\'t work out.\n\n--- Below this line is a copy of the message.\n'), FAILED],
    ['Exim', inWords('This message was created automatically by mail delivery software.\nA message that you sent could not be delivered to one or more of its recipients. This is a permanent error.', { headers: ['X-Failed-Recipients: sam@school.example'] }), FAILED],
    ['Exim while it still tries', inWords('A message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours.\nDelivery attempts will continue to be made.', { subject: 'Warning: message 1kX delayed 24 hours' }), DELAYED],
    ['Postfix without a report part', inWords('This is the mail system at host mx.example.\n\nI\'m sorry to have to inform you that your message could not be delivered to one or more recipients.'), FAILED],
    ['Exchange, naming it in In-Reply-To only', aMessage({ from: 'postmaster@council.example', subject: 'Undeliverable: Your message has arrived', text: 'Delivery has failed to these recipients.', headers: ['Return-Path: <>', `In-Reply-To: ${ACK}`, `References: ${EARLIER} ${ACK}`] }), FAILED],
    ['Exchange, in HTML without angle brackets', aMessage({ from: 'postmaster@council.example', headers: ['Return-Path: <>', 'MIME-Version: 1.0', 'Content-Type: text/html'], text: `<p>Your message did not reach some of the recipients.</p><p>Message-ID: ${id('a')}</p>` }), FAILED],
    ['a gateway with an address of its own', inWords('Your message was returned to sender.', { from: 'gateway@mx.example', subject: 'Delivery failure', headers: ['Return-Path: <>'] }), FAILED],
    ['one below empty lines without number', inWords(`could not be delivered${'\n'.repeat(200_000)}`), FAILED],
    ['one below spaces and quote marks without number', inWords(`could not be delivered\n${'> | '.repeat(50_000)}\n${'message-id:\n'.repeat(10_000)}`), FAILED],
    ['wording that nobody knows', inWords('Bonan tagon.'), { acknowledgement: ACK, action: 'other' }],
  ])('is read: %s', async (_, raw, expected) => {
    expect(await reportIn(raw)).toEqual(expected)
  })

  it.each([
    ['a report on somebody else\'s mail', dsn('Action: failed', 'Message-ID: <1@school.example>')],
    ['a report that names several and sends none back', aMessage({ from: DAEMON, text: `could not be delivered ${ACK} ${EARLIER}` })],
    ['a report that sends back two', dsn('Action: failed', `${returned()}\nMessage-ID: ${EARLIER}`)],
    ['a person who quotes us', aMessage({ text: `Undeliverable? Your mail said it could not be delivered.\n> Message-ID: ${ACK}`, subject: 'Undeliverable: Kim', headers: [`In-Reply-To: ${ACK}`] })],
    ['a person who sends us the report that they had', dsn('Action: failed', returned()).replace('multipart/report; report-type=delivery-status', 'multipart/mixed').replace('Auto-Submitted: auto-replied\r\n', '').replace(DAEMON, 'Sam <sam@school.example>')],
    ['a person at postmaster who answers us', aMessage({ from: 'postmaster@small.example', text: 'She could not be delivered to us.', headers: [`In-Reply-To: ${ACK}`] })],
    ['an absence note', aMessage({ subject: 'Automatic reply: Your message has arrived', text: 'My parcel could not be delivered.', headers: ['Return-Path: <>', 'Auto-Submitted: auto-replied', `In-Reply-To: ${ACK}`] })],
    ['a reader\'s receipt', aMessage({ headers: ['MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=disposition-notification; boundary=b', `In-Reply-To: ${ACK}`], text: `--b\n\nYour message was displayed.\n--b\nContent-Type: message/disposition-notification\n\nOriginal-Message-ID: ${ACK}\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--` })],
  ])('is not: %s', async (_, raw) => {
    expect(await reportIn(raw)).toBeUndefined()
  })
})

describe('the cause of a failure', () => {
  it.each([
    ['mailbox_full', dsn('Action: failed\nStatus: 5.2.2', returned())],
    ['mailbox_full, given up after days', dsn('Action: failed\nStatus: 4.2.2', returned())],
    ['mailbox_full, in the words of its diagnosis', dsn('Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 the mailbox of this\n user is full', returned())],
    ['mailbox_full, in the code of its diagnosis', dsn('Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552-5.2.2 see 192.5.1.1', returned())],
    ['unknown_address', dsn('Action: failed\nStatus: 5.1.1', returned())],
    ['unknown_address of two, where the other had it delivered', dsn('Action: delivered\nStatus: 2.0.0\n\nAction: failed\nStatus: 5.1.10', returned())],
    ['unknown_address, refused at the edge', dsn('Action: failed\nStatus: 5.4.1\nDiagnostic-Code: smtp; 550 5.4.1 Recipient address rejected: Access denied', returned())],
    ['refused_by_policy', dsn('Action: failed\nStatus: 5.7.1', returned())],
    ['other', dsn('Action: failed\nStatus: 5.4.7', returned())],
    ['other, though an IP address looks like a code', dsn('Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 from 192.5.2.2', returned())],
    ['mailbox_full in words', inWords('Your message could not be delivered. The recipient\'s mailbox is full.')],
    ['unknown_address in words', inWords('Your message could not be delivered. 550 User unknown')],
    ['refused_by_policy in words', inWords('Your message could not be delivered: it was taken for spam.')],
    ['other in words', inWords('Your message could not be delivered.')],
  ])('is told apart: %s', async (expected, raw) => {
    expect((await wholeReportIn(raw))?.cause).toBe(expected.split(/[ ,]/)[0])
  })

  it('is not looked for in a delay', async () => {
    expect(await wholeReportIn(dsn('Action: delayed\nStatus: 4.2.2', returned()))).toEqual(DELAYED)
  })
})
