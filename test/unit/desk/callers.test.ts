import { availabilityWords, lineWords } from '../../../src/desk/availabilityWords'
import { callbacksView } from '../../../src/desk/callbacksPresenter'
import { callersView } from '../../../src/desk/callersPresenter'
import { timeOfToday } from '../../../src/desk/londonTime'
import { recordingViews } from '../../../src/desk/recordingPresenter'
import { telephoneView } from '../../../src/desk/telephonePresenter'
import type { StaffOnBoard, TelephoneBoard, WaitingOnBoard } from '../../../src/domain/telephoneBoard'
import type { CallRecording } from '../../../src/domain/telephony'
import { aCall, minutesAgo, NOW } from './builders'

const aWorker = (details: Partial<StaffOnBoard> = {}): StaffOnBoard => ({
  staffId: 's', name: 'Una', role: 'social_worker', availability: { kind: 'by_rota' }, line: { kind: 'free' }, onDuty: true, onCall: false, answersNext: false, ...details,
})
const aCaller = (details: Partial<WaitingOnBoard> = {}): WaitingOnBoard => ({
  intakeId: 'abc', reference: 'K7QM-4TXR', since: minutesAgo(3), urgent: false, language: 'en', place: 1, nobodyTookIt: false, ...details,
})
const aBoard = (details: Partial<TelephoneBoard> = {}): TelephoneBoard =>
  ({ waiting: [], waitingInAll: details.waiting?.length ?? 0, staff: [aWorker()], nobodyOnDuty: false, ...details })
const viewOf = (board: TelephoneBoard, use = true) => callersView({ board, staffId: 's', may: { use }, now: NOW })
const UNTIL = minutesAgo(-210)

describe('callers who hold the line', () => {
  it.each([
    [aCaller({ offeredTo: { staffId: 'x', name: 'Tom' } }), false, 'Tom’s telephone rings'],
    [aCaller({ nobodyTookIt: true }), false, 'Nobody took the call: about to be asked for a message'],
    [aCaller(), true, 'Nobody on duty to ring'],
    [aCaller(), false, 'Waits for a free adviser'],
  ])('say what is done for them', (caller, nobodyOnDuty, words) => {
    expect(viewOf(aBoard({ waiting: [caller], nobodyOnDuty })).rows).toMatchObject([{ rings: words, waiting: '3 minutes', href: '/intakes/abc' }])
  })

  it('are counted, also those that are not listed', () => {
    expect(viewOf(aBoard())).toMatchObject({ title: 'No caller is waiting', pressing: false, more: '' })
    expect(viewOf(aBoard({ waiting: [aCaller()] }))).toMatchObject({ title: '1 caller is waiting', pressing: true })
    const many = viewOf(aBoard({ waiting: Array.from({ length: 23 }, (_, place) => aCaller({ place: place + 1 })) }))
    expect([many.title, many.rows.length, many.more]).toEqual(['23 callers are waiting', 20, '3 more wait behind these.'])
    const most = viewOf(aBoard({ waiting: Array.from({ length: 100 }, (_, place) => aCaller({ place: place + 1 })), waitingInAll: 300 }))
    expect([most.title, most.rows.length, most.more]).toEqual(['300 callers are waiting', 20, '280 more wait behind these.'])
  })

  it('have waited no time at all by a clock that is behind', () => {
    expect(viewOf(aBoard({ waiting: [aCaller({ since: minutesAgo(-1) })] })).rows[0]?.waiting).toBe('less than a second')
  })
})

describe('the reader’s own telephone', () => {
  const ownOf = (worker: Partial<StaffOnBoard>, use = true) => viewOf(aBoard({ staff: [aWorker(worker)] }), use).own

  it('is shown to who has one and takes calls', () => {
    expect(ownOf({})).toMatchObject({ standing: 'Available, by the rota', toggle: { availability: 'away', button: 'I am not available' } })
    expect([ownOf({ line: { kind: 'no_telephone' } }), ownOf({}, false), ownOf({ staffId: 'other' })]).toEqual([undefined, undefined, undefined])
  })

  it.each([
    ['free', {}, true], ['writing a note', { line: { kind: 'wrapping_up', until: UNTIL } }, true], ['ringing', { line: { kind: 'ringing' } }, false],
    ['talking', { line: { kind: 'talking' } }, false], ['off duty', { onDuty: false }, false], ['asked already', { answersNext: true }, false],
  ] as const)('can be asked to ring for the next caller while %s: %j', (_words, worker, offered) => {
    expect(ownOf(worker)?.answerNext !== undefined).toBe(offered)
  })
})

describe('when somebody can be rung, in words', () => {
  it.each([
    [{}, 'Available, by the rota', 'Free'],
    [{ onDuty: false }, 'By the rota: not rung now', 'Not on duty'],
    [{ availability: { kind: 'available', until: UNTIL } }, 'Available until 13:30', 'Free'],
    [{ availability: { kind: 'away' }, onDuty: false }, 'Not available', 'Away'],
    [{ availability: { kind: 'away', until: UNTIL }, line: { kind: 'talking' } }, 'Not available until 13:30', 'Talking'],
    [{ line: { kind: 'ringing' } }, 'Available, by the rota', 'Ringing'],
    [{ line: { kind: 'wrapping_up', until: minutesAgo(-4) } }, 'Available, by the rota', 'Writing the note, until 10:04'],
    [{ line: { kind: 'no_telephone' } }, 'Available, by the rota', 'No telephone'],
  ] as const)('%j', (worker, standing, line) => {
    expect([availabilityWords(aWorker(worker), NOW), lineWords(aWorker(worker), NOW)]).toEqual([standing, line])
  })

  it.each([
    ['13:30', '2026-07-01T12:30:00.000Z'], ['1330', '2026-07-01T12:30:00.000Z'], ['9.05', '2026-07-01T08:05:00.000Z'],
    ['4.30pm', '2026-07-01T15:30:00.000Z'], ['9', '2026-07-01T08:00:00.000Z'], ['12 am', '2026-06-30T23:00:00.000Z'],
    ['24:00', undefined], ['12:60', undefined], ['13pm', undefined], ['0am', undefined], ['noon', undefined], ['', undefined], ['13:30:00', undefined],
  ])('is typed as a time of today in London: "%s"', (text, iso) => {
    expect(timeOfToday(text, new Date('2026-07-01T09:00:00Z'))?.toISOString()).toBe(iso)
  })

  it('shows managers everybody, and others only themselves', () => {
    const board = aBoard({ staff: [aWorker(), aWorker({ staffId: 't', name: 'Tom', availability: { kind: 'away' }, onDuty: false, onCall: true })] })
    const view = telephoneView({ board, staffId: 's', mayManage: true, now: NOW })
    expect(view.staff.map(({ name, toggle, action, onCall }) => [name, toggle, action, onCall]))
      .toEqual([['Una', 'away', '/staff/s/availability', ''], ['Tom', 'by_rota', '/staff/t/availability', 'May be woken at night']])
    expect(telephoneView({ board, staffId: 's', mayManage: false, now: NOW }).staff).toEqual([])
  })

  it('fills the form with what stands, or with what was typed', () => {
    const board = aBoard({ staff: [aWorker({ availability: { kind: 'away', until: UNTIL }, onCall: true })] })
    expect(telephoneView({ board, staffId: 's', mayManage: false, now: NOW }).form).toMatchObject({ until: '13:30', onCall: true })
    const typed = { kind: 'available', until: 'noon', onCall: false, problems: [{ field: 'until', text: 'No' }] } as const
    expect(telephoneView({ board, staffId: 's', mayManage: false, now: NOW, typed })).toMatchObject({
      form: { until: 'noon', onCall: false, untilError: 'No' }, problems: [{ text: 'No', href: '#until' }],
    })
  })
})

describe('the messages of a call', () => {
  const kept = (sid: string) => ({ sid, sha256: 'f', size: 1, contentType: 'audio/x-wav', keptAt: NOW })
  const viewsOf = (recordings: CallRecording[], keptSids: string[] = [], mayPlay = true) =>
    recordingViews('abc', aCall({ recordings, kept: keptSids.map(kept) }).telephony, { unheard: false, mayPlay }).map(({ words, src }) => [words, src])

  it('can be heard once they are kept, by those who may', () => {
    const message: CallRecording = { sid: 'RE1', status: 'completed', duration: 61 }
    expect(viewsOf([message], ['RE1'])).toEqual([['A message of 1 minute 1 second was left.', '/intakes/abc/recordings/RE1']])
    expect(viewsOf([message], ['RE1'], false)).toEqual([['A message of 1 minute 1 second was left.', undefined]])
    expect(viewsOf([message])).toEqual([[expect.stringContaining('still at the network'), undefined]])
    expect(viewsOf([], ['RE9'])).toEqual([['A message was left.', '/intakes/abc/recordings/RE9']])
  })

  it('hide one that came to nothing behind one that did not', () => {
    expect(viewsOf([{ sid: 'RE1', status: 'absent' }, { sid: 'RE2', status: 'pending' }])).toEqual([['A message is on its way to us.', undefined]])
    expect(viewsOf([{ sid: 'RE1', status: 'absent' }, { sid: 'RE2', status: 'absent' }])).toHaveLength(1)
    expect(viewsOf([])).toEqual([])
  })
})

it('a list of call-backs says what is late, what is not safe, and how many more there are', () => {
  const counts = { unread: 0, byPriority: { urgent: 0, high: 0, standard: 0, low: 0 }, accepted: 0, rerouted: 0, callbacks: 7 }
  const entry = { id: 'abc', reference: 'K7QM-4TXR', urgent: false, since: minutesAgo(61), dueAt: NOW, language: 'en', demonstration: false } as const
  const view = callbacksView({ entries: [entry, { ...entry, safe: 'yes', time: 'evening', acceptedByName: 'Una', dueAt: minutesAgo(-1) }], total: 7, counts, colleagues: [], now: NOW })
  expect(view.rows).toMatchObject([
    { overdue: true, safe: 'No number was left', unsafe: true, when: 'Not said', standing: 'Nobody yet', waiting: '1 hour 1 minute' },
    { overdue: false, safe: 'Yes', unsafe: false, when: 'In the evening only, 17:00 to 21:00', standing: 'Enquiry accepted by Una' },
  ])
  expect(view.more).toBe('5 more, due later, will show here as these are made.')
})
