import { callbackDoubt } from '../../../src/domain/callbackHours'

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
