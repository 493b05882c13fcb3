import { aroundCallView } from '../../../src/desk/aroundCallPresenter'
import type { AroundCall } from '../../../src/desk/callPorts'
import { callView } from '../../../src/desk/callPresenter'
import { cardViews } from '../../../src/desk/cardPresenter'
import { historyView } from '../../../src/desk/historyPresenter'
import type { TypedForm } from '../../../src/desk/typedForms'
import type { Intake } from '../../../src/domain/intake'
import type { Telephony } from '../../../src/domain/telephony'
import { isClosedByNote, type Task, TASK_KINDS, type TaskKind } from '../../../src/domain/task'
import { aCall, anEmail, aRecord, aTriage, minutesAgo, NOW } from './builders'

const aTask = (kind: TaskKind, dueAt = minutesAgo(-5)): Task => ({ id: `abc-${kind}`, intakeId: 'abc', kind, state: 'open', createdAt: NOW, dueAt })
const viewOf = (intake: Intake, tasks: Task[], typed?: TypedForm, may = { record: true, lowerUrgent: false, accept: true }) =>
  cardViews({ intake, openTasks: tasks, now: NOW, may, typed })

describe('a card on an enquiry’s page', () => {
  it('offers a note to those kinds that a person closes, and to no others', () => {
    const cards = viewOf(aCall(), TASK_KINDS.map((kind) => aTask(kind)))
    expect(cards.filter(({ closing }) => closing).map(({ id }) => id)).toEqual(TASK_KINDS.filter(isClosedByNote).map((kind) => `abc-${kind}`))
    expect(cards.filter(({ writeUp }) => writeUp).map(({ id }) => id)).toEqual(['abc-wrap_up'])
    expect(viewOf(aCall(), [aTask('listen'), aTask('wrap_up')], undefined, { record: false, lowerUrgent: false, accept: true }))
      .toMatchObject([{ closing: undefined, writeUp: undefined }, { closing: undefined, writeUp: undefined }])
  })

  it('says when it is due, and marks what is late', () => {
    expect(viewOf(aCall(), [aTask('listen'), aTask('callback', minutesAgo(10))]))
      .toMatchObject([{ due: 'Due 10:05', overdue: false }, { due: 'Due since 09:50', overdue: true }])
  })

  it.each([
    [{ kind: 'transfer_refused', byName: 'Thea', other: 'Tom' } as const, 'Thea refused it, 09:55.'],
    [{ kind: 'transfer_expired', byName: '', other: 'Thea' } as const, 'Thea did not answer by 09:55.'],
    [{ kind: 'transfer_away', byName: '', other: 'Thea' } as const, 'Thea is not at work now, and had not answered.'],
  ])('names who did not take over what was offered, each on its own card: %j', (entry, words) => {
    const ended = { ...entry, at: minutesAgo(5), reason: '' }
    const before = { kind: 'transfer_refused', byName: 'Una', other: 'Tom', at: minutesAgo(50), reason: '' } as const
    const cardOf = (lines: readonly typeof ended[]) =>
      cardViews({ intake: anEmail({ allocation: { socialWorker: 'tom', socialWorkerName: 'Tom Two', manager: 'nora', managerName: 'Nora North', at: NOW } }), openTasks: [{ ...aTask('transfer_returned', ended.at), cause: entry.kind }], history: [before, ...lines], now: NOW, may: { record: true, lowerUrgent: false, accept: true }, typed: undefined })[0]
    expect(cardOf([ended])).toMatchObject({ title: 'Offer came back', advice: `${words} It is still with Tom Two, who may offer it to somebody else, or ask a manager.` })
    expect(cardOf([])?.advice).toMatch(/^A colleague did not take this enquiry over\. It is still/)
  })

  it.each([
    ['abandoned_menu', 'The caller hung up without choosing anything after 12 seconds.'],
    ['abandoned_queue', 'The caller hung up while waiting for an adviser after 12 seconds.'],
    ['abandoned_recording', 'The call ended without a message after 12 seconds.'],
  ] as const)('tells of %s what happened, how pressing it is, and that nobody rings by itself', (state, words) => {
    const [calm] = viewOf(aCall({ state, duration: 12 }), [aTask('review_abandoned')])
    expect(calm?.advice).toBe(`${words} Nobody rings them by itself: the telephone may be shared. Decide whether and how to reach them.`)
    const [urgent] = viewOf(aCall({ state, duration: 12, urgentAt: NOW }), [aTask('review_abandoned')])
    expect(urgent?.advice).toContain('They had pressed the urgent key')
  })

  describe('of a call-back', () => {
    const attempt = { legId: 'leg', staffId: 'una', name: 'Una One', at: minutesAgo(3), answered: true, noteDueAt: minutesAgo(-27) }
    const cardAfter = (callbackAttempts: Telephony['callbackAttempts']) =>
      viewOf(aCall({ callback: { safe: 'yes', mayNameUs: 'yes' }, ...(callbackAttempts && { callbackAttempts }) }), [aTask('callback')])[0]

    it('says that the caller was rung and answered, until the note says whether that was a conversation, and has nobody ring again', () => {
      const card = cardAfter([attempt])
      expect([card?.title, card?.taking]).toEqual(['Rung back: write the note', undefined])
      expect(card?.advice).toBe('Una One rang the caller back, 09:57, and the call was answered. Their note, which says whether the call-back is made, is to be written before anybody rings again.')
      expect(card?.closing).toBeDefined()
    })

    it.each<[string, Telephony['callbackAttempts']]>([
      ['nobody rang', undefined], ['nobody answered', [{ legId: 'leg', staffId: 'una', name: 'Una One', at: minutesAgo(3), answered: false }]],
      ['the note says that there was no conversation', [{ ...attempt, spoke: false }]], ['the note agrees on another', [{ ...attempt, spoke: true }]],
      ['it was rung again since, in vain', [attempt, { ...attempt, legId: 'leg2', at: minutesAgo(1), answered: false }]],
    ])('asks for one where %s', (_title, attempts) => {
      const card = cardAfter(attempts)
      expect([card?.title, card?.taking !== undefined]).toEqual(['Call back', true])
    })
  })

  it('tells among the steps of a call who rang the caller back, and what came of it', () => {
    const callbackAttempts = [
      { legId: 'l1', staffId: 'una', name: 'Una One', at: minutesAgo(9), answered: false }, { legId: 'l2', staffId: 'tom', name: 'Tom Two', at: minutesAgo(3), answered: true },
    ]
    expect(callView(aCall({ callbackAttempts }).telephony, NOW).steps.slice(-2)).toEqual([
      'Una One rang them back on 23 November 2026, 09:51, and nobody answered', 'Tom Two rang them back on 23 November 2026, 09:57, and the call was answered',
    ])
  })

  it.each([
    [undefined, /telephone could be made to ring/],
    ['nobody_on_call', /^Nobody was on the on-call list when this could not wait, so others .* were rung/],
    ['on_call_not_rung', /^Whoever was on the on-call list could not be rung for this: no telephone number is entered for them, or they have a conflict of interest/],
    ['nobody_rung', /^Nobody could be rung for this: .* no telephone number is entered\. Managers were told by mail alone/],
    ['nobody_to_tell', /could be told of that, by mail or by telephone/],
  ] as const)('says of a gap in who is told what is so: %s', (cause, words) => {
    const [card] = viewOf(anEmail(), [{ ...aTask('nobody_to_wake'), ...(cause && { cause }) }])
    expect([card?.title, card?.advice]).toEqual(['Gap in who is told', expect.stringMatching(words)])
  })

  it.each([
    ['not_back', /whoever had it has no account in use any more, .* It stays with whoever covered until a manager decides\./],
    ['supervision_not_back', /^Its manager was to supervise it again after a leave, and cannot: .* It stays with whoever covered until a manager decides\./],
    ['on_leave', /^Its social worker is on leave, and nobody who stands in can have it\. A manager decides/],
    ['left_unaccepted', /^Its social worker went on leave before anybody had accepted it, and their work stays with them\. A manager decides/],
    ['manager_on_leave', /^The manager who supervises it is on leave, and nobody who stands in can supervise it\. A manager decides/],
    ['disabled', /has no account in use any more\. A manager decides who has it\./],
    ['conflict', /conflict of interest in it, or in one that belongs with it/],
    ['apart', /two social workers have one case/],
    ['unheard_of', /is not there\. A manager decides/],
  ])('asks who is to have an enquiry, and says why whoever has it cannot: %s', (cause, words) => {
    const [card] = viewOf(aCall(), [{ ...aTask('holder_away'), cause }])
    expect([card?.title, card?.advice]).toEqual(['Decide who has it', expect.stringMatching(words)])
  })

  it('says of a call-back when it is due and which time the caller named', () => {
    const call = aCall({ callback: { safe: 'yes', mayNameUs: 'no', time: 'evening' } })
    expect(viewOf(call, [aTask('callback', new Date('2026-11-23T18:00:00Z'))])[0])
      .toMatchObject({ due: 'Due 18:00', advice: expect.stringContaining('The caller named the time: in the evening only, 17:00 to 21:00.') })
    expect(viewOf(aCall({ callback: { safe: 'yes', mayNameUs: 'no', time: 'any' } }), [aTask('callback')])[0]?.advice).not.toContain('named')
  })

  it.each([
    ['mailbox_full', /^It came back: the mailbox of the sender is full\./],
    ['unknown_address', /^It came back: there is no such address, or it takes no mail\./],
    ['refused_by_policy', /^It came back: the sender’s mail system refused it/],
    ['other', /^It came back: the mail system gave no reason that we know\./],
  ] as const)('tells why an acknowledgement came back: %s', (bounceCause, words) => {
    const card: Task = { ...aTask('acknowledgement_failed'), cause: 'bounced' }
    const [shown] = viewOf(anEmail({ acknowledgement: { state: 'bounced', attempts: 1, bounceCause } }), [card])
    expect(shown?.advice).toMatch(words)
  })

  it('gives each form back to its own card, with the way to the field', () => {
    const cards = viewOf(aCall(), [aTask('listen'), aTask('callback')], { form: 'card', state: { cardId: 'abc-callback', note: 'typed', problem: 'No' } })
    expect(cards.map(({ closing, problems }) => [closing?.note, problems])).toEqual([['', []], ['typed', [{ text: 'No', href: '#card-note-2' }]]])
  })
})

describe('the note of a conversation', () => {
  const formOf = (intake: Intake, typed?: TypedForm) => viewOf(intake, [aTask('wrap_up')], typed)[0]?.writeUp

  it('names who spoke, and leaves the priority as it is unless told otherwise', () => {
    const spoken = aCall({ conversation: { staffId: 's', name: 'Una', since: NOW, legId: 'l' } }, { triage: aTriage({ priority: 'urgent' }) })
    expect(viewOf(spoken, [aTask('wrap_up')])[0]?.advice).toMatch(/^Una spoke with the caller\./)
    expect(formOf(spoken)).toMatchObject({ seenPriority: 'urgent', priorityHint: 'Only a manager can lower an urgent enquiry.' })
    expect(formOf(spoken)?.priorities.find(({ checked }) => checked)?.text).toBe('Leave it as it is (Urgent)')
    expect(formOf(aCall())?.priorities.find(({ checked }) => checked)?.text).toBe('Leave it to the rules')
  })

  it('comes back with what was typed and where each thing is missing', () => {
    const form = formOf(aCall(), { form: 'writeUp', state: {
      cardId: 'abc-wrap_up', note: 'typed', disposition: 'referred_on', priority: 'high', reason: 'Alone', problems: [{ field: 'note', text: 'Too long' }],
    } })
    expect(form).toMatchObject({ note: 'typed', reason: 'Alone', errors: { note: 'Too long' }, summary: [{ text: 'Too long', href: '#write-up-note' }] })
    expect([form?.dispositions, form?.priorities].map((choices) => choices?.find(({ checked }) => checked)?.value)).toEqual(['referred_on', 'high'])
  })
})

describe('what stands around a call', () => {
  const around = (details: Partial<AroundCall>): AroundCall => ({ sameNumber: [], moreFromNumber: false, ...details })

  it('lists other calls from the number with how pressing each is and what came of it', () => {
    const call = { id: 'def', reference: 'ABCD-EFGH', receivedAt: minutesAgo(60), state: 'abandoned_queue', status: 'accepted', priority: 'urgent' } as const
    expect(aroundCallView(around({ sameNumber: [call], moreFromNumber: true }))).toEqual({
      sameNumber: [{
        reference: 'ABCD-EFGH', href: '/intakes/def', at: '23 November 2026, 09:00', state: 'The caller hung up while waiting for an adviser', status: 'Accepted',
        priority: { text: 'Urgent', classes: 'desk-tag--urgent' },
      }],
      more: 'There are older calls from this number, not listed here.', waking: '',
    })
  })

  it('tells who was woken and who accepted', () => {
    expect(aroundCallView(around({ waking: { woken: ['Una', 'Tom'] } })).waking)
      .toBe('Woken for this: Una, Tom. Nobody has accepted yet.')
    expect(aroundCallView(around({ waking: { woken: ['Una'], acceptedBy: { staffId: 'u', name: 'Una', at: NOW } } })).waking)
      .toBe('Woken for this: Una. Una has seen to it since 23 November 2026, 10:00.')
    expect(aroundCallView(around({ waking: { woken: ['Una'], acceptedBy: { staffId: 'u', name: 'Una', at: NOW }, isOpenAnew: true } })).waking)
      .toBe('Woken for this: Una. Una accepted on 23 November 2026, 10:00; it was raised or came back after that, and nobody who was woken has accepted it since.')
  })
})

it('a note in the history says what it is of', () => {
  const note = { kind: 'note', at: NOW, byName: 'Una', note: 'W' } as const
  const titles = historyView(aRecord(aCall(), { history: [
    note, { ...note, disposition: 'referred_on', closes: { id: 'w', kind: 'wrap_up' } }, { ...note, closes: { id: 'l', kind: 'listen' } },
  ] })).map(({ title }) => title)
  expect(titles.toSorted()).toEqual(['Closed: Listen to the message', 'Note', 'Note of the conversation: Referred to another service', 'Received'])
})
