import * as fc from 'fast-check'
import { composeAcknowledgement } from '../../../src/acknowledgement/composeAcknowledgement'
import { guardAcknowledgement } from '../../../src/acknowledgement/guardAcknowledgement'
import type { AcknowledgementMessage } from '../../../src/acknowledgement/ports'
import { smtpMailer } from '../../../src/gateways/smtpMailer'
import { newReference } from '../../../src/domain/referenceNumber'
import { anOwed, letterhead, NOW, WHILE_CLOSED, WHILE_OPEN } from './letter'
import { expectContent } from './mustHold'

const mailer = smtpMailer({ url: 'smtp://127.0.0.1:1' })
afterAll(() => mailer.close())

const message = composeAcknowledgement(letterhead, anOwed(), NOW)
const judge = async (changes: Partial<AcknowledgementMessage>) =>
  guardAcknowledgement(letterhead, anOwed(), await mailer.build({ ...message, ...changes }))
const judgeBytes = async (change: (raw: string) => string) =>
  guardAcknowledgement(letterhead, anOwed(), Buffer.from(change((await mailer.build(message)).toString('latin1')), 'latin1'))

describe('what an acknowledgement says', () => {
  it('holds what it must, and the time in London', () => {
    const { text, subject } = message
    for (const words of ['47FT-XJPK', '23:30 on Wednesday 1 July 2026', 'Monday to Friday, 9:30am to 4:30pm, except bank holidays; we open next at 09:30 on Thursday 2 July 2026', '999', 'Emergency Duty Team', '0808 800 5000', 'urgent'])
      expect(text).toContain(words)
    expect(subject).toBe('Your message has arrived - reference 47FT-XJPK')
    expect(text.indexOf('999')).toBeLessThan(text.indexOf('0808'))
  })

  it('names no sender, no subject, no link and no kind of harm', () => {
    expect(`${message.subject} ${message.text}`).not.toMatch(/school|sam|invented|https?:|www\.|traffick|exploit|priority|safe now|is safe/i)
  })
})

const FOUR = (['en', 'cy'] as const).flatMap((language) => ([['open', WHILE_OPEN], ['closed', WHILE_CLOSED]] as const).map(([standing, receivedAt]) =>
  ({ name: `${language}, ${standing}`, owed: anOwed({ language, receivedAt }), standing })))

describe('each of the four letters', () => {
  it.each(FOUR)('says what cannot wait, in words that everybody can read, and nothing else: $name', ({ owed }) => {
    const { text, subject } = composeAcknowledgement(letterhead, owed, NOW)
    expectContent(text, owed)
    expect(text).toContain('TELEPHONE 999 NOW')
    expect(subject).toContain(owed.reference)
  })

  it.each(FOUR)('tells when we open next, if we are closed: $name', ({ owed, standing }) => {
    const { text } = composeAcknowledgement(letterhead, owed, NOW)
    expect(/we open next at 09:30 on Thursday 2 July 2026|byddwn yn agor nesaf am 09:30, Dydd Iau 2 Gorffennaf 2026/.test(text)).toBe(standing === 'closed')
  })

  it.each(FOUR)('passes the guard as it is, and no longer with anything planted in it: $name', async ({ owed }) => {
    const raw = (await mailer.build(composeAcknowledgement(letterhead, owed, NOW))).toString('latin1')
    const judgeRaw = async (bytes: string) => guardAcknowledgement(letterhead, owed, Buffer.from(bytes, 'latin1'))
    expect(await judgeRaw(raw)).toBeUndefined()
    const lines = raw.split('\r\n')
    const head = lines.indexOf('')
    const planted = ['Reply-To: x@y.example', 'Bcc: x@y.example', 'Cc: x@y.example', 'To: x@y.example', 'Kim', ' Kim', 'X-Child: Kim', 'Content-Disposition: attachment; filename=kim.txt', '<b>Kim</b>']
    for (const [place] of lines.entries()) {
      // Every one of them among the headers; in the words one is as good as another. The last line end belongs to nobody.
      for (const plant of place <= head ? planted : ['Kim']) {
        const more = [...lines.slice(0, place), plant, ...lines.slice(place)].join('\r\n')
        expect([plant, place, await judgeRaw(more)]).toEqual([plant, place, expect.any(String)])
      }
    }
  })

  it.each(FOUR)('passes for no other: $name', async ({ owed }) => {
    const raw = await mailer.build(composeAcknowledgement(letterhead, owed, NOW))
    const others = FOUR.filter((one) => one.owed !== owed)
    for (const other of others) expect(await guardAcknowledgement(letterhead, other.owed, raw)).toEqual(expect.any(String))
  })
})

describe('the guard of acknowledgements', () => {
  it('lets through what the template and its slots make', async () => {
    expect(await judge({})).toBeUndefined()
    const { inReplyTo: _, ...unthreaded } = anOwed({ references: [] })
    const raw = await mailer.build(composeAcknowledgement(letterhead, unthreaded, NOW))
    expect(await guardAcknowledgement(letterhead, unthreaded, raw)).toBeUndefined()
  })

  it.each([
    ['a word more in the text', { text: `${message.text}Kim` }, 'text'],
    ['a word less in the text', { text: message.text.replace('999', '') }, 'text'],
    ['the original subject', { subject: `${message.subject} Re: Kim` }, 'subject'],
    ['another recipient', { to: 'sam.invented@school.example, other@x.example' }, 'to'],
    ['a recipient with a name', { to: 'Sam <sam.invented@school.example>' }, 'to'],
    ['a wrong recipient', { to: 'other@x.example' }, 'to'],
    ['a wrong sender', { from: { address: 'other@x.example', name: 'Advice line' } }, 'from'],
    ['a further header', { headers: { ...message.headers, 'X-Priority': 'urgent' } }, 'header_unknown'],
    ['a copy', { headers: { ...message.headers, Bcc: 'x@y.example' } }, 'header_unknown'],
    ['no Auto-Submitted', { headers: { 'X-Loop': 'reply@advice.example', 'X-Auto-Response-Suppress': 'All' } }, 'header_auto_submitted'],
    ['another Message-ID', { messageId: '<ack.1@advice.example>' }, 'header_message_id'],
    ['another thread', { references: ['<0@school.example>', '<1@school.example>', '<2@x.example>'] }, 'header_references'],
    ['another parent', { inReplyTo: '<9@x.example>' }, 'header_in_reply_to'],
    ['an attachment', { attachments: [{ filename: 'kim.txt', content: 'Kim' }] }, 'header_content_type'],
    ['HTML', { html: '<p>Kim</p>' }, 'header_content_type'],
  ] as [string, Partial<AcknowledgementMessage>, string][])('refuses %s', async (_, changes, code) => {
    expect(await judge(changes)).toBe(code)
  })

  it.each([
    ['a header twice', (raw: string) => `To: sam.invented@school.example\r\n${raw}`, 'header_twice'],
    ['a bare line feed among the headers', (raw: string) => raw.replace('\r\nSubject', '\nSubject'), 'header_bytes'],
    ['bytes beyond ASCII among the headers', (raw: string) => raw.replace('Subject: ', 'Subject: \xff'), 'header_bytes'],
    ['a body that goes on', (raw: string) => `${raw}\r\nKim`, 'text'],
  ])('refuses %s', async (_, change, code) => {
    expect(await judgeBytes(change)).toBe(code)
  })

  it.each(['see https://x.example', 'open\r\nKim', 'write to x@y.example', '<b>now</b>', ''])('refuses %j for opening hours', async (hours) => {
    const head = { ...letterhead, hours: { ...letterhead.hours, isOpen: () => true, inWords: hours } }
    const raw = await mailer.build(composeAcknowledgement(head, anOwed(), NOW))
    expect(await guardAcknowledgement(head, anOwed(), raw)).toBe('hours')
  })

  it('refuses a reference that is none', async () => {
    const owed = anOwed({ reference: 'KIM-2014' })
    const raw = await mailer.build(composeAcknowledgement(letterhead, owed, NOW))
    expect(await guardAcknowledgement(letterhead, owed, raw)).toBe('reference')
  })

  it('lets nothing through that was slipped into any part by way of line ends', async () => {
    const evil = fc.tuple(fc.constantFrom('\r\n', '\n', '\r', '\r\n ', '\0'), fc.constantFrom('Bcc: x@y.example', 'X-Kim: 1', '\r\nKim'))
    const field = fc.constantFrom('to', 'subject', 'messageId', 'inReplyTo')
    await fc.assert(fc.asyncProperty(evil, field, async ([end, line], name) => {
      const raw = await mailer.build({ ...message, [name]: `${message[name as 'to']}${end}${line}` }).catch(() => undefined)
      if (!raw) return
      // The builder may have taken it out; what is left must then be the very message, or be refused.
      const verdict = await guardAcknowledgement(letterhead, anOwed(), raw)
      if (verdict === undefined) expect(raw.toString()).not.toMatch(/Bcc|Kim/)
    }), { numRuns: 60 })
  })

  it('lets every reference, moment and thread through', async () => {
    const id = fc.stringMatching(/^[a-z0-9]{1,60}$/).map((word) => `<${word}@x.example>`)
    const ids = fc.array(id, { maxLength: 20 })
    const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    await fc.assert(fc.asyncProperty(ids, moments, async (references, receivedAt) => {
      const { inReplyTo: _, ...rest } = anOwed({ references, receivedAt, reference: newReference() })
      const last = references.at(-1)
      const owed = { ...rest, ...(last !== undefined && { inReplyTo: last }) }
      const raw = await mailer.build(composeAcknowledgement(letterhead, owed, NOW))
      expect(await guardAcknowledgement(letterhead, owed, raw)).toBeUndefined()
    }), { numRuns: 60 })
  })
})
