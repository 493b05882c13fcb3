import { SERVICE } from '../../../config/service'
import { CALL_STATES, type CallSituation, type CallState } from '../../../src/domain/telephony'
import type { CallEvent } from '../../../src/telephone/call/callEvent'
import { decide } from '../../../src/telephone/call/callFlow'

const at = new Date('2026-03-02T10:00:00Z')
const facts = { at, open: true, caller: { from: '+442079460123', withheld: false }, targets: SERVICE.calls }
const base = { language: 'en', callerWithheld: false, from: '+442079460123', openOnArrival: true } as const
const callback = { safe: 'not_asked', source: 'own', number: '+442079460123' } as const

/** A call in each state, as calls get there. */
const CALLS: Record<CallState, CallSituation> = {
  received: { ...base, state: 'received' },
  menu: { ...base, state: 'menu' },
  callback_asked: { ...base, state: 'callback_asked', queuedAt: at, callback },
  voicemail: { ...base, state: 'voicemail', messageAskedAt: at },
  abandoned_menu: { ...base, state: 'abandoned_menu', endedAt: at },
  ended: { ...base, state: 'ended', queuedAt: at, callback, endedAt: at },
}

const keyed = (kind: 'menu' | 'callback_confirm' | 'callback_number' | 'callback_safety', digits: string, attempt = 1): CallEvent =>
  ({ kind, digits, attempt })
const recording = (status: 'completed' | 'absent' | 'other'): CallEvent => ({ kind: 'recording', recordingSid: 'RE1', status })

/**
 * Every event: what is answered while the call is up, and the state it leads to from each state in the order
 * nothing known, received, menu, callback_asked, voicemail, abandoned_menu, ended.
 */
const [R, M, C, V, A, E] = CALL_STATES
const CHOICE_OF_CALLBACK = [C, C, C, C, V, E, E]
const TONE = [V, V, V, V, V, E, E]
const NO_PROGRESS = [R, R, M, C, V, A, E]
const TABLE: [string, CallEvent, string, CallState[]][] = [
  ['the call comes in', { kind: 'voice' }, 'menu', NO_PROGRESS],
  ['menu: 2', keyed('menu', '2'), 'confirm_number', CHOICE_OF_CALLBACK],
  ['menu: 3', keyed('menu', '3'), 'record:chosen', TONE],
  ['menu: unknown key', keyed('menu', '9'), 'menu', [M, M, M, C, V, A, E]],
  ['menu: 1, which comes later', keyed('menu', '1'), 'menu', [M, M, M, C, V, A, E]],
  ['menu: silence', keyed('menu', ''), 'menu', [M, M, M, C, V, A, E]],
  ['menu: second unknown key', keyed('menu', '9', 2), 'record:not_understood', TONE],
  ['menu: second silence', keyed('menu', '', 2), 'record:not_understood', TONE],
  ['menu: 2 at the second presentation', keyed('menu', '2', 2), 'confirm_number', CHOICE_OF_CALLBACK],
  ['confirm: 1', keyed('callback_confirm', '1'), 'ask_safety', CHOICE_OF_CALLBACK],
  ['confirm: 2', keyed('callback_confirm', '2'), 'key_number', CHOICE_OF_CALLBACK],
  ['confirm: unknown', keyed('callback_confirm', '7'), 'confirm_number', CHOICE_OF_CALLBACK],
  ['confirm: second unknown', keyed('callback_confirm', '7', 2), 'record:not_understood', TONE],
  ['number: good', keyed('callback_number', '07700900123'), 'ask_safety', CHOICE_OF_CALLBACK],
  ['number: too short', keyed('callback_number', '0770'), 'key_number', CHOICE_OF_CALLBACK],
  ['number: premium rate', keyed('callback_number', '09011234567'), 'key_number', CHOICE_OF_CALLBACK],
  ['number: second bad one', keyed('callback_number', '0770', 2), 'record:not_understood', TONE],
  ['safety: 1', keyed('callback_safety', '1'), 'callback_booked', CHOICE_OF_CALLBACK],
  ['safety: 2', keyed('callback_safety', '2'), 'record:not_safe', TONE],
  ['safety: unknown', keyed('callback_safety', '*'), 'ask_safety', CHOICE_OF_CALLBACK],
  ['safety: second unknown', keyed('callback_safety', '*', 2), 'record:not_understood', TONE],
  ['a message was left', { kind: 'message', recordingSid: 'RE1', duration: 12 }, 'message_kept', TONE],
  ['the recording is complete', recording('completed'), 'nothing', TONE],
  ['the recording is absent', recording('absent'), 'nothing', TONE],
  ['the recording is under way', recording('other'), 'nothing', TONE],
  ['the call is over', { kind: 'status', status: 'completed', final: true, duration: 9 }, 'nothing', [A, A, A, E, E, A, E]],
  ['the call failed', { kind: 'status', status: 'failed', final: true }, 'nothing', [A, A, A, E, E, A, E]],
  ['the call is in progress', { kind: 'status', status: 'in-progress', final: false }, 'nothing', NO_PROGRESS],
]

const befores: [string, CallSituation | undefined][] = [
  ['nothing known', undefined], ...CALL_STATES.map((state): [string, CallSituation] => [state, CALLS[state]]),
]
const rows = TABLE.flatMap(([title, event, answer, states]) =>
  befores.map(([name, before], i) => ({ title, event, name, before, answer, state: states[i]! })))

const named = (answer: ReturnType<typeof decide>['answer']): string =>
  answer.kind === 'record' ? `record:${answer.why}` : answer.kind

describe('every event in every state', () => {
  it.each(rows)('$title, from $name, leads to $state', ({ event, before, answer, state }) => {
    const decision = decide(before, event, facts)
    const over = before?.state === 'abandoned_menu' || before?.state === 'ended'
    expect(decision.after.state).toBe(state)
    expect(named(decision.answer)).toBe(over && answer !== 'nothing' ? 'hang_up' : answer)
  })

  it.each(rows)('$title, from $name, said twice, teaches nothing the second time', ({ event, before }) => {
    const once = decide(before, event, facts)
    const twice = decide(once.after, event, { ...facts, at: new Date('2026-03-02T11:00:00Z') })
    expect(twice.after).toEqual(once.after)
    expect(twice.owedTasks).toEqual(once.owedTasks)
    expect(twice.newFacts).toBe(false)
  })
})

describe('the cards that a call owes', () => {
  const owed = (events: CallEvent[], from: string | null = '+442079460123') => {
    const caller = from === null ? { withheld: true } : { from, withheld: false }
    let call: CallSituation | undefined
    let cards: { kind: string; dueAt: Date }[] = []
    for (const event of events) {
      const decision = decide(call, event, { ...facts, caller })
      call = decision.after
      cards = [...decision.owedTasks]
    }
    return cards.map(({ kind, dueAt }) => `${kind} in ${(dueAt.getTime() - at.getTime()) / 60_000} min`)
  }
  const voice: CallEvent = { kind: 'voice' }
  const over: CallEvent = { kind: 'status', status: 'completed', final: true }

  it.each([
    ['nobody has chosen yet', [voice], []],
    ['a hang-up in the menu', [voice, over], ['review_abandoned in 60 min']],
    ['a hang-up of which only the end is heard', [over], ['review_abandoned in 60 min']],
    ['a hang-up after an unknown key', [voice, keyed('menu', '9'), over], ['review_abandoned in 60 min']],
    ['a call-back', [voice, keyed('menu', '2'), keyed('callback_confirm', '1'), keyed('callback_safety', '1'), over], ['callback in 15 min']],
    ['a hang-up straight after choosing a call-back', [voice, keyed('menu', '2'), over], ['callback in 15 min']],
    ['a hang-up after declining the number of the call', [voice, keyed('menu', '2'), keyed('callback_confirm', '2'), over], ['review_abandoned in 60 min']],
    ['a message', [voice, keyed('menu', '3'), { kind: 'message', recordingSid: 'RE1' }, recording('completed'), over], ['listen in 15 min']],
    ['a message whose recording nobody has told of yet', [voice, keyed('menu', '3')], ['listen in 15 min']],
    ['an absent recording', [voice, keyed('menu', '3'), recording('absent'), over], ['recording_missing in 15 min']],
    ['a call-back to a number that is not safe, with a message how to reach them',
      [voice, keyed('menu', '2'), keyed('callback_safety', '2'), { kind: 'message', recordingSid: 'RE1' }, over], ['callback in 15 min', 'listen in 15 min']],
    ['a call-back whose caller hung up at the tone', [voice, keyed('menu', '2'), keyed('callback_safety', '2'), over], ['callback in 15 min']],
  ] satisfies [string, CallEvent[], string[]][])('%s', (_title, events, cards) => {
    expect(owed(events)).toEqual(cards)
  })

  it('a withheld number that was never replaced is a review, and never a call-back to nobody', () => {
    expect(owed([voice, keyed('menu', '2')], null)).toEqual([])
    expect(owed([voice, keyed('menu', '2'), over], null)).toEqual(['review_abandoned in 60 min'])
    expect(owed([voice, keyed('menu', '2'), keyed('callback_number', '02079460999'), over], null)).toEqual(['callback in 15 min'])
  })
})

describe('what a call-back remembers', () => {
  it('rings the number that was keyed, when one was', () => {
    const first = decide(CALLS.callback_asked, keyed('callback_confirm', '2'), facts).after
    expect(first.callback).toEqual({ safe: 'not_asked', source: 'declined' })
    const second = decide(first, keyed('callback_number', '02079460999'), facts).after
    expect(decide(second, keyed('callback_safety', '2'), facts).after.callback)
      .toEqual({ safe: 'no', source: 'keyed', number: '+442079460999' })
  })

  it('asks a caller with a withheld number to key one, without offering what it does not know', () => {
    const caller = { withheld: true }
    const voice = decide(undefined, { kind: 'voice' }, { ...facts, caller })
    expect(voice.after).toMatchObject({ callerWithheld: true })
    expect(voice.after).not.toHaveProperty('from')
    expect(decide(voice.after, keyed('menu', '2'), { ...facts, caller }).answer).toEqual({ kind: 'key_number', attempt: 1 })
  })

  it('keeps the hours of the arrival, though the service opens or closes during the call', () => {
    const closed = decide(undefined, { kind: 'voice' }, { ...facts, open: false })
    expect(closed.answer).toEqual({ kind: 'menu', open: false, attempt: 1 })
    expect(decide(closed.after, keyed('callback_safety', '1'), facts).answer).toEqual({ kind: 'callback_booked', open: false })
  })
})
