import { SERVICE } from '../../../config/service'
import { CALL_STATES, type CallSituation, type CallState, isCallOver } from '../../../src/domain/telephony'
import type { CallbackStepKind, CallEvent } from '../../../src/telephone/call/callEvent'
import { type CallFacts, decide } from '../../../src/telephone/call/callFlow'
import { textOwedBy } from '../../../src/telephone/call/textOffer'

const at = new Date('2026-03-02T10:00:00Z')
const facts: CallFacts = {
  at, open: true, caller: { from: '+442079460123', withheld: false }, targets: SERVICE.calls,
  staffed: true, nobodyTookIt: false, maxWaitSeconds: 300,
}
const base = { language: 'en', callerWithheld: false, from: '+442079460123', openOnArrival: true, recordings: [] } as const
const callback = { safe: 'not_asked', mayNameUs: 'not_asked', source: 'own', number: '+442079460123' } as const
const conversation = { staffId: 's1', name: 'Asha', since: at, legId: 'leg1' }
const queued = { ...base, queuedAt: at, adviserAskedAt: at }

/** A call in each state, as calls get there. */
const CALLS: Record<CallState, CallSituation> = {
  received: { ...base, state: 'received' },
  menu: { ...base, state: 'menu' },
  queued: { ...queued, state: 'queued' },
  offered: { ...queued, state: 'offered' },
  callback_asked: { ...base, state: 'callback_asked', queuedAt: at, callback },
  voicemail: { ...base, state: 'voicemail', messageAskedAt: at },
  connected: { ...queued, state: 'connected', conversation },
  wrap_up: { ...queued, state: 'wrap_up', conversation, conversationEndedAt: at },
  abandoned_menu: { ...base, state: 'abandoned_menu', endedAt: at },
  abandoned_queue: { ...queued, state: 'abandoned_queue', endedAt: at },
  abandoned_recording: { ...base, state: 'abandoned_recording', messageAskedAt: at, endedAt: at },
  ended: { ...base, state: 'ended', queuedAt: at, callback, endedAt: at },
}

const menu = (digits: string, attempt = 1, language: 'en' | 'cy' = 'en'): CallEvent => ({ kind: 'menu', language, digits, attempt })
const keyed = (kind: CallbackStepKind, digits: string, attempt = 1, fromQueue = false): CallEvent => ({ kind, digits, attempt, fromQueue })
const recording = (status: 'completed' | 'absent' | 'other'): CallEvent => ({ kind: 'recording', recordingSid: 'RE1', status })
const wait = (queueTime: number): CallEvent => ({ kind: 'wait', queueTime, position: 2 })
const left = (result: 'bridged' | 'hangup' | 'leave' | 'redirected' | 'failed'): CallEvent => ({ kind: 'queue_left', result, queueTime: 40 })
const text = (digits: string): CallEvent => ({ kind: 'text_choice', digits })
const choice = (digits: string): CallEvent => ({ kind: 'queue_choice', digits })

/** Every event, what is answered while the call is up, and the states that it leads to. */
const TABLE: [string, CallEvent, string, string][] = [
  ['the call comes in', { kind: 'voice' }, 'menu', 'RRMQOCVTW mqrE'],
  ['menu: 1', menu('1'), 'enqueue', 'QQQQOQVTW qqrE'],
  ['menu: 2', menu('2'), 'confirm_number', 'CCCCCCVTW EEEE'],
  ['menu: 3', menu('3'), 'record:chosen', 'VVVVVVVTW rrrE'],
  ['menu: 8', menu('8'), 'menu', 'MMMQOCVTW mqrE'],
  ['menu: 8 in Welsh', menu('8', 1, 'cy'), 'menu', 'MMMQOCVTW mqrE'],
  ['menu: 9, the urgent key', menu('9'), 'enqueue', 'QQQQOQVTW qqrE'],
  ['menu: unknown key', menu('5'), 'menu', 'MMMQOCVTW mqrE'],
  ['menu: silence', menu(''), 'menu', 'MMMQOCVTW mqrE'],
  ['menu: second unknown key', menu('5', 2), 'enqueue', 'QQQQOQVTW qqrE'],
  ['menu: second silence', menu('', 2), 'enqueue', 'QQQQOQVTW qqrE'],
  ['menu: 2 at the second presentation', menu('2', 2), 'confirm_number', 'CCCCCCVTW EEEE'],
  ['confirm: 1', keyed('callback_confirm', '1'), 'ask_safety', 'CCCCCCVTW EEEE'],
  ['confirm: 2', keyed('callback_confirm', '2'), 'key_number', 'CCCCCCVTW EEEE'],
  ['confirm: unknown', keyed('callback_confirm', '7'), 'confirm_number', 'CCCCCCVTW EEEE'],
  ['confirm: second unknown', keyed('callback_confirm', '7', 2), 'enqueue', 'QQQQOQVTW EEEE'],
  ['confirm: second unknown, from the queue', keyed('callback_confirm', '7', 2, true), 'record:not_understood', 'VVVVVVVTW EEEE'],
  ['number: good', keyed('callback_number', '07700900123'), 'ask_safety', 'CCCCCCVTW EEEE'],
  ['number: too short', keyed('callback_number', '0770'), 'key_number', 'CCCCCCVTW EEEE'],
  ['number: premium rate', keyed('callback_number', '09011234567'), 'key_number', 'CCCCCCVTW EEEE'],
  ['number: second bad one', keyed('callback_number', '0770', 2), 'enqueue', 'QQQQOQVTW EEEE'],
  ['safety: 1', keyed('callback_safety', '1'), 'ask_time', 'CCCCCCVTW EEEE'],
  ['safety: 2', keyed('callback_safety', '2'), 'record:not_safe', 'VVVVVVVTW EEEE'],
  ['safety: unknown', keyed('callback_safety', '*'), 'ask_safety', 'CCCCCCVTW EEEE'],
  ['safety: second unknown', keyed('callback_safety', '*', 2), 'enqueue', 'QQQQOQVTW EEEE'],
  ['time: 2', keyed('callback_time', '2'), 'ask_other', 'CCCCCCVTW EEEE'],
  ['time: unknown', keyed('callback_time', '9'), 'ask_time', 'CCCCCCVTW EEEE'],
  ['time: second unknown', keyed('callback_time', '', 2), 'ask_other', 'CCCCCCVTW EEEE'],
  ['somebody else: 2', keyed('callback_other', '2'), 'callback_booked', 'CCCCCCVTW EEEE'],
  ['somebody else: unknown', keyed('callback_other', '7'), 'ask_other', 'CCCCCCVTW EEEE'],
  ['somebody else: second unknown', keyed('callback_other', '', 2), 'callback_booked', 'CCCCCCVTW EEEE'],
  ['a round in the queue', wait(50), 'wait', 'QQQQOCVTW qqrE'],
  ['a round in the queue after the longest wait', wait(300), 'leave_queue', 'QQQQOCVTW qqrE'],
  ['in the queue: 1', choice('1'), 'leave_queue', 'CCCCCCVTW EEEE'],
  ['in the queue: another key', choice('5'), 'wait_on', 'QQQQOCVTW qqrE'],
  ['the queue was left', left('leave'), 'record:waited_long', 'VVVVVVVTW qqrE'],
  ['the queue was hung up on', left('hangup'), 'hang_up', 'qqqqqErEE qqrE'],
  ['the two have parted', left('bridged'), 'after_talk', 'WWWWWWWWW EEEE'],
  ['the call was moved', left('redirected'), 'hang_up', 'QQQQOCVTW qqrE'],
  ['the queue would not take the call', left('failed'), 'record:nobody_free', 'VVVVVVVTW rrrE'],
  ['an adviser takes the call', { kind: 'connected', conversation }, 'connected', 'TTTTTTTTW EEEE'],
  ['a message was left', { kind: 'message', recordingSid: 'RE1', duration: 12 }, 'message_kept', 'VVVVVVVTW EEEE'],
  ['a message was left, and hung up on', { kind: 'message', recordingSid: 'RE1', duration: 12, hungUp: true }, 'hang_up', 'VVVVVVVTW EEEE'],
  ['the offer of a text: 1', text('1'), 'goodbye', 'RRMQOCVTW mqrE'],
  ['the offer of a text: another key', text('2'), 'goodbye', 'RRMQOCVTW mqrE'],
  ['the recording is complete', recording('completed'), 'nothing', 'VVVVVVVTW EEEE'],
  ['the recording is absent', recording('absent'), 'nothing', 'VVVVVVVTW rrrE'],
  ['the recording is under way', recording('other'), 'nothing', 'VVVVVVVTW EEEE'],
  ['the call is over', { kind: 'status', status: 'completed', final: true, duration: 9 }, 'nothing', 'mmmqqErEE mqrE'],
  ['the call failed', { kind: 'status', status: 'failed', final: true }, 'nothing', 'mmmqqErEE mqrE'],
  ['the call is in progress', { kind: 'status', status: 'in-progress', final: false }, 'nothing', 'RRMQOCVTW mqrE'],
]

/**
 * The states of a row stand in the order: nothing known, received, menu, queued, offered, callback_asked, voicemail,
 * connected, wrap_up | abandoned_menu, abandoned_queue, abandoned_recording, ended.
 */
const LETTERS: Record<string, CallState> = {
  R: 'received', M: 'menu', Q: 'queued', O: 'offered', C: 'callback_asked', V: 'voicemail', T: 'connected', W: 'wrap_up',
  m: 'abandoned_menu', q: 'abandoned_queue', r: 'abandoned_recording', E: 'ended',
}

const befores: [string, CallSituation | undefined][] = [
  ['nothing known', undefined], ...CALL_STATES.map((state): [string, CallSituation] => [state, CALLS[state]]),
]
const rows = TABLE.flatMap(([title, event, answer, states]) =>
  befores.map(([name, before], i) => ({ title, event, name, before, answer, state: LETTERS[[...states.replace(/[^A-Za-z]/g, '')][i]!]! })))

const named = (answer: ReturnType<typeof decide>['answer']): string =>
  answer.kind === 'record' ? `record:${answer.why}` : answer.kind

describe('every event in every state', () => {
  it('has a row with a state for each', () => {
    for (const [, , , states] of TABLE) expect(states.replace(/[^A-Za-z]/g, '')).toHaveLength(CALL_STATES.length + 1)
  })

  it.each(rows)('$title, from $name, leads to $state', ({ event, before, answer, state }) => {
    const decision = decide(before, event, facts)
    expect(decision.after.state).toBe(state)
    expect(named(decision.answer)).toBe(before && isCallOver(before.state) && answer !== 'nothing' ? 'hang_up' : answer)
  })

  it.each(rows)('$title, from $name, said twice, teaches nothing the second time', ({ event, before }) => {
    const once = decide(before, event, facts)
    const twice = decide(once.after, event, { ...facts, at: new Date('2026-03-02T11:00:00Z') })
    expect(twice.after).toEqual(once.after)
    expect(twice.owedTasks).toEqual(once.owedTasks)
    expect(twice.due).toEqual({})
  })
})

describe('the cards that a call owes', () => {
  const owed = (events: CallEvent[], from: string | null = '+442079460123', open = true) => {
    const caller = from === null ? { withheld: true } : { from, withheld: false }
    let call: CallSituation | undefined
    let cards: { kind: string; dueAt: Date }[] = []
    for (const event of events) {
      const decision = decide(call, event, { ...facts, open, caller })
      call = decision.after
      cards = [...decision.owedTasks]
    }
    return cards.map(({ kind, dueAt }) => `${kind} in ${(dueAt.getTime() - at.getTime()) / 60_000} min`)
  }
  const voice: CallEvent = { kind: 'voice' }
  const over: CallEvent = { kind: 'status', status: 'completed', final: true }
  const talk: CallEvent = { kind: 'connected', conversation }

  it.each([
    ['nobody has chosen yet', [voice], []],
    ['a hang-up in the menu', [voice, over], ['review_abandoned in 60 min']],
    ['a hang-up of which only the end is heard', [over], ['review_abandoned in 60 min']],
    ['a hang-up after an unknown key', [voice, menu('5'), over], ['review_abandoned in 60 min']],
    ['a caller who holds the line', [voice, menu('1'), wait(0), wait(50)], []],
    ['a hang-up in the queue', [voice, menu('1'), wait(0), left('hangup'), over], ['review_abandoned in 60 min']],
    ['a hang-up in the queue of a caller who pressed the urgent key', [voice, menu('9'), wait(0), over], ['review_abandoned in 15 min']],
    ['a conversation that goes on', [voice, menu('1'), wait(0), talk], []],
    ['a conversation', [voice, menu('1'), wait(0), talk, left('bridged'), over], ['wrap_up in 30 min']],
    ['a conversation of which only the end was told', [voice, menu('1'), wait(0), left('bridged'), over], ['wrap_up in 30 min']],
    ['a call-back', [voice, menu('2'), keyed('callback_confirm', '1'), keyed('callback_safety', '1'), over], ['callback in 60 min']],
    ['a call-back in the evening, asked for at ten', [voice, menu('2'), keyed('callback_safety', '1'), keyed('callback_time', '4'), over], ['callback in 480 min']],
    ['a call-back in the evening of a caller who pressed the urgent key',
      [voice, menu('9'), wait(0), choice('1'), keyed('callback_safety', '1', 1, true), keyed('callback_time', '4', 1, true), over], ['callback in 435 min']],
    ['a call-back asked for in the queue', [voice, menu('1'), wait(0), choice('1'), left('leave'), keyed('callback_confirm', '1', 1, true), over], ['callback in 60 min']],
    ['a call-back of a caller who pressed the urgent key', [voice, menu('9'), wait(0), choice('1'), over], ['callback in 15 min']],
    ['a hang-up straight after choosing a call-back', [voice, menu('2'), over], ['callback in 60 min']],
    ['a hang-up after declining the number of the call', [voice, menu('2'), keyed('callback_confirm', '2'), over], ['review_abandoned in 60 min']],
    ['a message', [voice, menu('3'), { kind: 'message', recordingSid: 'RE1' }, recording('completed'), over], ['listen in 15 min']],
    ['a message whose recording nobody has told of yet', [voice, menu('3')], ['listen in 15 min']],
    ['an absent recording', [voice, menu('3'), recording('absent'), over], ['recording_missing in 15 min']],
    ['a call-back to a number that is not safe, with a message how to reach them',
      [voice, menu('2'), keyed('callback_safety', '2'), { kind: 'message', recordingSid: 'RE1' }, over], ['callback in 60 min', 'listen in 15 min']],
    ['a call-back whose caller hung up at the tone', [voice, menu('2'), keyed('callback_safety', '2'), over], ['callback in 60 min']],
  ] satisfies [string, CallEvent[], string[]][])('%s', (_title, events, cards) => {
    expect(owed(events)).toEqual(cards)
  })

  it('a withheld number that was never replaced is a review, and never a call-back to nobody', () => {
    expect(owed([voice, menu('2')], null)).toEqual([])
    expect(owed([voice, menu('2'), over], null)).toEqual(['review_abandoned in 60 min'])
    expect(owed([voice, menu('2'), keyed('callback_number', '02079460999'), over], null)).toEqual(['callback in 60 min'])
  })
})

describe('a caller is led', () => {
  const answered = (event: CallEvent, more: Partial<CallFacts>, before: CallSituation = CALLS.menu) => decide(before, event, { ...facts, ...more }).answer
  const closed = { ...CALLS.menu, openOnArrival: false }

  it('to the tone at once when nobody is on duty, and never into a queue that nobody answers', () => {
    expect(answered(menu('1'), { staffed: false })).toEqual({ kind: 'record', why: 'nobody_free', tells: true })
    expect(answered(menu('9'), { staffed: false })).toEqual({ kind: 'record', why: 'nobody_free' })
    expect(answered(wait(50), { staffed: false }, CALLS.queued)).toEqual({ kind: 'leave_queue' })
  })

  it('out of the queue once everybody was rung in vain, or after the longest wait by the network’s own count', () => {
    expect(answered(wait(50), { nobodyTookIt: true }, CALLS.queued)).toEqual({ kind: 'leave_queue' })
    expect(answered(wait(119), { maxWaitSeconds: 120 }, CALLS.queued)).toMatchObject({ kind: 'wait' })
    expect(answered(wait(120), { maxWaitSeconds: 120 }, CALLS.queued)).toEqual({ kind: 'leave_queue' })
    expect(answered(left('leave'), {}, CALLS.queued)).toMatchObject({ kind: 'record', why: 'waited_long' })
  })

  it('to the reference as early as it does no harm: in the first round of holding, or before the tone, and not in front of who said it is urgent', () => {
    expect([0, 29, 50, 100].map((seconds) => answered(wait(seconds), {}, CALLS.queued))).toEqual(
      [true, true, false, false].map((tells) => ({ kind: 'wait', position: 2, minutes: expect.any(Number), ...(tells && { tells }) })))
    expect(answered(menu('3'), {})).toEqual({ kind: 'record', why: 'chosen', tells: true })
    expect(answered(menu('3'), {}, { ...closed, urgentAt: at })).toEqual({ kind: 'record', why: 'chosen' })
    const waited = (queueTime: number): CallSituation => ({ ...CALLS.queued, place: { queueTime, position: 1, at } })
    expect(answered(left('leave'), {}, waited(0))).toEqual({ kind: 'record', why: 'waited_long', tells: true })
    expect(answered(left('leave'), {}, waited(300))).toEqual({ kind: 'record', why: 'waited_long' })
  })

  it('from the queue to the questions about a call-back, keeping the place', () => {
    const asked = decide(CALLS.queued, choice('1'), { ...facts, at: new Date('2026-03-02T10:04:00Z') }).after
    expect(asked).toMatchObject({ queuedAt: at, callback: { askedInQueue: true, number: '+442079460123' } })
    expect(answered(left('leave'), {}, asked)).toEqual({ kind: 'confirm_number', attempt: 1, fromQueue: true })
  })

  it('when closed, to the same menu without an adviser, and the urgent key is noted', () => {
    expect(answered(menu('1'), { open: false }, closed)).toMatchObject({ kind: 'menu', open: false, attempt: 2 })
    const noted = decide(closed, menu('9'), { ...facts, open: false })
    expect(noted.answer).toEqual({ kind: 'menu', open: false, attempt: 1, urgent: 'noted' })
    expect(noted.after.urgentAt).toEqual(at)
    expect(answered(menu('', 2), { open: false }, closed)).toMatchObject({ kind: 'record', why: 'not_understood' })
  })

  it('on in Welsh after 8, and stays there', () => {
    const welsh = decide(CALLS.received, menu('8'), facts)
    expect(welsh.answer).toEqual({ kind: 'menu', open: true, attempt: 1, urgent: 'offered' })
    expect(welsh.after.language).toBe('cy')
    expect(decide(welsh.after, menu('3', 1, 'cy'), facts).after.language).toBe('cy')
  })

  it('to a person after two failed presentations', () => {
    expect(answered(menu('5'), {})).toMatchObject({ kind: 'menu', attempt: 2, urgent: 'not_offered' })
    expect(answered(menu('5', 2), {})).toEqual({ kind: 'enqueue', urgent: false, understood: false })
  })
})

describe('the work that an event makes due', () => {
  const due = (before: CallSituation | undefined, event: CallEvent, more: Partial<CallFacts> = {}) => decide(before, event, { ...facts, ...more }).due
  const closed = { ...CALLS.menu, openOnArrival: false }

  it('a caller who joins the queue makes staff ring, once', () => {
    expect(due(CALLS.menu, menu('1'))).toMatchObject({ ringStaff: at })
    expect(due(CALLS.queued, wait(50))).toEqual({})
  })

  it('a finished recording is fetched at once, and one that nobody announced is asked after', () => {
    expect(due(CALLS.voicemail, recording('completed'))).toMatchObject({ keepRecordings: at })
    expect(due(CALLS.menu, menu('3'))).toMatchObject({ keepRecordings: new Date(at.getTime() + 60_000) })
  })

  it('the urgent key wakes somebody at once while the service is closed, and when its caller gives up the queue', () => {
    expect(due(closed, menu('9'))).toMatchObject({ wakeSomebody: at })
    expect(due(CALLS.menu, menu('9'))).not.toHaveProperty('wakeSomebody')
    const urgent = decide(CALLS.menu, menu('9'), facts).after
    expect(due(urgent, left('hangup'))).toMatchObject({ wakeSomebody: at })
    expect(due({ ...urgent, conversation }, left('bridged'))).not.toHaveProperty('wakeSomebody')
  })

  it('a message wakes somebody at once while the service is closed, and otherwise once it was due to be heard', () => {
    expect(due({ ...CALLS.voicemail, openOnArrival: false }, recording('completed'))).toMatchObject({ wakeSomebody: at })
    expect(due(CALLS.voicemail, recording('completed'))).toMatchObject({ wakeSomebody: new Date(at.getTime() + 15 * 60_000) })
    expect(due(CALLS.voicemail, recording('absent'))).not.toHaveProperty('wakeSomebody')
  })

  it('triage reads again when the call comes to something else', () => {
    expect(due(undefined, { kind: 'voice' })).toMatchObject({ triage: at })
    expect(due(CALLS.received, menu('5'))).not.toHaveProperty('triage')
    expect(due(closed, menu('9'))).toMatchObject({ triage: at })
    expect(due(CALLS.queued, choice('1'))).toMatchObject({ triage: at })
  })
})

describe('the reference by text', () => {
  const mobile = '+447700900123'
  const offering = { ...facts, textsOffered: true, caller: { from: mobile, withheld: false } }
  const from = (number: string | undefined, before: CallSituation = CALLS.callback_asked): CallSituation => {
    const { from: _landline, ...rest } = before
    return { ...rest, ...(number === undefined ? { callerWithheld: true } : { from: number }) }
  }
  const booked = keyed('callback_other', '1')
  const leftMessage: CallEvent = { kind: 'message', recordingSid: 'RE1' }

  it('is offered to a mobile once a call-back is noted or a message left, at any hour', () => {
    for (const openOnArrival of [true, false]) {
      expect(decide({ ...from(mobile), openOnArrival }, booked, offering).answer).toEqual({ kind: 'callback_booked', open: openOnArrival, offersText: true })
      expect(decide({ ...from(mobile, CALLS.voicemail), openOnArrival }, leftMessage, offering).answer).toEqual({ kind: 'message_kept', offersText: true })
    }
  })

  it.each([
    ['a withheld number', undefined], ['a landline', '+442079460123'], ['a personal number', '+447012345678'], ['a pager', '+447600123456'],
    ['a mobile from abroad', '+33612345678'], ['a freephone number', '+448081570123'], ['a number that is too short', '+44770090012'],
    ['what is no number', 'sip:kim@example.org'],
  ])('is not offered to %s, and a key does not get it', (_title, number) => {
    const told = { ...offering, caller: number === undefined ? { withheld: true } : { from: number, withheld: false } }
    expect(decide(from(number), booked, told).answer).toEqual({ kind: 'callback_booked', open: true })
    const decision = decide(from(number), text('1'), told)
    expect(decision.answer).toEqual({ kind: 'goodbye' })
    expect(decision.after).not.toHaveProperty('textAskedAt')
  })

  it('is offered after a talk as well, unless it was asked for already: the adviser may have it sent meanwhile', () => {
    expect(decide(from('+447700900123'), left('bridged'), offering).answer).toEqual({ kind: 'after_talk', offersText: true })
    expect(decide(from('+447700900123'), { kind: 'queue_left', result: 'bridged', queueTime: 40, hungUp: true }, offering).answer).toEqual({ kind: 'hang_up' })
    expect(decide({ ...from('+447700900123'), textAskedAt: at }, left('bridged'), offering).answer).toEqual({ kind: 'after_talk' })
  })

  it.each(['+447400123456', '+447700900123', '+447911123456', '+447624123456', '+447797123456'])('is offered to %s', (number) => {
    expect(decide(from(number), booked, offering).answer).toMatchObject({ offersText: true })
  })

  it('is not offered where no sender is set, nor to who said that the number is not safe', () => {
    expect(decide(from(mobile), booked, facts).answer).toEqual({ kind: 'callback_booked', open: true })
    const unsafe = decide(from(mobile), keyed('callback_safety', '2'), offering).after
    expect(decide(unsafe, leftMessage, offering).answer).toEqual({ kind: 'message_kept' })
  })

  it('is asked for, and said to be safe, by key 1 and by nothing else', () => {
    for (const digits of ['', '0', '2', '9', '*', '11']) {
      const other = decide(from(mobile), text(digits), offering)
      expect(other.answer).toEqual({ kind: 'goodbye' })
      expect(other.after).not.toHaveProperty('textAskedAt')
    }
    for (const [, event] of TABLE.filter(([, { kind }]) => kind !== 'text_choice')) {
      for (const before of [undefined, ...Object.values(CALLS).map((call) => from(mobile, call))]) {
        expect(decide(before, event, offering).after).not.toHaveProperty('textAskedAt')
      }
    }
    const asked = decide(from(mobile), text('1'), offering)
    expect(asked.answer).toEqual({ kind: 'text_promised' })
    expect(asked.after.textAskedAt).toEqual(at)
  })

  it('is owed in every state, also to a caller who is gone, and moves the call nowhere', () => {
    for (const [state, call] of Object.entries(CALLS)) {
      const { after, answer } = decide(from(mobile, call), text('1'), offering)
      expect(textOwedBy(after)).toEqual({ to: mobile, language: 'en', dueAt: at })
      expect(after.state).toBe(state)
      expect(answer.kind).toBe(isCallOver(call.state) ? 'hang_up' : 'text_promised')
    }
    expect(textOwedBy(from(mobile))).toBeUndefined()
  })
})

describe('what a call-back remembers', () => {
  it('rings the number that was keyed, when one was', () => {
    const first = decide(CALLS.callback_asked, keyed('callback_confirm', '2'), facts).after
    expect(first.callback).toEqual({ safe: 'not_asked', mayNameUs: 'not_asked', source: 'declined' })
    const second = decide(first, keyed('callback_number', '02079460999'), facts).after
    expect(decide(second, keyed('callback_safety', '2'), facts).after.callback)
      .toEqual({ safe: 'no', mayNameUs: 'not_asked', source: 'keyed', number: '+442079460999' })
  })

  it('rings the number that the caller confirmed in the queue, whatever they said in the menu before', () => {
    const declined = decide(CALLS.menu, keyed('callback_confirm', '2'), facts).after
    const confirmed = decide(declined, keyed('callback_confirm', '1', 1, true), facts).after
    expect(confirmed.callback).toMatchObject({ source: 'own', number: '+442079460123' })
    const other = decide(confirmed, keyed('callback_number', '02079460999', 1, true), facts).after
    expect(other.callback).toMatchObject({ source: 'keyed', number: '+442079460999' })
    expect(decide(other, keyed('callback_number', '02079460111'), facts).after.callback).toMatchObject({ number: '+442079460999' })
  })

  it('when it is safe, and what somebody else may be told', () => {
    const timed = decide(CALLS.callback_asked, keyed('callback_time', '4'), facts).after
    expect(decide(timed, keyed('callback_other', '2'), facts).after.callback).toMatchObject({ time: 'evening', mayNameUs: 'no' })
  })

  it('asks a caller with a withheld number to key one, without offering what it does not know', () => {
    const caller = { withheld: true }
    const voice = decide(undefined, { kind: 'voice' }, { ...facts, caller })
    expect(voice.after).toMatchObject({ callerWithheld: true })
    expect(voice.after).not.toHaveProperty('from')
    expect(decide(voice.after, menu('2'), { ...facts, caller }).answer).toEqual({ kind: 'key_number', attempt: 1, fromQueue: false })
  })

  it('keeps the hours of the arrival, though the service opens or closes during the call', () => {
    const closed = decide(undefined, { kind: 'voice' }, { ...facts, open: false })
    expect(closed.answer).toEqual({ kind: 'menu', open: false, attempt: 1, urgent: 'offered' })
    expect(decide(closed.after, keyed('callback_other', '1'), facts).answer).toEqual({ kind: 'callback_booked', open: false })
  })
})
