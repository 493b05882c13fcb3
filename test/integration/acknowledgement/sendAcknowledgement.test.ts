import { generateKeyPairSync } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { pino } from 'pino'
import { sendAcknowledgement, type SendAcknowledgementDeps } from '../../../src/acknowledgement/sendAcknowledgement'
import { dkimSigner } from '../../../src/gateways/dkimSigner'
import { openingHours } from '../../../src/domain/openingHours'
import { type SmtpMailer, smtpMailer } from '../../../src/gateways/smtpMailer'
import { StoredAcknowledgedMessages } from '../../../src/store/acknowledgedMessages'
import { acknowledgementAlarm } from '../../../src/store/acknowledgementAlarm'
import { StoredAcknowledgementCaps } from '../../../src/store/acknowledgementCaps'
import { StoredAcknowledgementLedger } from '../../../src/store/acknowledgementLedger'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { aMessage } from '../../fixtures/mail/messages'
import { type SmtpSink, startSmtpSink } from '../../../src/local/parts/startSmtpSink'
import { MAIL_FROM, type MailRoom, openMailRoom } from '../email/mailRoom'

const START = new Date('2026-11-23T09:41:00Z')
const MINUTE = 60_000
/** For a server that never answers, in milliseconds. Others are waited for as in production: the machine may be busy. */
const HASTY_MS = 2_000

let room: MailRoom
let sink: SmtpSink
let mailer: SmtpMailer
let hasty: SmtpMailer
let now: Date
let deps: SendAcknowledgementDeps

beforeEach(async () => {
  now = START
  room = await openMailRoom(() => now)
  sink = await startSmtpSink()
  mailer = smtpMailer({ url: sink.url })
  hasty = smtpMailer({ url: sink.url, silenceMs: HASTY_MS })
  const limits = { perSenderHour: 5, perSenderDay: 20, globalHour: 2_000 }
  deps = {
    ledger: new StoredAcknowledgementLedger(room.connection, room.sealer, () => now),
    caps: new StoredAcknowledgementCaps(room.connection, room.sealer, limits, () => now),
    acknowledged: new StoredAcknowledgedMessages(room.connection, () => now),
    alarm: acknowledgementAlarm(room.connection),
    mailer,
    letterhead: { from: { address: MAIL_FROM, name: 'Advice line' }, helpline: '0808 800 5000', hours: openingHours('Mo-Fr 09:30-16:30; PH off', new Set()) },
    now: () => now,
    log: pino({ level: 'silent' }),
  }
})
afterEach(async () => {
  mailer.close()
  hasty.close()
  await Promise.all([sink.stop(), room.close()])
})

let nth = 0
/** An enquiry as the email room makes it of a message. */
const anEnquiry = async (raw = aMessage({ text: `message ${(nth += 1)}` })): Promise<string> => room.receive(raw)

const send = async (intakeId: string, replaced: Partial<SendAcknowledgementDeps> = {}) => sendAcknowledgement({ ...deps, ...replaced }, { intakeId })
const stored = async (intakeId: string): Promise<IntakeDocument> => (await room.intakes()).find(({ _id }) => _id === intakeId)!
const later = (ms: number) => void (now = new Date(now.getTime() + ms))

describe('the acknowledgement of a message', () => {
  it('is the same to the byte for a sender who is recognised and one who is in every doubt', async () => {
    const from = 'Kim Invented <kim@kent.police.uk>'
    const recognised = await anEnquiry(aMessage({ from, headers: ['Authentication-Results: mx.advice.example; dmarc=pass header.from=kent.police.uk'] }))
    const doubtful = await anEnquiry(aMessage({
      text: 'Other invented words.',
      from: '"sam@essex.police.uk" <kim@kent.police.uk>, x@po1ice.uk',
      headers: ['Authentication-Results: mx.advice.example; dmarc=fail header.from=kent.police.uk', 'Reply-To: boss@po1ice.uk'],
    }))
    const [one, other] = await Promise.all([recognised, doubtful].map(async (id) => room.open(await stored(id))))
    expect(one).toMatchObject({ email: { senderStanding: { standing: 'recognised', flags: [] } } })
    expect(other).toMatchObject({ email: { senderStanding: { flags: ['look_alike', 'display_name_trick', 'authentication_failed', 'several_senders', 'reply_elsewhere'] } } })

    const bytes: string[] = []
    for (const id of [recognised, doubtful]) {
      expect(await send(id)).toBe('sent')
      const { reference, acknowledgement } = await stored(id)
      const raw = sink.messages.at(-1)!.raw.toString().replaceAll(/=\r\n/g, '')
      bytes.push(raw.replaceAll(reference, 'REFERENCE').replaceAll(acknowledgement.messageId!, 'ID'))
    }
    expect(bytes[1]).toBe(bytes[0])
  })

  it('goes out once, from the null sender, with nothing but the template and its three slots', async () => {
    const id = await anEnquiry(aMessage({ subject: 'About Kim Invented', messageId: '<7@school.example>', headers: ['References: <5@x.example>', 'Reply-To: stranger@elsewhere.example'] }))
    const workers = await Promise.all([send(id), send(id), send(id)])
    expect(workers.toSorted()).toEqual(['not_mine', 'not_mine', 'sent'])

    const [message, ...others] = sink.messages
    const { reference, acknowledgement } = await stored(id)
    expect(others).toEqual([])
    expect(message).toMatchObject({ from: '', to: ['sam.invented@school.example'] })
    const raw = message!.raw.toString().replaceAll(/=\r\n/g, '')
    for (const line of [
      `Message-ID: ${acknowledgement.messageId}`, 'In-Reply-To: <7@school.example>', 'References: <5@x.example> <7@school.example>',
      'Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All', `X-Loop: ${MAIL_FROM}`, `Subject: Your message has arrived - reference ${reference}`,
    ]) expect(raw).toContain(`${line}\r\n`)
    for (const words of [reference, '09:41 on Monday 23 November 2026', '9:30am to 4:30pm', '999', 'Emergency Duty Team', '0808 800 5000', 'urgent'])
      expect(raw).toContain(words)
    expect(raw).not.toMatch(/Kim|Sam|http|message \d|stranger/)
    expect(acknowledgement).toMatchObject({ state: 'sent', sentAt: START, attempts: 1 })
    expect(acknowledgement).not.toHaveProperty('dueAt')
    later(60 * MINUTE)
    expect(await send(id)).toBe('not_mine')
  })

  it('is the same to the byte for an urgent message and for a small one, but for reference, thread and recipient', async () => {
    const urgent = await anEnquiry(aMessage({ from: 'a@school.example', messageId: '<1@school.example>', subject: 'URGENT', text: 'Kim is missing now and he is with her.' }))
    const small = await anEnquiry(aMessage({ from: 'b@school.example', messageId: '<2@school.example>', subject: 'Leaflets', text: 'Do you have leaflets?' }))
    const bytes = []
    for (const id of [urgent, small]) {
      await send(id)
      const { reference, acknowledgement } = await stored(id)
      const raw = sink.messages.at(-1)!.raw.toString()
      bytes.push(raw.replaceAll(reference, 'REF').replace(acknowledgement.messageId!, 'ID').replaceAll(/<[12]@school\.example>/g, 'PARENT').replace(/[ab]@school\.example/, 'TO'))
    }
    expect(bytes[0]).toBe(bytes[1])
  })

  it('is signed on its way when there is a key, and held back for a person when signing did more', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } })
    expect(await send(await anEnquiry(), { signer: dkimSigner({ domain: 'advice.example', selector: 'one', privateKey }) })).toBe('sent')
    expect(sink.messages[0]!.raw.toString()).toMatch(/^DKIM-Signature: /)
    const id = await anEnquiry()
    expect(await send(id, { signer: { sign: async (raw) => Buffer.concat([raw, Buffer.from('Kim')]) } })).toBe('failed')
    expect([sink.messages.length, (await stored(id)).acknowledgement.reason]).toEqual([1, 'guard_signature'])
  })

  it('is in Welsh for a message in Welsh, and tells at night when we open next', async () => {
    now = new Date('2026-11-27T21:00:00Z')
    await send(await anEnquiry(aMessage({
      headers: ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8'], text: 'Rydym yn poeni am ferch yn ein hysgol. Mae hi wedi bod yn absennol ers dydd Llun, ac nid yw ei theulu yn ateb. Beth ddylem ei wneud?',
    })))
    await send(await anEnquiry())
    const [welsh, english] = await Promise.all(sink.messages.map(async ({ raw }) => simpleParser(raw)))
    expect(welsh).toMatchObject({ subject: expect.stringContaining('Mae eich neges wedi cyrraedd'), text: expect.stringContaining('byddwn yn agor nesaf am 09:30, Dydd Llun 30 Tachwedd 2026') })
    expect(english?.text).toContain('we open next at 09:30 on Monday 30 November 2026')
  })

  it('is tried again after "come again later", and then goes out once', async () => {
    sink.reply('busy')
    const id = await anEnquiry()
    expect(await send(id)).toBe('pending')
    expect(await send(id)).toBe('not_mine')
    const { acknowledgement } = await stored(id)
    expect(acknowledgement.dueAt!.getTime() - now.getTime()).toBeLessThanOrEqual(2 * MINUTE)
    later(2 * MINUTE)
    expect(await send(id)).toBe('sent')
    expect(sink.messages).toHaveLength(1)
    expect((await stored(id)).acknowledgement).not.toHaveProperty('reason')
  })

  it('fails for good after "no such person", and owes a card', async () => {
    sink.reply('refuse')
    const id = await anEnquiry()
    expect(await send(id)).toBe('failed')
    later(60 * MINUTE)
    expect(await send(id)).toBe('not_mine')
    expect(await stored(id)).toMatchObject({
      acknowledgement: { state: 'failed', reason: 'smtp_550' },
      owedTasks: [{ kind: 'acknowledgement_failed' }],
      steps: { raiseTasks: { state: 'pending', dueAt: START } },
    })
  })

  it('is sent once more, under the same Message-ID, when the server took it and never said so', async () => {
    sink.reply('withhold')
    const id = await anEnquiry()
    expect(await send(id, { mailer: hasty })).toBe('unknown')
    expect((await stored(id)).acknowledgement).toMatchObject({ state: 'unknown', doubts: 1 })
    later(2 * MINUTE)
    expect(await send(id)).toBe('sent')
    const ids = sink.messages.map(({ raw }) => /^Message-ID: (.+)$/m.exec(raw.toString())?.[1])
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  })

  it('stays unknown with a card when the second time is in doubt too', async () => {
    sink.reply('withhold', 'withhold')
    const id = await anEnquiry()
    await send(id, { mailer: hasty })
    later(2 * MINUTE)
    expect(await send(id, { mailer: hasty })).toBe('unknown')
    later(60 * MINUTE)
    expect(await send(id)).toBe('not_mine')
    expect(sink.attempts()).toBe(2)
    expect(await stored(id)).toMatchObject({ acknowledgement: { state: 'unknown' }, owedTasks: [{ kind: 'acknowledgement_failed' }] })
  })

  it('counts as in doubt when its process died over it, and is sent once more at most', async () => {
    const id = await anEnquiry()
    expect(await deps.ledger.claim(id)).toMatchObject({ doubts: 0 })
    expect(await send(id)).toBe('not_mine')
    later(2 * MINUTE)
    expect(await deps.ledger.claim(id)).toMatchObject({ doubts: 1 })
    later(2 * MINUTE)
    expect(await send(id)).toBe('unknown')
    expect(sink.attempts()).toBe(0)
    expect((await stored(id)).owedTasks).toMatchObject([{ kind: 'acknowledgement_failed' }])
  })

  it('waits while the mail server is away', async () => {
    const id = await anEnquiry()
    const away = smtpMailer({ url: 'smtp://127.0.0.1:1' })
    expect(await send(id, { mailer: away })).toBe('pending')
    away.close()
    later(2 * MINUTE)
    expect(await send(id)).toBe('sent')
  })

  it('is written by nobody who lost the claim', async () => {
    const id = await anEnquiry()
    const owed = (await deps.ledger.claim(id))!
    later(2 * MINUTE)
    await deps.ledger.claim(id)
    expect(await deps.ledger.record(owed.claim, { state: 'sent', sentAt: now })).toBe(false)
    expect((await stored(id)).acknowledgement.state).toBe('sending')
  })

  it('is held back for a sender who had five in an hour, and goes out again later', async () => {
    const six = []
    for (let n = 0; n < 6; n += 1) six.push(await send(await anEnquiry()))
    expect(six).toEqual(['sent', 'sent', 'sent', 'sent', 'sent', 'suppressed'])
    later(61 * MINUTE)
    expect(await send(await anEnquiry())).toBe('sent')
  })

  it('counts once against the cap however often it is tried, and never beyond the day\'s twenty or the hour\'s limit for all', async () => {
    const limits = { perSenderHour: 2, perSenderDay: 3, globalHour: 4 }
    const caps = new StoredAcknowledgementCaps(room.connection, room.sealer, limits, () => now)
    const verdicts = async (to: string, ...ids: string[]) => Promise.all(ids.map(async (id) => caps.count(to, id)))
    expect(await verdicts('a@x.example', 'one', 'one', 'one', 'two')).toEqual(['allowed', 'allowed', 'allowed', 'allowed'])
    expect(await caps.count('A@X.example', 'three')).toBe('sender_had_enough')
    later(60 * MINUTE)
    expect(await caps.count('a@x.example', 'three')).toBe('allowed')
    expect(await caps.count('a@x.example', 'four')).toBe('sender_had_enough')
    expect(await verdicts('b@x.example', 'b1', 'b2')).toEqual(['allowed', 'allowed'])
    expect(await caps.count('c@x.example', 'c1')).toBe('allowed')
    expect(await caps.count('d@x.example', 'd1')).toBe('everybody_had_enough')
  })
})
