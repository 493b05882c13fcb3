import express, { type Express } from 'express'
import * as fc from 'fast-check'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import request from 'supertest'
import { localViews } from '../../../src/local/localViews'
import { deliverByImap } from '../../../src/local/mail/deliverByImap'
import type { Letter } from '../../../src/local/mail/letter'
import { LetterFolder } from '../../../src/local/mail/letterFolder'
import { localMailRoutes } from '../../../src/local/mail/mailRoutes'
import { rawMessage } from '../../../src/local/mail/rawMessage'
import { readReply } from '../../../src/local/mail/readReply'
import { writeLetter } from '../../../src/local/mail/writeLetter'
import { freshMailbox, type Mailbox } from '../../support/servers/mailboxes'

const AT = new Date('2026-03-02T10:00:00Z')
const ADDRESS = 'advice@advice.example'
const letter = {
  fromName: 'Alex Pretend', fromAddress: 'alex@social.pretendshire.example', subject: 'An invented worry', text: 'Words.\nMore words.',
} satisfies Letter
const envelope = { messageId: '<1@pretend.example>', date: AT, to: ADDRESS }

describe('a letter as mail', () => {
  it('reads back as it was written, whatever the alphabet', async () => {
    const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).map((text) => text.replace(/\p{Cc}/gu, '').trim())
    await fc.assert(
      fc.asyncProperty(words.filter(Boolean), words.filter(Boolean), words, async (fromName, subject, text) => {
        const parsed = await simpleParser(rawMessage({ ...letter, fromName, subject, text }, envelope))
        expect(parsed.from?.value).toEqual([{ name: expect.any(String), address: letter.fromAddress }])
        // Readers may fold one kind of white space into another.
        const read = [parsed.from?.value[0]?.name, parsed.subject, parsed.text].map((value) => (value ?? '').replace(/\s+/gu, ' ').trim())
        expect(read).toEqual([fromName, subject, text].map((value) => value.replace(/\s+/gu, ' ').trim()))
      }),
      { numRuns: 60 },
    )
  })

  it('carries files of any name and bytes beside the words, each as it was', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((text) => text.replace(/[\p{Cc}/\\]/gu, '').trim()).filter(Boolean)
    const file = fc.record({ name, bytes: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), type: fc.constantFrom('application/pdf', 'image/png', 'no type') })
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (files) => {
        const raw = rawMessage(letter, { ...envelope, files })
        const { attachments, text } = await simpleParser(raw)
        expect(text?.trim()).toBe('Words.\nMore words.')
        expect(attachments.map(({ filename, content }) => [filename, content])).toEqual(files.map((sent) => [sent.name, sent.bytes]))
        expect(Math.max(...raw.toString().split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps every line short enough for mail', () => {
    const raw = rawMessage({ ...letter, subject: 'ŵ'.repeat(200), text: 'x'.repeat(5_000) }, envelope).toString()
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78)
  })
})

describe('the mail page', () => {
  let dir: string
  let mailbox: Mailbox
  let app: Express
  let letters: LetterFolder
  const delivered: Buffer[] = []
  const taken: { raw: Buffer; at: Date; to: string[] }[] = []

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'advice-line-letters-'))
    mailbox = freshMailbox()
    letters = await LetterFolder.open(dir)
    const deliver = (raw: Buffer) => (delivered.push(raw), deliverByImap(mailbox.imapUrl, raw))
    app = express().use(
      '/local/mail',
      localMailRoutes({
        address: ADDRESS,
        send: (written, enclosed) => writeLetter({ deliver, letters, to: ADDRESS, now: () => AT }, written, enclosed),
        letters: () => letters.all(),
        replies: () => Promise.all(taken.map(readReply)),
        onChange: () => () => undefined,
        closing: new AbortController().signal,
        render: localViews(),
      }),
    )
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('puts what was written into the mailbox and shows it as sent, after the next start too', async () => {
    const answer = await request(app).post('/local/mail').type('form').send(letter)
    expect(answer.status).toBe(303)
    expect(answer.headers['location']).toBe('/local/mail?sent=yes')
    expect(await mailbox.doveadm('search', ['mailbox', 'INBOX', 'all'])).not.toBe('')
    const page = await request(app).get('/local/mail?sent=yes')
    expect(page.text).toContain('An invented worry')
    expect(page.text).toContain('1 message sent, no answers received.')
    expect((await LetterFolder.open(dir)).all()).toMatchObject([{ subject: 'An invented worry', at: AT }])
  })

  it('shows an acknowledgement under the letter that it answers, as text and nothing else', async () => {
    const { messageId } = letters.all()[0]!
    const raw = `From: ${ADDRESS}\r\nTo: x@y.example\r\nSubject: We have it\r\nIn-Reply-To: ${messageId}\r\n\r\n<script>bad()</script>\r\n`
    taken.push({ raw: Buffer.from(raw), at: AT, to: ['x@y.example'] })
    const page = await request(app).get('/local/mail/letters')
    expect(page.text).toContain('1 answer received')
    expect(page.text).toContain('We have it')
    expect(page.text).toContain('&lt;script&gt;bad()')
    expect(page.text).not.toContain('Other mail')
    expect(page.text).not.toContain('<script>bad')
  })

  it('shows the page again with what was typed and what is wrong with it', async () => {
    const typed = { ...letter, fromAddress: 'no address', subject: '', text: '<b>kept</b>' }
    const page = await request(app).post('/local/mail').type('form').send(typed)
    expect(page.status).toBe(422)
    expect(page.text).toContain('There is a problem')
    expect(page.text).toContain('href="#fromAddress"')
    expect(page.text).toContain('Enter a subject')
    expect(page.text).toContain('&lt;b&gt;kept&lt;/b&gt;')
    expect(page.text).toContain('value="no address"')
    expect(letters.all()).toHaveLength(1)
  })

  it.each([
    ['a header smuggled into the name', { ...letter, fromName: 'A\r\nBcc: b@c.example' }],
    ['a header smuggled into the subject', { ...letter, subject: 'A\nBcc: b@c.example' }],
    ['fields that are lists', { fromName: ['a', 'b'] }],
    ['nothing at all', {}],
  ])('refuses %s', async (_what, body) => {
    expect((await request(app).post('/local/mail').type('form').send(body)).status).toBe(422)
    expect(letters.all()).toHaveLength(1)
  })

  it('answers to this computer’s own names and own pages only', async () => {
    expect((await request(app).get('/local/mail').set('host', 'elsewhere.example')).status).toBe(421)
    const foreign = await request(app).post('/local/mail').set('origin', 'https://elsewhere.example').type('form').send(letter)
    expect(foreign.status).toBe(403)
    expect(letters.all()).toHaveLength(1)
  })

  it('fills in an invented message to start from, under a strict content policy', async () => {
    const page = await request(app).get('/local/mail?preset=nailbar')
    expect(page.text).toContain('Madeupton')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.text).not.toMatch(/style="|onclick=/)
  })

  it('answers an acknowledgement as a mail program does: from whoever got it, quoting it, and naming it', async () => {
    const { messageId: first } = await writeLetter({ deliver: async () => undefined, letters, to: ADDRESS, now: () => AT }, { ...letter, subject: 'Answered' })
    const raw = `From: ${ADDRESS}\r\nTo: x@y.example\r\nSubject: We have it\r\nMessage-ID: <ack@advice.example>\r\nIn-Reply-To: ${first}\r\nReferences: ${first}\r\n\r\nYour reference is so.\r\n`
    taken.push({ raw: Buffer.from(raw), at: AT, to: ['x@y.example'] })
    const href = /href="([^"]+)">Answer this<span class="govuk-visually-hidden">: We have it/.exec((await request(app).get('/local/mail/letters')).text)?.[1]
    expect(href).toBe('/local/mail?answer=%3Cack%40advice.example%3E#write')
    const page = await request(app).get(href?.split('#')[0] ?? '')
    expect(page.text).toContain('You answer “We have it”')
    expect(page.text).toContain('value="alex@social.pretendshire.example"')
    expect(page.text).toContain('value="Re: We have it"')
    expect(page.text).toContain('&gt; Your reference is so.')

    const sent = await request(app).post('/local/mail').type('form').send({ ...letter, subject: 'Re: We have it', inReplyTo: '<ack@advice.example>' })
    expect(sent.status).toBe(303)
    expect(await simpleParser(delivered.at(-1)!)).toMatchObject({ inReplyTo: '<ack@advice.example>', references: [first, '<ack@advice.example>'] })
    expect((await request(app).get('/local/mail/letters')).text).toContain('In answer to the advice line.')
    const gone = await request(app).post('/local/mail').type('form').send({ ...letter, inReplyTo: '<gone@advice.example>' })
    expect([gone.status, gone.text.includes('What you answer is not there any more')]).toEqual([422, true])
  })

  it('sends HTML and files, and shows that it did', async () => {
    const html = '<p>She is <b>missing</b> &amp; alone</p>'
    const form = { ...letter, subject: 'With files', text: html, format: 'html' }
    const posting = request(app).post('/local/mail').field(form)
    expect((await posting.attach('files', Buffer.from('%PDF-1.4 invented'), { filename: 'llythyr ŵyl.pdf', contentType: 'application/pdf' }).attach('files', Buffer.alloc(3), 'b.bin')).status).toBe(303)
    const read = await simpleParser(delivered.at(-1)!)
    expect([read.html, read.attachments.map(({ filename, contentType, size }) => [filename, contentType, size])]).toEqual([html, [['llythyr ŵyl.pdf', 'application/pdf', 17], ['b.bin', 'application/octet-stream', 3]]])
    expect((await request(app).get('/local/mail/letters')).text).toContain('Sent as HTML. With llythyr ŵyl.pdf, b.bin.')
    // All were written at the same moment: their order in the folder says nothing.
    expect((await LetterFolder.open(dir)).all()).toContainEqual(expect.objectContaining({ format: 'html', fileNames: ['llythyr ŵyl.pdf', 'b.bin'] }))
  })

  it('takes a form from a browser in which no file was chosen, and refuses more than a few', async () => {
    expect((await request(app).post('/local/mail').field({ ...letter, format: 'plain' }).attach('files', Buffer.alloc(0), { filename: '', contentType: 'application/octet-stream' })).status).toBe(303)
    expect((await simpleParser(delivered.at(-1)!)).attachments).toEqual([])
    const many = request(app).post('/local/mail').field({ ...letter, format: 'html', text: '<i>kept</i>' })
    for (let n = 0; n < 6; n += 1) void many.attach('files', Buffer.from('x'), `${n}.txt`)
    const refused = await many
    expect([refused.status, refused.text.includes('Choose 5 files or fewer'), refused.text.includes('&lt;i&gt;kept')]).toEqual([422, true, true])
    const broken = await request(app).post('/local/mail').set('content-type', 'multipart/form-data; boundary=x').send('not in parts')
    expect(broken.status).toBe(422)
  })
})
