import { dueDay, routeStanding } from '../../../src/domain/routeTarget'

const holidays = new Set(['2026-12-25', '2026-12-28'])
const at = (day: string, time = '12:00'): Date => new Date(`${day}T${time}:00Z`)

describe('the day by which an enquiry on a list is answered', () => {
  it.each([
    ['within a week', '2026-11-23', 3, '2026-11-26'],
    ['over a weekend', '2026-11-26', 3, '2026-12-01'],
    ['over Christmas', '2026-12-24', 3, '2026-12-31'],
    ['from a Saturday', '2026-11-28', 1, '2026-11-30'],
  ])('counts working days %s', (_how, received, days, due) => {
    expect(dueDay(at(received), days, holidays)).toBe(due)
  })

  it('belongs to London: what comes just before midnight in summer is of the next day there', () => {
    expect(dueDay(at('2026-07-06', '23:30'), 1, holidays)).toBe('2026-07-08')
  })

  it.each([
    ['2026-11-25', { kind: 'in_time', dueOn: '2026-11-27' }],
    ['2026-11-27', { kind: 'due_today' }],
    // A weekend after the day it was due: late from Monday on.
    ['2026-11-28', { kind: 'in_time', dueOn: '2026-11-27' }],
    ['2026-11-30', { kind: 'overdue', workingDays: 1 }],
    ['2026-12-02', { kind: 'overdue', workingDays: 3 }],
  ])('stands on %s as %j', (today, standing) => {
    expect(routeStanding(at('2026-11-24'), 3, holidays, at(today))).toEqual(standing)
  })
})
