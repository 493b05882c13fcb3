import { readDayAtStart, readTypedDay } from '../../../src/domain/typedDay'

describe('a day that somebody types', () => {
  it.each([
    '2026-12-24', '24/12/2026', '24.12.2026', '24-12-2026', '24 December 2026', '24 Dec 2026', '24th December 2026', '24 december, 2026', '24th of December 2026', 'Thursday 24 December 2026', 'Thu 24/12/2026', '  24/12/2026 ',
  ])('is read: %s', (typed) => {
    expect(readTypedDay(typed)).toBe('2026-12-24')
  })

  it('may have one figure for the day and the month, the day first', () => {
    expect(['3/4/2026', '3 Apr 2026', '03/04/2026', '2026-4-3', '3 Sept 2026'].map(readTypedDay)).toEqual(['2026-04-03', '2026-04-03', '2026-04-03', '2026-04-03', '2026-09-03'])
  })

  it.each(['', 'tomorrow', '24/12', '24/12/26', '24 December', '12/24/2026', '31/06/2026', '31 June 2026', '2026-02-30', '24 Decembre 2026', '24 Foo 2026', '24/12-2026', '0/12/2026', '24/12/20266', '24 December 2026 16:30'])('is none: %s', (typed) => {
    expect(readTypedDay(typed)).toBeUndefined()
  })

  it('is read before a time, which is left', () => {
    expect(['2026-12-24 16:30', '2026-12-24T16:30', '24/12/2026 4.30pm', '24 December 2026, 16:30', '24 Dec 2026'].map(readDayAtStart)).toEqual(
      ['16:30', '16:30', '4.30pm', '16:30', ''].map((rest) => ({ day: '2026-12-24', rest })))
    expect([readDayAtStart('16:30'), readDayAtStart('31 June 2026 16:30')]).toEqual([{ day: undefined, rest: '16:30' }, { day: undefined, rest: '16:30' }])
  })
})
