import type { CallAnswer } from '../../../src/telephone/call/callAnswer'
import { isReferenceHeard } from '../../../src/telephone/call/referenceHeard'

const second = (seconds: number): Date => new Date(Date.parse('2026-03-02T10:00:00Z') + seconds * 1_000)
type Heard = readonly [key: string, answer: CallAnswer, late?: boolean, seconds?: number]
const heardAfter = (...events: Heard[]): boolean =>
  isReferenceHeard(events.map(([key, answer, late, seconds = 0]) => ({ key, at: second(seconds), answer, ...(late !== undefined && { late }) })))
const heard = (answer: CallAnswer, ...late: [boolean?]): boolean => heardAfter(['one', answer, ...late])

const BOOKED: CallAnswer = { kind: 'callback_booked', open: true }
const KEPT: CallAnswer = { kind: 'message_kept' }
const TONE: CallAnswer = { kind: 'record', why: 'chosen', tells: true }
const ROUND: CallAnswer = { kind: 'wait', position: 1, minutes: 2, tells: true }
const NOTHING: CallAnswer = { kind: 'nothing' }
const HUNG_UP: Heard = ['message:RE1', { kind: 'hang_up' }, false]

describe('a reference', () => {
  it.each([BOOKED, KEPT])('was heard with the answer $kind, unless the event came late', (answer) => {
    expect([heard(answer, false), heard(answer, true)]).toEqual([true, false])
  })

  it('was heard with no other answer', () => {
    expect(heard({ kind: 'hang_up' }, false)).toBe(false)
  })

  it('is not said to have been heard after a message from before it was noted what came late: its caller may have hung up', () => {
    expect([heard(KEPT), heard(BOOKED)]).toEqual([false, true])
  })

  it('told before the tone was heard by who reached the tone, though they hung up after it', () => {
    expect(heardAfter(['menu', TONE, false])).toBe(false)
    expect(heardAfter(['menu', TONE, false], HUNG_UP)).toBe(true)
    expect(heardAfter(['menu', TONE, false], ['recording:RE1:completed', { kind: 'nothing' }, true])).toBe(true)
    expect(heardAfter(['menu', { kind: 'record', why: 'chosen' }, false], HUNG_UP)).toBe(false)
    expect(heardAfter(['menu', TONE, true], HUNG_UP)).toBe(false)
  })

  it('read to who said nothing at the tone was heard by who was still there at its end, though none was told before the tone', () => {
    const urgent: Heard = ['menu', { kind: 'record', why: 'chosen' }, false]
    const absent: Heard = ['recording:RE1:absent', NOTHING, false]
    const stayed = (late = false): Heard => ['text_choice:', { kind: 'goodbye' }, late]
    const over: Heard = ['status:completed', NOTHING, false]
    expect(heardAfter(urgent, absent, over)).toBe(false)
    expect(heardAfter(urgent, absent, stayed(), over)).toBe(true)
    expect(heardAfter(urgent, stayed(true))).toBe(true)
    // While the store is away none is read to them.
    expect(heardAfter(['menu', { kind: 'record', why: 'chosen' }, true], stayed())).toBe(false)
  })

  describe('told after a talk', () => {
    const after = (late = false): Heard => ['queue_left:bridged:9', { kind: 'after_talk' }, late, 100]
    const over = (seconds: number, status = 'completed'): Heard => [`status:${status}`, NOTHING, false, seconds]

    it('was heard by who was on the line for as long as it takes to be spelt out', () => {
      expect(heardAfter(after(), over(110))).toBe(true)
      expect(heardAfter(over(110), after())).toBe(true)
      expect(heardAfter(after(true), over(110))).toBe(false)
    })

    it('was not heard by who had rung off by then, and is not said to have been while the call goes on', () => {
      for (const seconds of [99, 100, 104]) expect(heardAfter(after(), over(seconds))).toBe(false)
      expect(heardAfter(after(), over(104), over(120, 'failed'))).toBe(false)
      expect(heardAfter(after())).toBe(false)
      expect(heardAfter(after(), over(130, 'in-progress'))).toBe(false)
    })

    it('was heard by who answered the offer that follows it', () => {
      expect(heardAfter(after(), ['text_choice:1', { kind: 'text_promised' }, false, 104], over(105))).toBe(true)
    })
  })

  it('told in the first round of holding was heard by who was there for the next', () => {
    expect(heardAfter(['wait:0', ROUND, false])).toBe(false)
    expect(heardAfter(['wait:0', ROUND, false], ['wait:51', { kind: 'leave_queue' }, false])).toBe(true)
    expect(heardAfter(['wait:0', ROUND, true], ['wait:51', { kind: 'leave_queue' }, false])).toBe(false)
  })

  it.each(['hangup', 'leave', 'redirected'])('told in the first round of holding was heard by who left the queue when it had been spelt out: %s', (result) => {
    const left = (seconds: number): Heard => [`queue_left:${result}:${seconds}`, { kind: 'hang_up' }, false, seconds]
    expect(heardAfter(['wait:0', ROUND, false], left(24))).toBe(false)
    expect(heardAfter(['wait:0', ROUND, false], left(25))).toBe(true)
    // A key began the round anew.
    expect(heardAfter(['wait:0', ROUND, false], ['wait:8', ROUND, false], left(32))).toBe(false)
    expect(heardAfter(['wait:0', ROUND, true], left(60))).toBe(false)
  })

  it('told in the first round of holding was heard by who was connected when it had been spelt out, however long the talk', () => {
    const connected = (seconds: number): Heard[] => [['connected:leg', { kind: 'connected' }, false, seconds], [`queue_left:bridged:${seconds}`, { kind: 'hang_up' }, false, 600], ['status:completed', NOTHING, false, 600]]
    expect(heardAfter(['wait:0', ROUND, false], ...connected(12))).toBe(false)
    expect(heardAfter(['wait:0', ROUND, false], ...connected(40))).toBe(true)
  })
})
