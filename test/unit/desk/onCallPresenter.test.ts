import { onCallView } from '../../../src/desk/onCallPresenter'
import type { OnCallBoard, PersonOnCall } from '../../../src/domain/onCallBoard'

const now = new Date('2026-12-30T10:00:00Z')
const person = (change: Partial<PersonOnCall> = {}): PersonOnCall =>
  ({ id: 'a', name: 'Ola', role: 'duty', phone: '+447700900123', alwaysOnCall: false, onCallTimes: [], leave: [], ...change })
const view = (change: Partial<OnCallBoard> = {}) => onCallView({ board: { people: [person()], uncovered: [], daysAhead: 14, neverCloses: false, sendsTexts: true, ...change }, now })
const time = (from: string, to: string, turn: 1 | 2 | 3 = 1) => ({ id: `${from}${turn}`, from: new Date(`${from}Z`), to: new Date(`${to}Z`), turn })

describe('the on-call list in words', () => {
  it('warns that nobody is on it where the service never closes, and of nobody who can be rung', () => {
    const { phone: _none, ...silent } = person({ onCallTimes: [time('2026-12-30T09:00', '2026-12-31T09:00')] })
    for (const people of [[person()], [silent]]) expect(view({ people }).warning).toMatchObject({ text: expect.stringContaining('Nobody who can be rung is on the on-call list.'), lines: [] })
    expect(view({ people: [person({ alwaysOnCall: true })] }).warning).toBeUndefined()
  })

  it('warns of a service that never closes while nobody is on call now, though somebody is listed for later', () => {
    const later = [person({ onCallTimes: [time('2026-12-30T22:00', '2026-12-31T09:00')] })]
    expect(view({ people: later, neverCloses: true }).warning?.text).toMatch(/^Nobody who can be rung is on call now\. An urgent enquiry/)
    expect(view({ people: later }).warning).toBeUndefined()
    const current = [person({ onCallTimes: [time('2026-12-30T09:00', '2026-12-31T09:00')] })]
    expect(view({ people: current, neverCloses: true }).warning).toBeUndefined()
  })

  it('shows what goes on first, by turn, and then what is to come, with the day and, in another year, the year', () => {
    const people = [
      person({ id: 'b', name: 'Later', onCallTimes: [time('2026-12-31T16:30', '2027-01-04T09:30')] }),
      person({ id: 'c', name: 'Second', onCallTimes: [time('2026-12-29T16:30', '2026-12-31T09:30', 2)] }),
      person({ id: 'd', name: 'First', alwaysOnCall: true, onCallTimes: [time('2026-12-01T09:00', '2026-12-02T09:00')] }),
    ]
    expect(view({ people }).rows.map(({ name, when, turn, now: tag }) => [name, when, turn, tag?.text])).toEqual([
      ['First', 'Always: they said so on their Telephone page', 'First', 'On call now'],
      ['Second', 'Tuesday 29 December, 16:30 to Thursday 31 December, 09:30', 'Second', 'On call now'],
      ['Later', 'Thursday 31 December, 16:30 to Monday 4 January 2027, 09:30', 'First', undefined],
    ])
  })

  it('marks who is on leave and so on call to nobody', () => {
    const people = [person({ alwaysOnCall: true, leave: [{ id: 'l', from: '2026-12-30', to: '2026-12-31' }] })]
    expect(view({ people }).rows[0]?.now?.text).toBe('On leave')
  })
})
