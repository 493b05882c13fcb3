import { pino } from 'pino'
import { sendAcknowledgement } from '../../../src/acknowledgement/sendAcknowledgement'
import { openingHours } from '../../../src/domain/openingHours'
import { type SmtpMailer, smtpMailer } from '../../../src/gateways/smtpMailer'
import { StoredAcknowledgedMessages } from '../../../src/store/acknowledgedMessages'
import { acknowledgementAlarm } from '../../../src/store/acknowledgementAlarm'
import { StoredAcknowledgementCaps } from '../../../src/store/acknowledgementCaps'
import { StoredAcknowledgementLedger } from '../../../src/store/acknowledgementLedger'
import { aMessage } from '../../fixtures/mail/messages'
import type { SunkMessage } from '../../../src/local/parts/sinkFolder'
import { type SmtpSink, startSmtpSink } from '../../../src/local/parts/startSmtpSink'
import { freshMailbox, type Mailbox } from '../../support/servers/mailboxes'
import { MAIL_FROM, type MailRoom, openMailRoom } from './mailRoom'

const NOW = new Date('2026-11-23T09:41:00Z')
/** A loop that goes on for so many rounds has not died out. */
const ROUNDS = 25

let room: MailRoom
let sink: SmtpSink
let mailer: SmtpMailer
let mailbox: Mailbox

beforeEach(async () => {
  room = await openMailRoom(() => NOW)
  sink = await startSmtpSink()
  mailer = smtpMailer({ url: sink.url })
  mailbox = freshMailbox()
})
afterEach(async () => {
  mailer.close()
  await Promise.all([sink.stop(), room.close()])
})

/** Everything that is in the mailbox is taken in and answered. @returns the answers that went out */
async function takeInAndAnswer(globalHour = 2_000): Promise<readonly SunkMessage[]> {
  const before = sink.messages.length
  await room.sync(mailbox)
  const limits = { perSenderHour: 5, perSenderDay: 20, globalHour }
  const deps = {
    ledger: new StoredAcknowledgementLedger(room.connection, room.sealer, () => NOW),
    caps: new StoredAcknowledgementCaps(room.connection, room.sealer, limits, () => NOW),
    acknowledged: new StoredAcknowledgedMessages(room.connection, () => NOW), alarm: acknowledgementAlarm(room.connection), mailer, now: () => NOW, log: pino({ level: 'silent' }),
    letterhead: { from: { address: MAIL_FROM, name: 'Advice line' }, helpline: '0808 800 5000', hours: openingHours('24/7', new Set()) },
  }
  for (const { _id } of await room.intakes()) await sendAcknowledgement(deps, { intakeId: _id })
  return sink.messages.slice(before)
}

/** A machine that answers every mail that it gets with a new one, until it gets no more. @returns rounds */
async function play(answerTo: (got: string, nth: number) => string, globalHour?: number): Promise<number> {
  await mailbox.deliver(answerTo('', 0))
  for (let round = 1; round < ROUNDS; round += 1) {
    const got = await takeInAndAnswer(globalHour)
    if (got.length === 0) return round
    for (const { raw } of got) await mailbox.deliver(answerTo(raw.toString(), round))
  }
  return ROUNDS
}

const headerOf = (raw: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? ''

describe('a machine that answers every mail', () => {
  it.each([
    ['as a reply', (got: string) => [`In-Reply-To: ${headerOf(got, 'Message-ID')}`]],
    ['as a new message with no header that tells of it', () => []],
  ])('%s, gets five acknowledgements an hour and then no more', async (_, headers) => {
    const rounds = await play((got, nth) => aMessage({
      from: 'robot@machine.example', messageId: `<${nth}@machine.example>`, subject: `Re: ${headerOf(got, 'Subject')}`, text: `Thank you for your mail, number ${nth}.`, headers: got === '' ? [] : headers(got),
    }))
    const intakes = await room.intakes()
    expect([rounds, sink.messages.length, intakes.length]).toEqual([6, 5, 6])
    expect(intakes.filter(({ acknowledgement }) => acknowledgement.state === 'suppressed')).toMatchObject([{ acknowledgement: { reason: 'rate_limited' } }])
    // Each of its answers shows where it comes from: as a join, or as a suggestion by the reference in the subject.
    const [first, ...others] = intakes.filter(({ joinedTo, suggestions }) => joinedTo === undefined && suggestions === undefined)
    expect(others).toEqual([])
    const later = intakes.filter((intake) => intake !== first)
    expect(later.every(({ joinedTo, suggestions }) => joinedTo === first?._id || suggestions?.length === 1)).toBe(true)
  })

  it('from a new address each time is stopped by the limit for all, and the desk is told', async () => {
    const rounds = await play((got, nth) => aMessage({
      from: `robot-${nth}@machine.example`, messageId: `<${nth}@machine.example>`, text: `Number ${nth}.`, headers: got === '' ? [] : [`In-Reply-To: ${headerOf(got, 'Message-ID')}`],
    }), 7)
    expect([rounds, sink.messages.length]).toEqual([8, 7])
    expect(await room.cards()).toMatchObject([{ kind: 'acknowledgements_stopped', state: 'open', cause: 'most_an_hour' }])
  })

  it('is not answered at all when it is another line such as ours', async () => {
    await mailbox.deliver(aMessage({ from: 'reply@other-line.example' }))
    const [acknowledgement] = await takeInAndAnswer()
    const other = await openMailRoom(() => NOW)
    try {
      const own = { sender: 'reply@other-line.example', addresses: [] }
      const theirs = freshMailbox()
      await theirs.deliver(acknowledgement!.raw)
      await other.sync(theirs, { own })
      expect(await other.intakes()).toMatchObject([{ acknowledgement: { state: 'suppressed', reason: 'auto_replied' } }])
    } finally {
      await other.close()
    }
  })
})
