import { acknowledgementWords } from '../../../src/desk/acknowledgementWords'
import { cardViews } from '../../../src/desk/cardPresenter'
import type { FormState } from '../../../src/desk/decisionFormPresenter'
import { highlight } from '../../../src/desk/highlight'
import { intakeView, type IntakeView } from '../../../src/desk/intakePresenter'
import type { TaskKind } from '../../../src/domain/task'
import { lengthWords, londonDateTime, waitingWords } from '../../../src/desk/londonTime'
import { looseCardsView } from '../../../src/desk/looseCardsPresenter'
import type { IntakeRecord } from '../../../src/desk/ports'
import { queueView, type QueueView } from '../../../src/desk/queuePresenter'
import { threadView } from '../../../src/desk/threadPresenter'
import { aCall, aRecord, aTriage, anEmail, anEntry, minutesAgo, NOW } from './builders'

const counts = { unread: 1, byPriority: { urgent: 0, high: 2, standard: 0, low: 3 }, accepted: 4, rerouted: 2, callbacks: 1 }
const queueOf = (...entries: ReturnType<typeof anEntry>[]): QueueView =>
  queueView({ tab: 'waiting', number: 2, page: { entries, more: true }, counts, loose: { cards: [], totals: [] }, warnings: [], now: NOW })
const rowOf = (entry: ReturnType<typeof anEntry>) => queueOf(entry).rows[0]
const viewOf = (record: IntakeRecord, may = { read: true, confirm: true, accept: true, join: true, part: false, lowerUrgent: false, note: true, record: true, play: true, saveMail: true, ring: true }, state?: FormState): IntakeView =>
  intakeView({ record, now: NOW, labelOf: (code) => `label ${code}`, may, hasTelephone: true, staffId: 'reader', typed: state && { form: 'decision', state } })

describe('times in words', () => {
  it.each([
    [0, 'less than a minute'], [1, '1 minute'], [59, '59 minutes'], [60, '1 hour'], [125, '2 hours 5 minutes'], [24 * 60, '1 day'], [51 * 60, '2 days 3 hours'],
  ])('%i minutes: %s', (minutes, words) => expect(waitingWords(minutesAgo(minutes), NOW)).toBe(words))

  it('is London time, in summer too', () => {
    expect(londonDateTime(new Date('2026-07-01T23:30:00Z'))).toBe('2 July 2026, 00:30')
    expect(lengthWords(0)).toBe('less than a second')
    expect(lengthWords(61)).toBe('1 minute 1 second')
  })
})

describe('a line of the queue', () => {
  it('says what is proposed, what is confirmed, and what nobody has read', () => {
    expect(rowOf(anEntry())).toMatchObject({ priority: { text: 'High' }, standing: 'proposed', waiting: '12 minutes', received: '09:48', urgent: false })
    expect(rowOf(anEntry({ confirmed: true, priority: 'urgent' }))).toMatchObject({ priority: { text: 'Urgent' }, standing: 'confirmed', urgent: true })
    const { priority: _none, ...unread } = anEntry()
    expect(rowOf(unread)).toMatchObject({ priority: { text: 'Not yet read' }, standing: '', urgent: true })
  })

  it('says who has it and each thing to clear once', () => {
    expect(rowOf(anEntry())).toMatchObject({ holder: 'Nobody yet', manager: '', flags: [] })
    expect(rowOf(anEntry({ talkingName: 'Davor', wokenName: 'Ola' }))).toMatchObject({ flags: ['Speaking with Davor', 'Ola was woken and sees to it'] })
    expect(rowOf(anEntry({ wokenName: 'Ola', acceptedByName: 'Davor' }))).toMatchObject({ flags: [] })
    expect(rowOf(anEntry({ socialWorkerName: 'Sabela', managerName: 'Mona', acknowledgementFailed: true, openTasks: ['acknowledgement_failed', 'unallocated'] })))
      .toMatchObject({ holder: 'Sabela', manager: 'Mona', flags: ['Acknowledgement failed', 'Nobody free'] })
  })

  it('says of whoever has it, supervises it or accepted it that they are on leave', () => {
    const colleagues = [{ staffId: 's', name: 'Sabela', awayUntil: '2026-11-30' }, { staffId: 'm', name: 'Mona', awayUntil: '2026-11-27' }, { staffId: 'd', name: 'Davor' }]
    const rowWith = (entry: ReturnType<typeof anEntry>) =>
      queueView({ tab: 'waiting', number: 1, page: { entries: [entry], more: false }, counts, loose: { cards: [], totals: [] }, warnings: [], now: NOW, colleagues }).rows[0]
    const held = anEntry({ socialWorkerName: 'Sabela', holderId: 's', managerName: 'Mona', managerId: 'm', acceptedByName: 'Davor', acceptedById: 'd' })
    expect(rowWith(held)).toMatchObject({ holder: 'Sabela', away: 'on leave until 30 November 2026', manager: 'Mona, on leave until 27 November 2026', status: 'Accepted by Davor' })
    expect(rowWith({ ...held, holderId: 'd', managerId: 'd', acceptedById: 's' })).toMatchObject({ away: '', manager: 'Mona', status: 'Accepted by Davor, on leave until 30 November 2026' })
  })

  it('counts and leads from page to page', () => {
    const view = queueOf(anEntry())
    expect(view.counts.map(({ label, count }) => `${label} ${count}`)).toEqual(['Not yet read 1', 'Urgent 0', 'High 2', 'Standard 0', 'Low 3'])
    expect(view).toMatchObject({ previous: '/', next: '/?page=3', fragment: '/queue/rows?tab=waiting&page=2' })
    expect(view.tabs.map(({ text }) => text)).toEqual(['Waiting (6)', 'Call-backs (1)', 'Accepted (4)', 'Other lists (2)'])
  })
})

describe('by when an enquiry is to be accepted', () => {
  it('is said in words in the queue, until somebody has', () => {
    expect(rowOf(anEntry({ acceptBy: minutesAgo(-6) }))).toMatchObject({ due: 'Due in 6 minutes', overdue: false })
    expect(rowOf(anEntry({ acceptBy: minutesAgo(20) }))).toMatchObject({ due: 'Overdue by 20 minutes', overdue: true })
    expect(rowOf(anEntry({ acceptBy: minutesAgo(20), acceptedByName: 'Davor' }))).toMatchObject({ due: '', overdue: false })
    expect(rowOf(anEntry())).toMatchObject({ due: '' })
  })

  it('stands on its page, with who was told, how, and what came of it', () => {
    const intake = anEmail({
      acceptBy: minutesAgo(20),
      tellings: [
        { id: '1', rung: 'on_call', staffId: 'ola', name: 'Ola', way: 'mail', at: minutesAgo(20), outcome: 'sent' },
        { id: '2', rung: 'anybody', staffId: 'dot', name: 'Dot', way: 'call', at: minutesAgo(10), outcome: 'not_accepted' },
      ],
    })
    const view = viewOf(aRecord(intake))
    expect(view.facts).toContainEqual({ key: 'To be accepted', value: expect.stringMatching(/^by 23 November 2026, 09:40: overdue by 20 minutes$/) })
    expect(view.tellings.map(({ at, name, rung, way, outcome }) => [at, name, rung, way, outcome])).toEqual([
      ['09:50', 'Dot', 'has a telephone', 'Telephone', 'Not accepted'], ['09:40', 'Ola', 'on call', 'Email', 'Sent'],
    ])
  })
})

describe('what could not become an enquiry', () => {
  const viewOfLoose = (cause: string | undefined, kind: TaskKind = 'quarantine', count = 1) => {
    const card = { id: 'quarantine-ab', kind, since: minutesAgo(61), ...(cause !== undefined && { cause }) }
    return looseCardsView({ cards: [card], totals: [{ kind, count }] }, NOW)[0]
  }

  it('is told in words, with the cause and how long it has waited', () => {
    expect(viewOfLoose('too_big')).toMatchObject({
      title: '1 message could not be taken in', more: '',
      items: [{ why: 'It is larger than the 50 MB that we take in.', arrived: '', standing: 'Held since', waiting: '1 hour 1 minute', since: '08:59', action: '/cards/quarantine-ab/clearance' }],
    })
    expect(viewOfLoose('some_new_code')?.items[0]?.why).toBe('Cause: some new code.')
    expect(viewOfLoose('call_not_taken:CA1', 'reconcile_gap')?.items[0]?.why).toMatch(/^A call .* CA1$/)
    expect(viewOfLoose(undefined)?.items[0]?.why).toBe('No cause was recorded.')
    expect(viewOfLoose('x', 'reconcile_gap', 3)).toMatchObject({ title: 'Records disagree: 3', more: '2 more will show here as these are dealt with.' })
  })
})

describe('a held message', () => {
  const arrived = (met: { receivedAt?: Date; firstMetAt?: Date }) =>
    looseCardsView({ cards: [{ id: 'quarantine-ab', kind: 'quarantine', since: NOW, ...met }], totals: [{ kind: 'quarantine', count: 1 }] }, NOW)[0]?.items[0]?.arrived

  it('says when its mail server took it, else when we first saw it', () => {
    expect(arrived({ receivedAt: minutesAgo(3 * 1_440), firstMetAt: minutesAgo(1) })).toBe('Arrived on 20 November 2026, 10:00.')
    expect(arrived({ firstMetAt: minutesAgo(1) })).toBe('First seen in the mailbox on 23 November 2026, 09:59.')
  })
})

describe('an enquiry that no social worker has', () => {
  const closed = { opensAt: new Date('2026-11-24T09:30:00Z') }
  const cardOf = (priority: 'urgent' | 'standard', hours?: { opensAt?: Date }) => {
    const task = { id: 'c', intakeId: 'abc', kind: 'unallocated', state: 'open', createdAt: minutesAgo(9), dueAt: minutesAgo(9) } as const
    return cardViews({ intake: anEmail({ triage: aTriage({ priority }) }), openTasks: [task], now: NOW, may: { record: true, lowerUrgent: false, accept: true }, typed: undefined, closed: hours })[0]
  }

  it('says while the service is open that nobody is free', () => {
    expect(cardOf('standard')).toMatchObject({ title: 'Nobody free', due: 'Due since 09:51', overdue: true })
  })

  it('says while it is closed that it is given to somebody at the opening, and when that is', () => {
    expect(cardOf('standard', closed)).toMatchObject({
      title: 'Allocated when we open', advice: expect.stringContaining('when the service opens, on 24 November 2026, 09:30'), due: 'Due 24 November, 09:30', overdue: false,
    })
    expect(cardOf('standard', {})?.advice).toContain('when the service opens again')
  })

  it('is to be accepted at once when it is urgent, closed or not', () => {
    expect(cardOf('urgent', closed)).toMatchObject({ title: 'Urgent: accept it now', advice: expect.stringContaining('cannot wait'), due: 'Due since 09:51', overdue: true })
  })

  it('stands so in the queue too, where only an urgent one is to be cleared', () => {
    const rowFor = (priority: 'urgent' | 'low') => queueView({
      tab: 'waiting', number: 1, page: { entries: [anEntry({ priority, openTasks: ['unallocated'] })], more: false }, counts, loose: { cards: [], totals: [] }, warnings: [], now: NOW, closed,
    }).rows[0]
    expect(rowFor('low')).toMatchObject({ holder: 'Nobody yet', soon: 'Allocated when we open', flags: [] })
    expect(rowFor('urgent')).toMatchObject({ holder: 'Nobody yet', soon: '', flags: ['Urgent: accept it now'] })
  })
})

describe('marking the evidence', () => {
  const mark = (text: string, words: string, label: string) => {
    const start = text.indexOf(words)
    return { evidence: { rule: 'r', part: 'text' as const, words, start, end: start + words.length }, label }
  }

  it('cuts the words without losing one, also where findings overlap', () => {
    const text = 'gone missing from placement'
    const segments = highlight(text, 'text', [mark(text, 'missing from', 'A'), mark(text, 'from placement', 'B')])
    expect(segments.map(({ text: run, marks }) => [run, marks.join('+')]))
      .toEqual([['gone ', ''], ['missing ', 'A'], ['from', 'A+B'], [' placement', 'B']])
    expect(segments.map((segment) => segment.text).join('')).toBe(text)
  })

  it('marks nothing where the evidence does not fit the words', () => {
    const text = 'all is well'
    const wrong = { evidence: { rule: 'r', part: 'text' as const, words: 'ill', start: 0, end: 3 }, label: 'A' }
    expect(highlight(text, 'text', [wrong]).every(({ marks }) => marks.length === 0)).toBe(true)
    expect(highlight('', 'subject', [])).toEqual([])
  })
})

describe('the page of one enquiry', () => {
  it('tells of an email who wrote, and what came of it, latest first', () => {
    const view = viewOf(aRecord(anEmail({
      status: 'accepted', triage: aTriage({ confirmedBy: { by: '1', byName: 'Dilys', at: minutesAgo(60), reason: 'Because' } }),
      allocation: { socialWorker: 's', socialWorkerName: 'Sabela', manager: 'm', managerName: 'Mona', at: minutesAgo(100) },
      acceptance: { by: '1', byName: 'Dilys', at: minutesAgo(30) },
    }), { history: [
      { kind: 'priority_confirmed', at: minutesAgo(60), byName: 'Dilys', from: 'low', to: 'high', reason: 'Because' },
      { kind: 'accepted', at: minutesAgo(30), byName: 'Dilys' },
    ] }))
    expect(view.facts).toContainEqual({ key: 'From', value: 'Mara (mara@care.example)' })
    expect(view.history.map(({ title }) => title)).toEqual([
      'Accepted', 'Priority changed from Low to High', 'Allocated to Sabela', 'Read by the rules: High proposed', 'Received',
    ])
    expect(view).toMatchObject({ acceptance: 'Accepted by Dilys on 23 November 2026, 09:30. Sabela has not taken it over yet.', accept: undefined, standing: 'confirmed' })
  })

  it('tells what a withheld caller did, and that nobody knows whether the number is safe', () => {
    const { from: _withheld, ...call } = aCall({ callerWithheld: true, state: 'abandoned_menu', duration: 6, callback: { safe: 'not_asked', mayNameUs: 'not_asked' } }).telephony
    const view = viewOf(aRecord({ ...aCall(), telephony: call }))
    expect(view.facts).toContainEqual({ key: 'From', value: 'Number withheld' })
    expect(view.call?.steps.at(-1)).toBe('The caller hung up without choosing anything after 6 seconds')
    expect(view.call?.unsafe).toBe(true)
    expect(view.call?.callback.find(({ key }) => key === 'Safe to ring')?.value).toContain('Treat it as not safe')
  })

  it('offers only what the person may do and the enquiry is ready for', () => {
    const triaged = anEmail({ status: 'triaged', triage: aTriage() })
    expect(viewOf(aRecord(triaged)).accept).toEqual({ href: '/intakes/abc/acceptance', text: 'Accept this enquiry', hint: '' })
    expect(viewOf(aRecord(anEmail())).accept).toBeUndefined()
    const onlooker = viewOf(aRecord(triaged), { read: true, confirm: false, accept: false, join: false, part: false, lowerUrgent: false, note: false, record: false, play: false, saveMail: false, ring: false })
    expect([onlooker.accept, onlooker.form]).toEqual([undefined, undefined])
    expect(viewOf(aRecord(anEmail({ status: 'closed', triage: aTriage({ priority: 'urgent' }) }))).form).toBeUndefined()
    expect(viewOf(aRecord(anEmail({ status: 'closed', triage: aTriage({ priority: 'standard' }) }))).form?.choices.map(({ value }) => value)).toEqual(['urgent', 'high'])
  })

  it('shows the subject of what belongs with it to whoever may read it', () => {
    const later = { id: 'abd', reference: 'P3WD-9HNC', channel: 'email', receivedAt: NOW, status: 'triaged', priority: 'urgent', subject: 'A worry' } as const
    const linesFor = (read: boolean) => threadView({ id: 'abc' }, { later: [later], olderLater: 0, suggested: [], linked: [] }, { may: { read, join: false, part: false }, staffId: 'reader', typed: undefined, joinConflicts: () => [] })?.later
    expect(linesFor(true)).toMatchObject([{ priority: { text: 'Urgent' }, subject: 'A worry' }])
    expect(linesFor(false)).toMatchObject([{ priority: { text: 'Urgent' }, subject: '' }])
  })

  it('gives a form back with what was typed, and sends along what was seen', () => {
    const form = viewOf(aRecord(anEmail({ status: 'triaged', triage: aTriage({ priority: 'urgent' }) })), undefined, {
      priority: 'low', reason: 'typed', overtaken: false, problems: [{ field: 'priority', text: 'No' }],
    }).form
    expect(form).toMatchObject({ seenPriority: 'urgent', seenConfirmedAt: '', reason: 'typed', summary: [{ text: 'No', href: '#priority' }], note: 'Only a manager can lower an urgent enquiry.' })
    expect(form?.choices.filter(({ checked }) => checked).map(({ value }) => value)).toEqual(['low'])
  })
})

describe('the acknowledgement in words', () => {
  it.each([
    [{ state: 'suppressed', reason: 'some_new_code', attempts: 0 }, 'Held back: some new code.'],
    [{ state: 'sent', sentAt: NOW, attempts: 1 }, 'Sent on 23 November 2026, 10:00.'],
    [{ state: 'pending', attempts: 2 }, 'Not sent yet: the first try failed and it will be tried again.'],
    [{ state: 'bounced', attempts: 1, bounceCause: 'mailbox_full' }, 'Sent, but it came back: the mailbox of the sender is full. The address is right, and may take mail again later. The sender does not know that the message arrived.'],
    [{ state: 'bounced', attempts: 1, bounceCause: 'refused_by_policy' }, 'Sent, but it came back: the sender’s mail system refused it by its own rules, such as a filter against spam. The sender does not know that the message arrived.'],
    [{ state: 'bounced', attempts: 1 }, 'Sent, but it came back. The sender does not know that the message arrived.'],
  ] as const)('%j', (acknowledgement, words) => expect(acknowledgementWords(acknowledgement)).toBe(words))
})
