import MailComposer from 'nodemailer/lib/mail-composer'
import { composeAcknowledgement } from '../../../src/acknowledgement/composeAcknowledgement'
import { IsolatedMessageReader } from '../../../src/email/reading/messageReader'
import type { IntakeDocument } from '../../../src/store/intakeDocument'
import { readMessage } from '../../support/readMessage'
import { hostileMail } from '../../fixtures/mail/corpus'
import { aMessage } from '../../fixtures/mail/messages'
import { forkBuiltReadingProcess } from '../../support/builtReadingProcess'
import { freshMailbox, type MailRoom, messagesIn, openMailRoom } from './mailRoom'

const GOOD = 'A good message behind all the bad ones.'
const corpus = hostileMail()
const reader = new IsolatedMessageReader({ start: forkBuiltReadingProcess })
let room: MailRoom
let mailbox: ReturnType<typeof freshMailbox>

/** Enquiries and cards by the order in which their messages were delivered. */
interface Outcome {
  readonly state: string
  readonly intakeId?: string | undefined
  readonly cause?: string | undefined
}
let outcomes: Outcome[]
let stored: ReadonlyMap<string, IntakeDocument>

beforeAll(async () => {
  room = await openMailRoom()
  mailbox = freshMailbox()
  for (const { raw } of corpus) await mailbox.deliver(raw)
  await mailbox.deliver(aMessage({ text: GOOD, messageId: '<good@school.example>' }))
  // Once, unless the machine is so busy that more than may wait take long to read.
  while ((await room.sync(mailbox, { reader })).left !== undefined);
  outcomes = (await room.rows()).map(({ state, intakeId, cause }: Outcome) => ({ state, intakeId, cause }))
  // What took long to read became an enquiry by itself, and is filed away by the next.
  await room.sync(mailbox, { reader })
  stored = new Map((await room.intakes()).map((intake) => [intake._id, intake]))
}, 300_000)

afterAll(async () => {
  await reader.close()
  await room.close()
})

const found = (intakeId: string | undefined): IntakeDocument | undefined => stored.get(intakeId ?? '')

describe('bad mail in all its shapes', () => {
  it('ends, each message, as exactly one enquiry or one card', async () => {
    const cards = await room.cards()
    const quarantined = corpus.filter(({ fate }) => fate === 'no_sender').length
    expect([outcomes.length, stored.size, cards.length]).toEqual([corpus.length + 1, corpus.length + 1 - quarantined, quarantined])
    expect(new Set(outcomes.map(({ intakeId }) => intakeId)).size).toBe(outcomes.length)
    expect([await messagesIn(mailbox, 'INBOX'), await messagesIn(mailbox, 'Quarantine')]).toEqual([0, quarantined])
  })

  it('keeps no good message behind it from coming in', async () => {
    expect(room.open(found(outcomes.at(-1)?.intakeId)!)).toMatchObject({ email: { text: expect.stringContaining(GOOD) }, acknowledgement: { state: 'pending' } })
  })

  it.each(corpus.map(({ name, fate }, place) => [name, fate, place] as const))('%s: %s', async (_, fate, place) => {
    const { state, intakeId } = outcomes[place]!
    if (fate === 'no_sender') {
      expect([state, found(intakeId)]).toEqual(['quarantined', undefined])
      return
    }
    const intake = room.open(found(intakeId)!)
    if (intake.channel !== 'email') throw new Error('It is a call.')
    expect([state, intake.email.unreadable === undefined ? 'read' : 'unreadable']).toEqual(['ingested', fate])
    expect(intake.email.parts.map(({ start, end }) => intake.email.text.slice(start, end)).join('')).toBe(intake.email.text)
    expect(intake.owedTasks.some(({ kind }) => kind === 'unreadable')).toBe(fate === 'unreadable')
    // Its own words, and nobody else's. IMAP carries no NUL: the server puts another byte in its place.
    const { subject, from } = await readMessage(Buffer.from(corpus[place]!.raw.map((byte) => (byte === 0 ? 0x80 : byte))))
    expect([intake.email.subject, intake.email.from]).toEqual([subject, from])
  })
})

const HEADERS = ['Auto-Submitted', 'Content-Transfer-Encoding', 'Content-Type', 'Date', 'From', 'In-Reply-To', 'MIME-Version', 'Message-ID', 'References', 'Subject', 'To', 'X-Auto-Response-Suppress', 'X-Loop']

test('no acknowledgement of bad mail has a header, a recipient or a word that is not ours', async () => {
  const letterhead = {
    from: { address: 'reply@advice.example', name: 'Advice line' }, helpline: '0808 800 5000',
    hours: { isOpen: () => true, opensNext: () => undefined, inWords: 'all day', inWelsh: 'drwy’r dydd' } as never,
  }
  const owed = [...stored.values()].map((intake) => room.open(intake)).filter(({ acknowledgement }) => acknowledgement.state === 'pending')
  expect(owed.length).toBeGreaterThan(40)
  for (const { reference, receivedAt, acknowledgement: { to = '', messageId = '', inReplyTo, references = [] } } of owed) {
    const claimed = { reference, receivedAt, language: 'en', to, messageId, references, ...(inReplyTo !== undefined && { inReplyTo }) }
    const letter = composeAcknowledgement(letterhead, claimed as never, new Date('2026-11-23T09:41:00Z'))
    const raw = (await new MailComposer(letter as never).compile().build()).toString()
    const [head = ''] = raw.split('\r\n\r\n')
    const names = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => line.split(':')[0] ?? '')
    expect(names.filter((name) => !HEADERS.includes(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
    expect(raw).not.toMatch(/evil\.example(?!>?\r\n)|everybody/)
    expect(head).toMatch(new RegExp(`^To: ${to.replaceAll(/[.*+?^$(){}|[\]\\]/g, '\\$&')}$`, 'm'))
  }
})
