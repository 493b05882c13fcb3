import fc from 'fast-check'
import { bankHolidays } from '../../../config/bankHolidays'
import { holidaysOf } from '../../../src/domain/bankHolidays'
import { openingHours } from '../../../src/domain/openingHours'
import { after, opensAfter, type WorkingSpan } from '../../../src/domain/workingTime'

const holidays = holidaysOf(bankHolidays(), ['england-and-wales'])
const usual = openingHours('Mo-Fr 09:30-16:30; PH off', holidays)
const later = (from: string, span: WorkingSpan, hours = usual): string => after(hours, new Date(from), span).toISOString()

describe('working time', () => {
  it.each<[string, string, WorkingSpan, string]>([
    ['minutes pass at any hour', '2026-05-02T22:00:00Z', { minutes: 15 }, '2026-05-02T22:15:00.000Z'],
    ['hours pass while the service is open', '2026-11-23T10:00:00Z', { workingHours: 4 }, '2026-11-23T14:00:00.000Z'],
    ['and go on the next morning', '2026-11-23T15:30:00Z', { workingHours: 4 }, '2026-11-24T12:30:00.000Z'],
    ['or after the weekend and the bank holiday', '2026-05-01T14:00:00Z', { workingHours: 4 }, '2026-05-05T11:00:00.000Z'],
    ['what comes in the night counts from the opening', '2026-11-23T03:00:00Z', { workingHours: 4 }, '2026-11-23T13:30:00.000Z'],
    ['a working day ends at the same time of day', '2026-11-23T10:00:00Z', { workingDays: 1 }, '2026-11-24T10:00:00.000Z'],
    ['on Friday it ends on Monday', '2026-11-20T15:00:00Z', { workingDays: 1 }, '2026-11-23T15:00:00.000Z'],
    ['before a bank holiday on Tuesday', '2026-05-01T14:00:00Z', { workingDays: 1 }, '2026-05-05T14:00:00.000Z'],
    ['from Saturday it counts from the next opening', '2026-11-21T12:00:00Z', { workingDays: 1 }, '2026-11-24T09:30:00.000Z'],
    ['three working days over Christmas', '2026-12-23T11:00:00Z', { workingDays: 3 }, '2026-12-30T11:00:00.000Z'],
    ['hours over the end of summer time are hours of the London clock\'s opening', '2026-10-23T14:00:00Z', { workingHours: 4 }, '2026-10-26T12:00:00.000Z'],
    ['days too', '2026-10-23T14:00:00Z', { workingDays: 1 }, '2026-10-26T15:00:00.000Z'],
    ['hours over the beginning of summer time', '2026-03-27T15:00:00Z', { workingHours: 4 }, '2026-03-30T11:00:00.000Z'],
    ['days over it', '2026-03-27T15:00:00Z', { workingDays: 1 }, '2026-03-30T14:00:00.000Z'],
    ['fifteen minutes are fifteen minutes in the hour that comes twice', '2026-10-25T00:55:00Z', { minutes: 15 }, '2026-10-25T01:10:00.000Z'],
  ])('%s', (_name, from, span, expected) => expect(later(from, span)).toBe(expected))

  it('ends on a shorter day at its closing', () => {
    expect(later('2026-11-26T15:00:00Z', { workingDays: 1 }, openingHours('Mo-Th 09:30-16:30; Fr 09:30-13:00', holidays))).toBe('2026-11-27T13:00:00.000Z')
  })

  it('passes as on any clock where the service is always open, or never', () => {
    for (const rules of ['24/7', 'off']) {
      const hours = openingHours(rules, holidays)
      expect(later('2026-11-21T23:00:00Z', { workingHours: 4 }, hours)).toBe('2026-11-22T03:00:00.000Z')
      expect(later('2026-11-21T23:00:00Z', { workingDays: 3 }, hours)).toBe('2026-11-24T23:00:00.000Z')
    }
  })

  it('is never over before it begins, and what begins later never ends earlier', () => {
    const minute = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((count) => new Date(Date.UTC(2026, 0, 1) + count * 60_000))
    const span = fc.constantFrom<WorkingSpan>({ workingHours: 4 }, { workingDays: 1 }, { workingDays: 3 })
    fc.assert(fc.property(minute, minute, span, (one, other, within) => {
      const [first, second] = one < other ? [one, other] : [other, one]
      expect(after(usual, first, within).getTime()).toBeGreaterThan(first.getTime())
      expect(after(usual, second, within).getTime()).toBeGreaterThanOrEqual(after(usual, first, within).getTime())
    }), { numRuns: 60 })
  })
})

describe('the next opening', () => {
  it.each([
    ['while it is closed, is the end of that', '2026-11-23T03:00:00Z', '2026-11-23T09:30:00.000Z'],
    ['while it is open, is the day after', '2026-11-23T10:00:00Z', '2026-11-24T09:30:00.000Z'],
    ['on a Friday before a bank holiday, is on the Tuesday', '2026-05-01T14:00:00Z', '2026-05-05T08:30:00.000Z'],
  ])('%s', (_when, at, opening) => expect(opensAfter(usual, new Date(at))?.toISOString()).toBe(opening))

  it('is none of what never closes, or never opens', () => {
    for (const rules of ['24/7', 'off']) expect(opensAfter(openingHours(rules, holidays), new Date('2026-11-23T10:00:00Z'))).toBeUndefined()
  })
})
