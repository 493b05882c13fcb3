import { dutyOf } from '../../../src/domain/duty'
import { isWorkingTime, parseWorkingPattern, writtenPattern, type WorkingPattern } from '../../../src/domain/workingPattern'

function pattern(text: string): WorkingPattern {
  const read = parseWorkingPattern(text)
  if ('problem' in read) throw new Error(read.problem)
  return read
}
const works = (text: string, at: string): boolean => isWorkingTime(pattern(text), new Date(at))

describe('a working pattern', () => {
  it('is read as it is written for service hours, and written so that it can be typed again', () => {
    const text = 'Mo 09:30-12:00,13:00-16:30; Fr 09:30-13:00'
    expect(writtenPattern(pattern(text))).toBe(text)
    expect(writtenPattern(pattern('Mo-We,Fr 9:30-16:30'))).toBe('Mo 09:30-16:30; Tu 09:30-16:30; We 09:30-16:30; Fr 09:30-16:30')
    expect(writtenPattern(pattern('Sa-Mo 22:00-24:00'))).toBe('Mo 22:00-24:00; Sa 22:00-24:00; Su 22:00-24:00')
  })

  it.each(['', ';', 'Mo', 'Mo 9', 'Mo 09:30', 'Mon 09:30-16:30', 'Mo-Xx 09:30-16:30', 'Mo 09:30-25:00', 'Mo 09:61-10:00', 'Mo 24:00-02:00', 'Mo 09:30-09:30', '09:30-16:30'])(
    'is refused with an example for "%s"', (text) => {
      expect(parseWorkingPattern(text)).toEqual({ problem: expect.stringContaining('Mo-Th 09:30-16:30') })
    })

  it('has holes in it where nobody works', () => {
    const holes = 'Mo 09:30-12:00,13:00-16:30; We 09:30-16:30'
    // Monday: before, in the morning, at noon, in the afternoon, at the end; then Tuesday and Wednesday.
    const times = ['02T09:29', '02T09:30', '02T12:00', '02T13:00', '02T16:30', '03T10:00', '04T10:00']
    expect(times.map((time) => works(holes, `2026-03-${time}:00Z`))).toEqual([false, true, false, true, false, false, true])
  })

  it('goes on after midnight where it ends before it begins', () => {
    const nights = 'Fr 22:00-06:00'
    expect(works(nights, '2026-03-06T21:59:00Z')).toBe(false)
    expect(works(nights, '2026-03-06T22:00:00Z')).toBe(true)
    expect(works(nights, '2026-03-07T05:59:00Z')).toBe(true)
    expect(works(nights, '2026-03-07T06:00:00Z')).toBe(false)
    expect(works(nights, '2026-03-06T05:00:00Z')).toBe(false)
  })

  it('keeps to the clock on the wall when summer time begins or ends within a shift', () => {
    const nights = 'Sa 22:00-06:00'
    // Clocks go forward at 01:00 UTC on 29 March 2026: six in the morning is 05:00 UTC.
    expect(works(nights, '2026-03-29T04:59:00Z')).toBe(true)
    expect(works(nights, '2026-03-29T05:00:00Z')).toBe(false)
    // Clocks go back at 01:00 UTC on 25 October 2026: the night is an hour longer.
    expect(works(nights, '2026-10-25T05:59:00Z')).toBe(true)
    expect(works(nights, '2026-10-25T06:00:00Z')).toBe(false)
    // Half past one comes twice, and both are in the shift; in spring it never comes.
    expect(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((at) => works('Su 01:15-01:45', at))).toEqual([true, true])
    expect(['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'].map((at) => works('Su 01:15-01:45', at))).toEqual([false, false])
    // In summer a shift begins an hour earlier by the world's clock.
    expect(works('Mo 09:30-16:30', '2026-06-01T08:30:00Z')).toBe(true)
  })
})

describe('whether somebody is on duty', () => {
  const SOMEBODY = { active: true, onRota: true, leave: [], availability: { kind: 'by_rota' } } as const
  const at = new Date('2026-06-01T22:59:00Z')

  it('has leave begin and end at midnight in London', () => {
    const leave = [{ id: 'l', from: '2026-06-02', to: '2026-06-02' }]
    const kinds = ['2026-06-01T22:59:00Z', '2026-06-01T23:00:00Z', '2026-06-02T22:59:00Z', '2026-06-02T23:00:00Z']
      .map((time) => dutyOf({ ...SOMEBODY, leave }, new Date(time), true).kind)
    expect(kinds).toEqual(['on_duty', 'on_leave', 'on_leave', 'on_duty'])
  })

  it('is so in all of the service’s hours until a rota or the desk says otherwise', () => {
    expect(dutyOf(SOMEBODY, at, true).kind).toBe('on_duty')
    expect(dutyOf(SOMEBODY, at, false).kind).toBe('closed')
    expect(dutyOf({ ...SOMEBODY, pattern: pattern('Tu 09:00-17:00') }, at, true).kind).toBe('outside_pattern')
    expect(dutyOf({ ...SOMEBODY, availability: { kind: 'away' } }, at, true).kind).toBe('away')
    expect(dutyOf({ ...SOMEBODY, onRota: false }, at, true).kind).toBe('not_on_rota')
    expect(dutyOf({ ...SOMEBODY, onRota: false, availability: { kind: 'available' } }, at, true).kind).toBe('on_duty')
    expect(dutyOf({ ...SOMEBODY, active: false }, at, true).kind).toBe('disabled')
  })
})
