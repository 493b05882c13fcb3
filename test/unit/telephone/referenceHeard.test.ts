import type { CallAnswer } from '../../../src/telephone/call/callAnswer'
import { isReferenceHeard } from '../../../src/telephone/call/referenceHeard'

const at = new Date('2026-03-02T10:00:00Z')
const heard = (answer: CallAnswer, late?: boolean): boolean => isReferenceHeard({ key: 'one', at, answer, ...(late !== undefined && { late }) })

const BOOKED: CallAnswer = { kind: 'callback_booked', open: true }
const KEPT: CallAnswer = { kind: 'message_kept' }

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
})
