import { callView } from '../../../src/desk/callPresenter'
import { cardViews } from '../../../src/desk/cardPresenter'
import { callAcknowledgementWords } from '../../../src/desk/callAcknowledgementWords'
import { historyView } from '../../../src/desk/historyPresenter'
import { aCall, aRecord, NOW } from './builders'

const NONE = { state: 'not_due', reason: 'telephone', attempts: 0 } as const
const told = { referenceTold: true } as const

describe('what the desk says of a caller’s acknowledgement', () => {
  it.each([
    ['the reference was read out', told, NONE, 'The reference was read out to the caller.'],
    ['the caller is still there', { state: 'menu' }, NONE, 'Whoever stays on the line hears the reference.'],
    ['an adviser rang off, and the caller may be there still', { state: 'wrap_up' }, NONE, 'Whoever stays on the line hears the reference.'],
    ['the caller left', { state: 'abandoned_menu' }, NONE, 'The caller did not stay to hear the reference, as far as we know.'],
    ['nobody told them, for the store was away', { state: 'ended', referenceUnspoken: true }, NONE, 'Nobody read the reference to the caller, for the call reached us later than it was made: they have none.'],
    ['they are there still, and the store came back', { state: 'menu', referenceUnspoken: true }, NONE, 'Whoever stays on the line hears the reference.'],
    ['a text waits', told, { state: 'pending', attempts: 0 }, 'The reference was read out to the caller. They asked for it by text: waiting to be sent.'],
    ['a text is tried again', told, { state: 'pending', attempts: 2 }, 'The reference was read out to the caller. They asked for it by text: not sent yet, and it will be tried again.'],
    ['a text is on its way', told, { state: 'sending', attempts: 1 }, 'The reference was read out to the caller. They asked for it by text: being sent.'],
    ['a text was sent', told, { state: 'sent', sentAt: NOW, attempts: 1 }, 'The reference was read out to the caller. Sent by text on 23 November 2026, 10:00; that it was delivered is not known.'],
    ['a text arrived', told, { state: 'sent', sentAt: NOW, deliveredAt: NOW, attempts: 1 }, 'The reference was read out to the caller. Sent by text on 23 November 2026, 10:00, and delivered.'],
    ['a text failed', told, { state: 'failed', reason: 'refused_by_network', attempts: 1 }, 'The reference was read out to the caller. They asked for it by text, which could not be sent: the telephone network refused it.'],
    ['nobody knows', told, { state: 'unknown', attempts: 2 }, 'The reference was read out to the caller. They asked for it by text: it is not known whether that was sent.'],
    ['a text was held back', told, { state: 'suppressed', reason: 'rate_limited', attempts: 1 }, 'The reference was read out to the caller. They asked for it by text, which was held back: this number has had as many as may be sent for now.'],
  ] as const)('when %s', (_title, call, acknowledgement, words) => {
    expect(callAcknowledgementWords(aCall(call, { acknowledgement }))).toBe(words)
  })

  it('asks for no call or text to a telephone that was safe only when they asked', () => {
    const intake = aCall(told, { acknowledgement: { state: 'failed', reason: 'undelivered', attempts: 1 } })
    const card = { id: 'c1', intakeId: intake.id, kind: 'acknowledgement_failed', state: 'open', createdAt: NOW, dueAt: NOW } as const
    const [view] = cardViews({ intake, openTasks: [card], now: NOW, may: { record: true, lowerUrgent: false, accept: true }, typed: undefined })
    expect(view?.advice).toMatch(/asked for the reference by text.*Do not text or ring them for this alone/)
  })

  it('tells among the steps of the call what the caller said by their key', () => {
    expect(callView(aCall({ textAskedAt: NOW }).telephony, NOW).steps).toContain('Asked for the reference by text, and said that nobody else sees that telephone’s messages')
    expect(callView(aCall().telephony, NOW).steps.join()).not.toContain('by text')
  })

  it('tells in the history that a text was sent', () => {
    const history = historyView(aRecord(aCall(told, { acknowledgement: { state: 'sent', sentAt: NOW, attempts: 1 } })))
    expect(history.map(({ title }) => title)).toContain('Reference sent by text')
  })
})
