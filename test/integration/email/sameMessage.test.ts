import { pino } from 'pino'
import { sendAcknowledgement, type SendAcknowledgementDeps } from '../../../src/acknowledgement/sendAcknowledgement'
import { openingHours } from '../../../src/domain/openingHours'
import { ingestMessages } from '../../../src/email/ingest/ingestMessages'
import { keepMessages } from '../../../src/email/ingest/keepMessages'
import { type SmtpMailer, smtpMailer } from '../../../src/gateways/smtpMailer'
import { StoredAcknowledgedMessages } from '../../../src/store/acknowledgedMessages'
import { acknowledgementAlarm } from '../../../src/store/acknowledgementAlarm'
import { StoredAcknowledgementCaps } from '../../../src/store/acknowledgementCaps'
import { StoredAcknowledgementLedger } from '../../../src/store/acknowledgementLedger'
import { deskThreads } from '../../../src/store/deskThreads'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { intakeModel } from '../../../src/store/intakeModel'
import { messageIdsOf } from '../../../src/store/sameMessages'
import { aMessage } from '../../fixtures/mail/messages'
import { type SmtpSink, startSmtpSink } from '../../../src/local/parts/startSmtpSink'
import { MAIL_FROM, type MailRoom, openMailRoom } from './mailRoom'

const START = new Date('2026-11-23T09:41:00Z')
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
let now = START
let room: MailRoom
let sink: SmtpSink
let mailer: SmtpMailer
let deps: SendAcknowledgementDeps

beforeEach(async () => {
  now = START
  room = await openMailRoom(() => now)
  sink = await startSmtpSink()
  mailer = smtpMailer({ url: sink.url })
  deps = {
    ledger: new StoredAcknowledgementLedger(room.connection, room.sealer, () => now),
    caps: new StoredAcknowledgementCaps(room.connection, room.sealer, { perSenderHour: 5, perSenderDay: 20, globalHour: 2_000 }, () => now),
    // By the true clock, by which the database forgets.
    acknowledged: new StoredAcknowledgedMessages(room.connection, () => new Date()),
    alarm: acknowledgementAlarm(room.connection), mailer, now: () => now, log: pino({ level: 'silent' }),
    letterhead: { from: { address: MAIL_FROM, name: 'Advice line' }, helpline: '0808 800 5000', hours: openingHours('24/7', new Set()) },
  }
})
afterEach(async () => {
  mailer.close()
  await Promise.all([sink.stop(), room.close()])
})

const ID = '<one@school.example>'
/** One message, as the servers on its way to this mailbox wrote on it. */
const at = (mailbox: string, more: Parameters<typeof aMessage>[0] = {}): string =>
  `Received: from relay by ${mailbox} with ESMTPS id ${mailbox}\r\n${aMessage({ messageId: ID, text: 'Kim is  missing.', ...more })}`
const stored = async (id: string): Promise<IntakeDocument> => (await intakeModel(room.connection).findById(id).lean<IntakeDocument>())!
const later = (ms: number) => void (now = new Date(now.getTime() + ms))
const send = async (intakeId: string) => sendAcknowledgement(deps, { intakeId })
async function receive(raw: string, afterMs = MINUTE): Promise<IntakeDocument> {
  const id = await room.receive(raw)
  later(afterMs)
  return stored(id)
}

describe('one message that reached us in two mailboxes', () => {
  it('is two enquiries, of which the later one suggests the first and is not acknowledged again', async () => {
    const first = await receive(at('intake'))
    const second = await receive(at('second'))
    expect(first).not.toHaveProperty('suggestions')
    expect(second).toMatchObject({ suggestions: [{ intakeId: first._id, why: 'same_message' }] })
    expect(second).not.toHaveProperty('joinedTo')
    expect([await send(first._id), await send(second._id)]).toEqual(['sent', 'suppressed'])
    expect([sink.messages.length, (await stored(second._id)).acknowledgement]).toMatchObject([1, { state: 'suppressed', reason: 'same_message' }])
  })

  it('is suggested and acknowledged once when both come in at the same moment, and whichever is acknowledged first', async () => {
    for (let n = 0; n < 5; n += 1) {
      const raws = ['intake', 'second'].map((mailbox) => at(mailbox, { messageId: `<${n}@school.example>` }))
      const ids = await Promise.all(raws.map(async (raw, place) => {
        const message = { uid: 100 * n + place + 50, size: raw.length, receivedAt: now, source: Buffer.from(raw) }
        const safe = await keepMessages(room.deps, [{ location: { account: `a${place}@advice.example`, mailbox: 'INBOX', uidValidity: '1', uid: message.uid }, message }])
        await ingestMessages(room.deps, safe)
        return safe[0]!.kept.intakeId
      }))
      const both = await Promise.all(ids.map(stored))
      expect(both.flatMap(({ suggestions = [] }) => suggestions.map(({ why }) => why))).toEqual(['same_message'])
      expect((await Promise.all(ids.map(send))).toSorted()).toEqual(['sent', 'suppressed'])
      later(61 * MINUTE)
    }
  })

  it('is acknowledged by the second when the first was held back or could not be sent', async () => {
    for (const state of ['failed', 'suppressed'] as const) {
      const messageId = `<${state}@school.example>`
      const [first, second] = [await receive(at('intake', { messageId })), await receive(at('second', { messageId }))]
      await deps.acknowledged.take(first.acknowledgement.onceFor!, first._id)
      await intakeModel(room.connection).updateOne({ _id: first._id }, { $set: { 'acknowledgement.state': state }, $unset: { 'acknowledgement.dueAt': 1 } })
      expect(await send(second._id)).toBe('sent')
    }
  })

  it('is acknowledged once though the first try came to nothing', async () => {
    const [first, second] = [await receive(at('intake')), await receive(at('second'))]
    sink.reply('busy')
    expect([await send(first._id), await send(second._id)]).toEqual(['pending', 'suppressed'])
    later(10 * MINUTE)
    expect([await send(first._id), sink.messages.length]).toEqual(['sent', 1])
  })

  it('is suggested by whoever goes on when the process died before it was', async () => {
    const [first, second] = [await receive(at('intake')), await receive(at('second'))]
    await intakeModel(room.connection).updateOne({ _id: second._id }, { $unset: { suggestions: 1 } })
    await room.receive(at('second'))
    expect(await stored(second._id)).toMatchObject({ suggestions: [{ intakeId: first._id }] })
  })

  it('is suggested no more once a person said that it is not so, and joined in no circle', async () => {
    const [first, second] = [await receive(at('intake')), await receive(at('second'))]
    const threads = deskThreads(room.connection, room.sealer)
    const by = { by: 's', byName: 'Una', at: now }
    await threads.dismiss({ intakeId: second._id, byHand: false, otherId: first._id, ...by })
    await room.receive(at('second'))
    expect((await stored(second._id)).suggestions).toEqual([])
    await intakeModel(room.connection).updateOne({ _id: first._id }, { $set: { joinedTo: second._id } })
    await intakeModel(room.connection).updateOne({ _id: second._id }, { $set: { suggestions: [{ intakeId: first._id, why: 'same_message' }] } })
    expect(await threads.join({ intakeId: second._id, byHand: false, otherId: first._id, ...by })).toEqual({ kind: 'overtaken' })
  })
})

describe('another message under the same Message-ID', () => {
  it.each([
    ['with other words', { text: 'Kim is back.' }],
    ['with another subject', { subject: 'Something else' }],
    ['with a file', { headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'], text: '--b\n\nKim is missing.\n--b\nContent-Type: application/pdf; name="plan.pdf"\nContent-Disposition: attachment; filename="plan.pdf"\n\n%PDF-1.7\n--b--' }],
    ['of which the words are not before us', { headers: ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data'] }],
  ])('%s is acknowledged, and suggested as such', async (_, more) => {
    const first = await receive(at('intake'))
    const second = await receive(at('second', more))
    expect(second.suggestions).toEqual([{ intakeId: first._id, why: 'same_message_id' }])
    expect([await send(first._id), await send(second._id)]).toEqual(['sent', 'sent'])
  })

  it('from another sender, who may have copied all of it, is acknowledged and not suggested', async () => {
    const forged = await receive(at('intake', { from: 'Kit <kit@elsewhere.example>' }))
    const genuine = await receive(at('second'))
    expect(genuine).not.toHaveProperty('suggestions')
    expect([await send(forged._id), await send(genuine._id)]).toEqual(['sent', 'sent'])
  })

  it('that calls itself a list’s mail, copied to take the acknowledgement away, takes none away', async () => {
    const forged = await receive(at('intake', { headers: ['List-Id: <list.elsewhere.example>'] }))
    const genuine = await receive(at('second'))
    expect([await send(forged._id), await send(genuine._id)]).toEqual(['not_mine', 'sent'])
  })

  it('more than a week later is a message of its own', async () => {
    const first = await receive(at('intake'), 7 * DAY + MINUTE)
    await send(first._id)
    expect(await receive(at('second'))).not.toHaveProperty('suggestions')
  })

  it('is told from other mail by the index alone, no enquiry being read for it', async () => {
    await receive(at('intake'))
    await receive(at('second', { messageId: '<two@school.example>' }))
    const filter = { 'email.messageId': { $in: [ID, '<two@school.example>'] }, receivedAt: { $gte: START, $lte: now } }
    const { executionStats } = await messageIdsOf(intakeModel(room.connection), filter).explain('executionStats')
    expect(executionStats).toMatchObject({ nReturned: 2, totalDocsExamined: 0 })
  })
})
