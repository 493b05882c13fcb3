import { alarmAbout, isInHand } from '../../../src/telephone/waking/inHand'
import { lookAgainAfter, pauseAfter, pauseAfterNobody } from '../../../src/telephone/waking/pauses'
import type { Wakeable } from '../../../src/telephone/waking/ports'
import { whoIsWoken } from '../../../src/telephone/waking/whoIsWoken'

const at = new Date('2026-03-02T03:00:00Z')
const before = (ms: number): Date => new Date(at.getTime() - ms)
const person = (staffId: string, fields: Partial<Wakeable> = {}): Wakeable =>
  ({ staffId, name: `Invented ${staffId}`, phone: '+447700900001', role: 'duty', onCall: false, ...fields })

/** Who is woken in so many turns in which nobody accepts. */
function woken(people: readonly Wakeable[], turns: number, unreachable: readonly string[] = []): string[] {
  const times: Record<string, number> = {}
  const soFar: string[] = []
  return Array.from({ length: turns }, () => {
    const { staffId } = whoIsWoken(people.filter((one) => !unreachable.includes(one.staffId)), { times, woken: soFar }, at)[0]!
    times[staffId] = (times[staffId] ?? 0) + 1
    soFar.push(staffId)
    return staffId
  })
}

describe('who is woken', () => {
  it('is whoever is on call, twice before anybody else and then in turn with the others; who is away comes last', () => {
    const people = [
      person('away', { availability: { kind: 'away' } }), person('boss', { role: 'manager' }), person('duty'), person('oncall', { onCall: true }),
    ]
    expect(woken(people, 9)).toEqual(['oncall', 'oncall', 'duty', 'boss', 'away', 'oncall', 'duty', 'boss', 'away'])
  })

  it('is, of two on call, each twice', () => {
    expect(woken([person('a', { onCall: true }), person('b', { onCall: true }), person('c')], 5)).toEqual(['a', 'b', 'a', 'b', 'c'])
  })

  it('is, of those on call, whoever is first on the list, whenever they were woken last', () => {
    expect(woken([person('a', { onCall: true, turn: 2 }), person('b', { onCall: true, turn: 1, wokenAt: at }), person('c')], 5)).toEqual(['b', 'a', 'b', 'a', 'c'])
  })

  it('is, among equals, whoever was woken longest ago, and first who never was', () => {
    const people = [person('a', { wokenAt: before(1_000) }), person('b', { wokenAt: before(60_000) }), person('c')]
    expect(whoIsWoken(people, { times: { a: 1, b: 1, c: 1 }, woken: ['a', 'b', 'c'] }, at).map(({ staffId }) => staffId)).toEqual(['c', 'b', 'a'])
  })

  it('takes nobody for away who said so until a moment that is past', () => {
    const people = [person('boss', { role: 'manager' }), person('back', { availability: { kind: 'away', until: at } })]
    expect(whoIsWoken(people, { times: {}, woken: [] }, at).map(({ staffId }) => staffId)).toEqual(['back', 'boss'])
  })
})

describe('who is woken while anybody is at work', () => {
  const others = Array.from({ length: 8 }, (_, n) => person(`other${n}`))
  const atWork = [person('holder', { place: 'holder', role: 'social_worker' }), person('mona', { place: 'manager', role: 'manager' }), person('dot', { place: 'second_worker' }), person('dee', { place: 'second_worker' })]

  it('is whoever has it, one on duty, the manager and then one of all others, round and round, however many those are', () => {
    expect(woken([...others, ...atWork], 8)).toEqual(['holder', 'dee', 'mona', 'dot', 'holder', 'dee', 'mona', 'other0'])
  })

  it('is whoever is on call after them, and before all others', () => {
    expect(woken([...others, ...atWork, person('ola', { onCall: true })], 6)).toEqual(['holder', 'dee', 'mona', 'ola', 'dot', 'holder'])
  })

  it('is the next on duty, and where none of them can be rung the manager', () => {
    expect(woken([...others, ...atWork], 4, ['dee'])).toEqual(['holder', 'dot', 'mona', 'other0'])
    expect(woken([...others, ...atWork], 3, ['dee', 'dot'])).toEqual(['holder', 'mona', 'other0'])
  })

  it('is whoever came to work since, once, before the others have their turn again', () => {
    const night = Array.from({ length: 20 }, (_, n) => others[n % 8]!.staffId)
    const first = (soFar: readonly string[]) => {
      const times = Object.fromEntries(soFar.map((staffId) => [staffId, soFar.filter((one) => one === staffId).length]))
      return whoIsWoken([...others, ...atWork.slice(0, 1)], { times, woken: soFar }, at)[0]!.staffId
    }
    expect([first(night), first([...night, 'holder'])]).toEqual(['holder', 'other4'])
  })
})

describe('an alarm', () => {
  const nothing = { isUrgent: false, isTakenOn: false, wasSpokenWith: false, hasMessage: false, isUnheard: false }
  const accepted = { acceptedBy: { staffId: 'a', name: 'Invented a', at } }

  it.each([
    ['an urgent call', { isUrgent: true }, false],
    ['an urgent call that was taken on', { isUrgent: true, isTakenOn: true }, true],
    ['an urgent caller who was spoken with', { isUrgent: true, wasSpokenWith: true }, true],
    ['a message', { hasMessage: true, isUnheard: true }, false],
    ['a message on an enquiry that was taken on', { hasMessage: true, isUnheard: true, isTakenOn: true }, false],
    ['a message that was heard', { hasMessage: true }, true],
    ['anything that somebody accepted', { isUrgent: true, isUnheard: true, ...accepted }, true],
  ])('of %s is in hand or not', (_name, facts, expected) => {
    expect(isInHand({ ...nothing, ...facts })).toBe(expected)
  })

  it('is about the call once the urgent key was pressed, whatever was said afterwards', () => {
    expect(alarmAbout({ ...nothing, isUrgent: true, hasMessage: true })).toBe('call')
    expect(alarmAbout({ ...nothing, hasMessage: true })).toBe('message')
  })

  it('is about the call and its message while nobody has heard that, until somebody has taken the enquiry on', () => {
    const withMessage = { ...nothing, isUrgent: true, hasMessage: true, isUnheard: true }
    expect(alarmAbout(withMessage)).toBe('call_with_message')
    expect(alarmAbout({ ...withMessage, isTakenOn: true })).toBe('message')
  })
})

describe('the pause', () => {
  const pauses = { nextPersonMs: 60, longestPauseMs: 300, longestUrgentPauseMs: 180, silentAfterMs: 120 }

  it('doubles after every round, whether anybody was rung in it or not, up to the longest', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((turns) => pauseAfter(turns, 2, pauses))).toEqual([60, 60, 120, 120, 240, 240, 300])
    expect([1, 2, 3, 4, 1_000].map((attempts) => pauseAfterNobody(attempts, pauses))).toEqual([60, 120, 240, 300, 300])
  })

  it('is short at first while somebody may come free, and never longer than between two people', () => {
    expect([1, 2, 3, 4, 5, 1_000].map((attempts) => lookAgainAfter(attempts, { lookAgainMs: 5, pauses }))).toEqual([5, 10, 20, 40, 60, 60])
  })
})
