import { automaticMail } from '../../../src/email/answering/automaticMail'
import { aReading, fromAddress, withHeader } from './reading'

const own = { sender: 'reply@advice.example', addresses: ['intake@advice.example'] }
const ACK = '<ack.0123456789abcdef0123456789abcdef@advice.example>'

describe('automatic mail', () => {
  it.each([
    ['auto_replied', withHeader('auto-submitted', 'auto-replied')],
    ['auto_generated', withHeader('auto-submitted', 'Auto-Generated; type=x')],
    ['null_return_path', withHeader('return-path', '<>')],
    ['null_return_path', withHeader('return-path', '< >')],
    ['delivery_report', withHeader('content-type', 'Multipart/Report; report-type=delivery-status; boundary=x')],
    ['delivery_report', withHeader('content-type', 'multipart/report; report-type=disposition-notification')],
    ['delivery_report', withHeader('x-failed-recipients', 'sam@school.example')],
    ['robot_sender', fromAddress('bounces+7f3@mx.example')],
    ['robot_sender', fromAddress('MAILER-DAEMON@mx.example')],
    ['robot_sender', fromAddress('postmaster@mx.example')],
    ['robot_sender', fromAddress('no-reply@council.example')],
    ['robot_sender', fromAddress('noreply+7f3@council.example')],
    ['robot_sender', fromAddress('orders-noreply@shop.example')],
    ['robot_sender', fromAddress('Do-Not-Reply@shop.example')],
    ['mailing_list', withHeader('list-id', '<staff.council.example>')],
    ['mailing_list', withHeader('list-unsubscribe', '<mailto:x@y.example>')],
    ['bulk', withHeader('precedence', 'bulk')],
    ['bulk', withHeader('precedence', 'List')],
    ['bulk', withHeader('precedence', 'junk')],
    ['bulk', withHeader('precedence', 'auto_reply')],
    ['suppression_asked', withHeader('x-auto-response-suppress', 'OOF, AutoReply')],
    ['suppression_asked', withHeader('x-auto-response-suppress', 'All')],
    ['autoreply', withHeader('x-autoreply', 'yes')],
    ['autoreply', withHeader('x-autorespond', '')],
    ['autoreply', withHeader('x-auto-reply', 'yes')],
    ['bulk', withHeader('precedence', 'auto-reply')],
    ['own_message', fromAddress('Reply@Advice.example')],
    ['own_message', fromAddress('intake@advice.example')],
    ['own_message', aReading({ messageId: ACK })],
    ['loop', withHeader('x-loop', 'reply@advice.example')],
    ['out_of_office', aReading({ subject: 'Automatic reply: A worry' })],
    ['out_of_office', aReading({ subject: 'RE: Out of office' })],
    ['out_of_office', aReading({ subject: 'Out of the Office until Monday' })],
    ['out_of_office', aReading({ subject: 'Ateb awtomatig: Pryder' })],
    ['out_of_office', aReading({ subject: 'Allan o\u2019r swyddfa' })],
    ['out_of_office', aReading({ subject: 'Automatische Antwort: Sorge' })],
    ['out_of_office', aReading({ subject: 'Abwesenheitsnotiz' })],
    ['out_of_office', aReading({ subject: 'Re\u0301ponse automatique : souci' })],
    ['out_of_office', aReading({ subject: "Message d\u2019absence" })],
  ])('is known as %s (%#)', (code, message) => {
    expect(automaticMail(message, own)).toBe(code)
  })

  it.each([
    ['a plain message', aReading()],
    ['one that says it is not automatic', withHeader('auto-submitted', 'no')],
    ['one with a real return path', withHeader('return-path', '<sam@school.example>')],
    ['one that asks for no suppression', withHeader('x-auto-response-suppress', 'None')],
    ['one of another precedence', withHeader('precedence', 'first-class')],
    ["another system's loop header", withHeader('x-loop', 'desk@council.example')],
    ['a reply to our acknowledgement', aReading({ inReplyTo: ACK, references: [ACK], subject: 'Re: Your message has arrived' })],
    ['a forged id of another domain', aReading({ messageId: ACK.replace('advice', 'other') })],
    ['a person whose name has "reply" in it', fromAddress('noreplyson.kim@school.example')],
    ['a person who writes at night', aReading({ subject: 'Out of office hours: child missing' })],
    ['a school about an absence', aReading({ subject: 'Absence: pupil not seen for a week' })],
    ['a question about an automatic reply', aReading({ subject: 'Is this automatic reply right?' })],
  ])('is not %s', (_, message) => {
    expect(automaticMail(message, own)).toBeUndefined()
  })
})
