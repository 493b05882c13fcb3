import { intakeView } from '../../../src/desk/intakePresenter'
import { queueView } from '../../../src/desk/queuePresenter'
import { senderView } from '../../../src/desk/senderPresenter'
import { SENDER_FLAGS, type SenderStanding, STANDINGS } from '../../../src/domain/senderStanding'
import { aCall, aRecord, anEmail, anEntry, NOW } from './builders'

const aSender = (changes: Partial<SenderStanding> = {}): SenderStanding => ({
  standing: 'unverified', authentication: 'not_known', sector: 'police', flags: [], listVersion: '1', details: { domain: 'kent.police.uk', body: 'a police force' }, ...changes,
})
const RING_BACK = expect.stringMatching(/published switchboard.*Do not use a number or link from the message.*do not say whether we hold a record/)

describe('who wrote a message, on its page', () => {
  it('says whom it says it is from, that nothing confirmed it, and to ring back before anything is shared', () => {
    expect(senderView(aSender())).toEqual({
      tag: { text: 'Verify the sender', classes: 'govuk-tag--yellow' },
      says: 'Says it is from a police force (kent.police.uk). The mail server could not confirm it.', doubts: [], advice: RING_BACK,
    })
  })

  it('says what was confirmed and what was not: the body, not the person', () => {
    expect(senderView(aSender({ standing: 'recognised', authentication: 'confirmed' }))).toMatchObject({
      tag: { text: 'Sender confirmed' }, says: 'From a police force (kent.police.uk), as the mail server could confirm. It cannot say which person there wrote.', advice: undefined,
    })
  })

  it('does not hold it against a solicitor or charity that they are on no list', () => {
    expect(senderView(aSender({ standing: 'unknown', details: { domain: 'solicitors.example' } })).says)
      .toBe('Written from solicitors.example, which is not on the list of professional bodies. Many solicitors, charities and foster agencies are not.')
    expect(senderView(aSender({ standing: 'personal', details: { domain: 'gmail.com' } })).says).toContain('personal mailbox (gmail.com)')
    expect(senderView(aSender({ standing: 'unknown', details: {} })).says).toBe('No sender’s domain could be read.')
  })

  it('names what a look-alike imitates, and how it is really written, and warns against tipping off', () => {
    const view = senderView(aSender({ standing: 'unknown', flags: ['look_alike'], details: { domain: 'роlice.uk', wireDomain: 'xn--lice-45dl.uk', imitates: 'police.uk' } }))
    expect(view.says).toBe('Written from роlice.uk, really xn--lice-45dl.uk, which is not on the list of professional bodies.')
    expect(view.doubts).toEqual(['An address in it imitates police.uk and is not it.'])
    expect(view.advice).toContain('Do not let the sender know that you doubt them; tell a manager.')
  })

  it('asks to verify whatever is flagged, recognised or not, with a sentence for each reason', () => {
    const view = senderView(aSender({ standing: 'recognised', authentication: 'confirmed', flags: [...SENDER_FLAGS], details: { domain: 'kent.police.uk', replyDomain: 'x.example' } }))
    expect(view).toMatchObject({ tag: { text: 'Verify the sender' }, advice: RING_BACK })
    expect(new Set(view.doubts).size).toBe(SENDER_FLAGS.length)
    expect(view.doubts).toContain('An answer would go elsewhere, to x.example.')
  })

  it('stands on a message’s page and on no call’s', () => {
    const page = (intake: ReturnType<typeof anEmail> | ReturnType<typeof aCall>) => intakeView({
      record: aRecord(intake), now: NOW, labelOf: (code) => code, hasTelephone: true, staffId: 'reader', may: { read: true, confirm: true, accept: true, join: true, part: false, lowerUrgent: false, note: true, record: true, play: true, saveMail: true, ring: true },
    }).sender
    const { email } = anEmail()
    expect(page(anEmail({ email: { ...email, senderStanding: aSender() } }))).toMatchObject({ tag: { text: 'Verify the sender' } })
    expect([page(anEmail()), page(aCall())]).toEqual([undefined, undefined])
  })
})

describe('who wrote a message, in the queue', () => {
  const noteOf = (sender?: Pick<SenderStanding, 'standing' | 'flags' | 'sector'>) => {
    const entries = [anEntry(sender && { sender })]
    const counts = { unread: 0, byPriority: { urgent: 0, high: 1, standard: 0, low: 0 }, accepted: 0, rerouted: 0, callbacks: 0 }
    return queueView({ tab: 'waiting', number: 1, page: { entries, more: false }, counts, loose: { cards: [], totals: [] }, warnings: [], now: NOW }).rows[0]?.sender
  }

  it('is a short note: in doubt, to verify, or confirmed as what', () => {
    expect(noteOf({ standing: 'recognised', sector: 'health', flags: [] })).toBe('Sender confirmed: health')
    expect(noteOf({ standing: 'recognised', sector: 'health', flags: ['reply_elsewhere'] })).toBe('Verify the sender')
    for (const standing of STANDINGS.filter((each) => each !== 'recognised')) expect(noteOf({ standing, flags: [] })).toBe('Verify the sender')
    for (const flag of ['look_alike', 'display_name_trick', 'authentication_failed'] as const) expect(noteOf({ standing: 'unknown', flags: [flag] })).toBe('Sender in doubt: verify')
    expect(noteOf()).toBe('')
  })
})
