import type { CallAnswer } from '../../../src/telephone/call/callAnswer'
import { isReferenceHeard } from '../../../src/telephone/call/referenceHeard'

const at = new Date('2026-03-02T10:00:00Z')
type Heard = readonly [key: string, answer: CallAnswer, late?: boolean]
const heardAfter = (...events: Heard[]): boolean =>
  isReferenceHeard(events.map(([key, answer, late]) => ({ key, at, answer, ...(late !== undefined && { late }) })))
const heard = (answer: CallAnswer, ...late: [boolean?]): boolean => heardAfter(['one', answer, ...late])

const BOOKED: CallAnswer = { kind: 'callback_booked', open: true }
const KEPT: CallAnswer = { kind: 'message_kept' }
const TONE: CallAnswer = { kind: 'record', why: 'chosen', tells: true }
const ROUND: CallAnswer = { kind: 'wait', position: 1, minutes: 2, tells: true }
const HUNG_UP: Heard = ['message:RE1', { kind: 'hang_up' }, false]

describe('a reference', () => {
  it.each([BOOKED, KEPT, { kind: 'after_talk' } as const])('was heard with the answer $kind, unless the event came late', (answer) => {
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

  it('told in the first round of holding was heard by who was there for the next', () => {
    expect(heardAfter(['wait:0', ROUND, false])).toBe(false)
    expect(heardAfter(['wait:0', ROUND, false], ['wait:51', { kind: 'leave_queue' }, false])).toBe(true)
    expect(heardAfter(['wait:0', ROUND, true], ['wait:51', { kind: 'leave_queue' }, false])).toBe(false)
  })
})
