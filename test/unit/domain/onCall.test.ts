import fc from 'fast-check'
import { newlyUncoveredTimes, type OnCallFacts, onCallTurn, uncoveredTimes } from '../../../src/domain/onCall'
import { openingHours } from '../../../src/domain/openingHours'

const hours = openingHours('Mo-Fr 09:30-16:30; PH off', new Set(['2026-12-25']))
const at = (text: string): Date => new Date(`${text}:00Z`)
const person = (change: Partial<OnCallFacts> = {}): OnCallFacts => ({ phone: '+447700900123', alwaysOnCall: false, onCallTimes: [], leave: [], ...change })
const listed = (from: string, to: string, turn?: 1 | 2 | 3): Partial<OnCallFacts> => ({ onCallTimes: [{ id: 'a', from: at(from), to: at(to), ...(turn && { turn }) }] })
const gaps = (people: readonly OnCallFacts[], from = '2026-11-27T12:00', until = '2026-11-30T12:00') =>
  uncoveredTimes(people, hours, at(from), at(until)).map((gap) => [gap.from.toISOString().slice(0, 16), gap.to.toISOString().slice(0, 16)])

describe('who is on call', () => {
  it('is whoever is on the list at that moment, in their turn; the first where nothing was said', () => {
    const facts = person(listed('2026-11-27T16:30', '2026-11-28T09:30', 2))
    expect(['2026-11-27T16:29', '2026-11-27T16:30', '2026-11-28T09:29', '2026-11-28T09:30'].map((text) => onCallTurn(facts, at(text)))).toEqual([undefined, 2, 2, undefined])
    expect(onCallTurn(person(listed('2026-11-27T16:30', '2026-11-28T09:30')), at('2026-11-27T20:00'))).toBe(1)
  })

  it('is whoever said of themselves that they may be woken, and nobody who is on leave', () => {
    expect(onCallTurn(person({ alwaysOnCall: true }), at('2026-11-27T20:00'))).toBe(1)
    expect(onCallTurn(person({ alwaysOnCall: true, ...listed('2026-11-27T16:30', '2026-11-28T09:30', 3) }), at('2026-11-27T20:00'))).toBe(1)
    expect(onCallTurn(person({ alwaysOnCall: true, leave: [{ id: 'l', from: '2026-11-27', to: '2026-11-27' }] }), at('2026-11-27T20:00'))).toBeUndefined()
  })
})

describe('the times that nobody covers', () => {
  it('are those in which the service is closed and nobody on call can be rung', () => {
    expect(gaps([])).toEqual([['2026-11-27T16:30', '2026-11-30T09:30']])
    expect(gaps([person(listed('2026-11-27T16:00', '2026-11-28T08:00')), person(listed('2026-11-28T20:00', '2026-12-01T08:00'))])).toEqual([['2026-11-28T08:00', '2026-11-28T20:00']])
    expect(gaps([person({ alwaysOnCall: true })])).toEqual([])
  })

  it('count nobody without a telephone or on leave, day by day', () => {
    const { phone: _none, ...unreachable } = person({ alwaysOnCall: true })
    expect(gaps([unreachable])).toHaveLength(1)
    expect(gaps([person({ alwaysOnCall: true, leave: [{ id: 'l', from: '2026-11-28', to: '2026-11-28' }] })])).toEqual([['2026-11-28T00:00', '2026-11-29T00:00']])
  })

  it('include bank holidays, and nothing of a service that never closes', () => {
    expect(gaps([], '2026-12-24T16:00', '2026-12-26T00:00')).toEqual([['2026-12-24T16:30', '2026-12-26T00:00']])
    expect(uncoveredTimes([], openingHours('24/7', new Set()), at('2026-12-24T16:00'), at('2026-12-26T00:00'))).toEqual([])
    expect(uncoveredTimes([], openingHours('off', new Set()), at('2026-12-24T16:00'), at('2026-12-26T00:00'))).toHaveLength(1)
  })

  it('are told apart from those that nobody covered before either', () => {
    const weekend = person(listed('2026-11-27T20:00', '2026-11-29T20:00'))
    const away = { ...weekend, leave: [{ id: 'l', from: '2026-11-28', to: '2026-11-30' }] }
    const other = person(listed('2026-11-29T08:00', '2026-11-29T12:00'))
    const lost = newlyUncoveredTimes([weekend, other], [away, other], hours, at('2026-11-27T12:00'), at('2026-12-01T00:00'))
    expect(lost.map(({ from, to }) => [from, to])).toEqual([[at('2026-11-28T00:00'), at('2026-11-29T08:00')], [at('2026-11-29T12:00'), at('2026-11-29T20:00')]])
    expect(newlyUncoveredTimes([other], [other], hours, at('2026-11-27T12:00'), at('2026-12-01T00:00'))).toEqual([])
  })

  it('are, at every moment, just those in which nobody can be rung', () => {
    const hour = fc.integer({ min: 0, max: 14 * 24 })
    const time = fc.tuple(hour, hour).map(([a, b]) => ({ id: 'a', from: new Date(START + Math.min(a, b) * 3_600_000), to: new Date(START + Math.max(a, b) * 3_600_000) }))
    const someone = fc.record({ phone: fc.constant('+447700900123'), alwaysOnCall: fc.constant(false), onCallTimes: fc.array(time, { maxLength: 4 }), leave: fc.constant([]) })
    fc.assert(fc.property(fc.array(someone, { maxLength: 3 }), hour, (people, after) => {
      const found = uncoveredTimes(people, hours, new Date(START), new Date(START + 15 * 24 * 3_600_000))
      const moment = new Date(START + after * 3_600_000 + 1)
      const isUncovered = found.some(({ from, to }) => from <= moment && moment < to)
      expect(isUncovered).toBe(!hours.isOpen(moment) && people.every((one) => onCallTurn(one, moment) === undefined))
    }), { seed: 7, numRuns: 200 })
  })
})

const START = Date.parse('2026-11-23T00:00:00Z')
