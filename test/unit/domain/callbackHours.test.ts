import * as fc from 'fast-check'
import { callbackDoubt, callbackDueAt } from '../../../src/domain/callbackHours'
import { CALLBACK_TIMES } from '../../../src/domain/telephony'

describe('what speaks against ringing a caller back now', () => {
  it.each([
    ['morning', '2026-11-23T08:00:00Z', undefined], ['morning', '2026-11-23T12:00:00Z', 'not_their_time'], ['morning', '2026-11-23T07:59:00Z', 'not_their_time'],
    ['afternoon', '2026-11-23T12:00:00Z', undefined], ['afternoon', '2026-11-23T17:00:00Z', 'not_their_time'],
    ['evening', '2026-11-23T20:59:00Z', undefined], ['evening', '2026-11-23T21:00:00Z', 'not_their_time'],
    ['any', '2026-11-23T03:00:00Z', undefined], [undefined, '2026-11-23T03:00:00Z', undefined],
    // In summer London is an hour ahead.
    ['morning', '2026-07-01T11:30:00Z', 'not_their_time'], ['morning', '2026-07-01T07:30:00Z', undefined],
  ] as const)('%s at %s: %s', (time, at, doubt) => {
    expect(callbackDoubt({ safe: 'yes', ...(time && { time }) }, new Date(at))).toBe(doubt)
  })

  it.each(['no', 'not_asked'] as const)('is the number itself when it is not known to be safe (%s), at any time', (safe) => {
    expect(callbackDoubt({ safe, time: 'morning' }, new Date('2026-11-23T10:00:00Z'))).toBe('not_safe')
  })
})

describe('when a call-back is due', () => {
  const HOUR = 3_600_000
  it.each([
    ['any', '2026-11-23T03:00:00Z', '2026-11-23T04:00:00Z', 'an hour after it was asked for'],
    [undefined, '2026-11-23T03:00:00Z', '2026-11-23T04:00:00Z', 'the same where no time was named'],
    ['morning', '2026-11-23T09:10:00Z', '2026-11-23T10:10:00Z', 'an hour later within the time that was named'],
    ['morning', '2026-11-23T06:00:00Z', '2026-11-23T09:00:00Z', 'an hour after that time begins, when it has not begun'],
    ['morning', '2026-11-23T14:00:00Z', '2026-11-24T09:00:00Z', 'the next day, when it is over'],
    ['morning', '2026-11-23T11:30:00Z', '2026-11-23T12:00:00Z', 'before it ends'],
    ['evening', '2026-11-23T10:00:00Z', '2026-11-23T18:00:00Z', 'in the evening, not an hour later'],
    // Clocks go back on the night of 25 October 2026: the morning begins at eight by the clock.
    ['morning', '2026-10-24T15:00:00Z', '2026-10-25T09:00:00Z', 'by the clock on the wall'],
  ] as const)('%s, asked for at %s: %s, %s', (time, from, due, _what) => {
    expect(callbackDueAt(time && { time }, new Date(from), HOUR)).toEqual(new Date(due))
  })

  it('is never before it was asked for, and a moment before it nothing speaks against ringing', () => {
    const moment = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
    fc.assert(fc.property(fc.constantFrom(...CALLBACK_TIMES), moment, fc.integer({ min: 1_000, max: 2 * HOUR }), (time, from, within) => {
      const due = callbackDueAt({ time }, from, within)
      expect(due.getTime()).toBeGreaterThan(from.getTime())
      expect(callbackDoubt({ safe: 'yes', time }, new Date(due.getTime() - 1))).toBeUndefined()
    }))
  })
})
