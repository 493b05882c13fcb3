import { SERVICE } from '../../../../config/service'
import { type LadderInput, nextRung } from '../../../../src/allocation/escalation/nextRung'
import type { Tellable } from '../../../../src/allocation/escalation/ports'
import { openingHours } from '../../../../src/domain/openingHours'
import { after, opensAfter } from '../../../../src/domain/workingTime'

const hours = openingHours('Mo-Fr 09:30-16:30; PH off', new Set())
const MONDAY = new Date('2026-11-23T10:00:00Z')
const NIGHT = new Date('2026-11-21T23:00:00Z')
const person = (id: string, change: Partial<Tellable> = {}): Tellable => ({
  id, name: id, email: `${id}@desk.example`, phone: '+447700900001', role: 'social_worker', active: true, barred: false, onRota: true, onCall: false,
  leave: [], availability: { kind: 'by_rota' }, ...change,
})
const [holder, second, ola] = [person('holder'), person('second', { role: 'duty' }), person('ola', { onCall: true })]
const mona = person('mona', { role: 'manager', onRota: false })
const mara = person('mara', { role: 'manager', onRota: false })
const onLeave = [{ id: 'l', from: '2026-11-20', to: '2026-11-30', coverId: 'mara' }]
const allocation = { socialWorker: 'holder', manager: 'mona' }

function next(change: Partial<LadderInput> = {}) {
  const at = change.at ?? MONDAY
  const result = nextRung({
    at, isOpen: hours.isOpen(at), manner: 'pressing', ladder: { manner: 'pressing', since: new Date(at.getTime() - 60_000) }, priority: 'urgent',
    clock: { acceptBy: at, judgedAs: 'urgent', from: at }, people: [holder, second, mona, ola], tellings: [], allocation, nobodyFits: false, times: SERVICE.escalation.times,
    after: (from, span) => after(hours, from, span), opensNext: (moment) => opensAfter(hours, moment), ...change,
  })
  return result.kind === 'tell' ? { ...result, who: result.who.map(({ rung, person: { id }, ways }) => `${rung}: ${id} by ${ways.join(', ')}`) } : result
}
const from = (rung: NonNullable<LadderInput['ladder']['rung']>) => ({ ladder: { manner: 'pressing' as const, since: MONDAY, rung } })

describe('an urgent enquiry', () => {
  it('goes to whoever has it, and by mail to their manager, half a minute after it became urgent', () => {
    expect(next({ ladder: { manner: 'pressing', since: MONDAY } })).toEqual({ kind: 'wait', until: new Date('2026-11-23T10:00:30Z') })
    expect(next()).toMatchObject({ rung: 'holder', who: ['holder: holder by mail, text, call', 'manager: mona by mail'], nextAt: new Date('2026-11-23T10:03:00Z') })
  })

  it('then goes to another on duty, the manager, who is on call, and anybody; and to the first again', () => {
    expect(next(from('holder'))).toMatchObject({ who: ['second_worker: ola by mail, text, call'] })
    expect(next(from('second_worker'))).toMatchObject({ who: ['manager: mona by mail, text, call'] })
    expect(next(from('manager'))).toMatchObject({ who: ['on_call: ola by mail, text, call'] })
    expect(next(from('on_call'))).toMatchObject({ rung: 'anybody', nextAt: new Date('2026-11-23T10:05:00Z') })
    expect(next(from('anybody'))).toMatchObject({ rung: 'holder' })
  })

  it('does not go up before its time, though somebody looks', () => {
    const nextAt = new Date('2026-11-23T10:03:00Z')
    expect(next({ ladder: { manner: 'pressing', since: MONDAY, rung: 'holder', nextAt } })).toEqual({ kind: 'wait', until: nextAt })
  })

  it('at night goes at once to who is on call, for nobody is on duty', () => {
    expect(next({ at: NIGHT, people: [second, ola], allocation: undefined as never })).toMatchObject({ rung: 'on_call', who: ['on_call: ola by mail, text, call'] })
  })

  it('goes to those on call in their turns, who share one at once, before it goes to anybody', () => {
    const people = [person('a', { onCall: true, turn: 2 }), person('b', { onCall: true }), person('c', { onCall: true, turn: 1 }), person('d', { role: 'manager' })]
    const at = (minutes: number): Date => new Date(NIGHT.getTime() + minutes * 60_000)
    const ladder = { manner: 'pressing' as const, since: at(0), rung: 'on_call' as const }
    const told = (...who: [string, 'on_call' | 'manager', number][]) =>
      who.map(([staffId, rung, minutes]) => ({ id: `${staffId}${minutes}`, rung, staffId, name: staffId, way: 'mail' as const, at: at(minutes), outcome: 'sent' as const }))
    const first = next({ at: at(1), people, allocation: undefined as never, ladder: { manner: 'pressing', since: at(0) } })
    expect(first).toMatchObject({ who: ['on_call: b by mail, text, call', 'on_call: c by mail, text, call'], nextAt: at(4) })
    // Beside the first goes the manager's mail of the same moment.
    const afterFirst = told(['b', 'on_call', 1], ['c', 'on_call', 1], ['d', 'manager', 1])
    expect(next({ at: at(4), people, allocation: undefined as never, ladder, tellings: afterFirst })).toMatchObject({ rung: 'on_call', who: ['on_call: a by mail, text, call'] })
    const afterAll = [...afterFirst, ...told(['a', 'on_call', 4])]
    expect(next({ at: at(7), people, allocation: undefined as never, ladder, tellings: afterAll })).toMatchObject({ rung: 'anybody', who: ['anybody: d by mail, text, call'] })
    // Another round begins with the first again.
    const anew = { ...ladder, rung: 'anybody' as const }
    expect(next({ at: at(12), people, allocation: undefined as never, ladder: anew, tellings: afterAll })).toMatchObject({ rung: 'on_call', who: [expect.stringContaining('b'), expect.stringContaining('c')] })
    const secondRound = [...afterAll, ...told(['d', 'manager', 7], ['b', 'on_call', 12], ['c', 'on_call', 12])]
    expect(next({ at: at(15), people, allocation: undefined as never, ladder, tellings: secondRound })).toMatchObject({ who: ['on_call: a by mail, text, call'] })
  })

  it('goes to every turn in every round, although nobody stands on another rung', () => {
    const people = [person('a', { onCall: true }), person('b', { onCall: true, turn: 2 }), person('c', { onCall: true, turn: 3 })]
    const since = new Date(NIGHT.getTime() - 60_000)
    const rounds = (kept: number): string => {
      let [at, said, tellings] = [NIGHT, '', [] as LadderInput['tellings']]
      for (let count = 0; count < 9; count += 1) {
        const ladder = count === 0 ? { manner: 'pressing' as const, since } : { manner: 'pressing' as const, since, rung: 'on_call' as const, nextAt: at }
        const result = nextRung({
          at, isOpen: false, manner: 'pressing', ladder, priority: 'urgent', clock: { acceptBy: at, judgedAs: 'urgent', from: at }, people, tellings,
          nobodyFits: false, times: SERVICE.escalation.times, after: (begin, span) => after(hours, begin, span), opensNext: (moment) => opensAfter(hours, moment),
        })
        if (result.kind !== 'tell') throw new Error(result.kind)
        const now = at
        const told = result.who.flatMap(({ rung, person: { id, name }, ways }) =>
          ways.map((way) => ({ id: `${id} ${way} ${count}`, rung, staffId: id, name, way, at: now, outcome: 'sent' as const })))
        tellings = [...tellings, ...told].slice(-kept)
        said += ` ${result.who.map(({ person: { id } }) => id).join('+')}${(result.nextAt.getTime() - now.getTime()) / 60_000}`
        at = result.nextAt
      }
      return said.trim()
    }
    // Three minutes between turns, five between rounds.
    expect(rounds(100)).toBe('a3 b3 c5 a3 b3 c5 a3 b3 c5')
    // The same when only the latest tellings are kept: the last one and a half rounds.
    expect(rounds(13)).toBe('a3 b3 c5 a3 b3 c5 a3 b3 c5')
  })

  it('goes to the cover of a manager who is on leave', () => {
    expect(next({ ...from('second_worker'), people: [{ ...mona, leave: onLeave }, mara] })).toMatchObject({ who: ['manager: mara by mail, text, call'] })
  })

  it('never goes to whoever is barred or disabled', () => {
    expect(next({ people: [{ ...holder, barred: true }, { ...second, active: false }, mona] })).toMatchObject({ rung: 'manager', who: ['manager: mona by mail, text, call'] })
  })

  it('finds anybody with a telephone when nobody is on call, and says that nobody is', () => {
    expect(next({ at: NIGHT, people: [second], allocation: undefined as never })).toMatchObject({ rung: 'anybody', who: ['anybody: second by mail, text, call'], gap: 'nobody_on_call' })
  })

  it('tells every manager by mail with the first rung at night when nobody is on call, and none of them twice', () => {
    const managers = [mona, mara, person('away', { role: 'manager', leave: onLeave }), person('barred', { role: 'manager', barred: true })]
    const first = { at: NIGHT, ladder: { manner: 'pressing' as const, since: new Date(NIGHT.getTime() - 60_000) } }
    const toAll = ['manager: mona by mail', 'manager: mara by mail']
    expect(next({ ...first, people: [second, ...managers], allocation: undefined as never })).toMatchObject({ rung: 'anybody', who: ['anybody: second by mail, text, call', ...toAll] })
    expect(next({ ...first, people: [second, ...managers] })).toMatchObject({ rung: 'manager', who: ['manager: mona by mail, text, call', 'manager: mara by mail'] })
    expect(next({ ...first, people: [mona, mara], allocation: undefined as never })).toMatchObject({ rung: 'anybody', who: ['anybody: mara by mail, text, call', 'manager: mona by mail'] })
    expect(next({ ...first, people: [second, ...managers], allocation: undefined as never, ladder: { ...first.ladder, rung: 'anybody' } })).toMatchObject({ who: ['anybody: second by mail, text, call'] })
    expect(next({ ...first, people: [second, ola, ...managers], allocation: undefined as never })).toMatchObject({ who: ['on_call: ola by mail, text, call'] })
  })

  it('rings managers in their turn though they had that mail: it rang nobody', () => {
    const told = (staffId: string, rung: 'anybody' | 'manager', minutes: number) =>
      ({ id: `${staffId}${minutes}`, rung, staffId, name: staffId, way: 'mail' as const, at: new Date(NIGHT.getTime() + minutes * 60_000), outcome: 'sent' as const })
    const tellings = [told('second', 'anybody', 0), told('mona', 'manager', 0)]
    expect(next({ at: new Date(NIGHT.getTime() + 5 * 60_000), people: [second, mona], allocation: undefined as never, tellings, ladder: { manner: 'pressing', since: NIGHT, rung: 'anybody' } }))
      .toMatchObject({ rung: 'anybody', who: ['anybody: mona by mail, text, call'] })
  })

  it('says that whoever is on call could not be rung, where they have no telephone or a conflict of interest', () => {
    const { phone: _none, ...silent } = ola
    for (const onCall of [silent, { ...ola, barred: true }]) {
      expect(next({ at: NIGHT, people: [second, onCall], allocation: undefined as never })).toMatchObject({ rung: 'anybody', gap: 'on_call_not_rung' })
    }
    expect(next({ at: NIGHT, people: [second, { ...ola, active: false }], allocation: undefined as never })).toMatchObject({ gap: 'nobody_on_call' })
  })

  it('says nothing of who is on call by day, while others are at work and are told first', () => {
    const byDay = next({ ...from('manager'), people: [holder, second, mona] })
    expect(byDay).toMatchObject({ rung: 'anybody' })
    expect(byDay).not.toHaveProperty('gap')
    expect(next({ people: [person('off', { onRota: false })], allocation: undefined as never })).toMatchObject({ rung: 'anybody', gap: 'nobody_on_call' })
  })

  it('goes to every manager by mail at night when nobody has a telephone, and says that nobody is rung', () => {
    const silent = ({ phone: _none, ...rest }: Tellable): Tellable => rest
    expect(next({ at: NIGHT, people: [second, mona, mara].map(silent), allocation: undefined as never }))
      .toMatchObject({ rung: 'manager', who: ['manager: mona by mail', 'manager: mara by mail'], gap: 'nobody_rung' })
  })

  it('has nobody to go to when nobody has a telephone at night', () => {
    const { phone: _none, ...silent } = second
    expect(next({ at: NIGHT, people: [silent], allocation: undefined as never })).toEqual({ kind: 'nobody', nextAt: new Date('2026-11-21T23:03:00Z') })
  })
})

describe('any other enquiry', () => {
  const calm = { manner: 'ordinary' as const, since: MONDAY }
  const clock = { acceptBy: new Date('2026-11-24T10:00:00Z'), judgedAs: 'standard' as const, from: MONDAY }
  const standard = (change: Partial<LadderInput>) => next({ manner: 'ordinary', ladder: calm, priority: 'standard', clock, ...change })

  it('is brought to mind by mail after four working hours, to whoever has it', () => {
    expect(standard({})).toEqual({ kind: 'wait', until: new Date('2026-11-23T14:00:00Z') })
    expect(standard({ at: new Date('2026-11-23T14:00:00Z') })).toMatchObject({ who: ['holder: holder by mail'], nextAt: clock.acceptBy })
  })

  it('goes to the manager by mail when it is overdue, and again every working day', () => {
    expect(standard({ at: clock.acceptBy, ladder: { ...calm, rung: 'holder', nextAt: clock.acceptBy } }))
      .toMatchObject({ who: ['manager: mona by mail', 'holder: holder by mail'], nextAt: new Date('2026-11-25T10:00:00Z') })
  })

  it('waits for the service to open', () => {
    expect(standard({ at: new Date('2026-11-24T20:00:00Z') })).toEqual({ kind: 'wait', until: new Date('2026-11-25T09:30:00Z') })
  })

  it('goes to every manager while it has none of its own', () => {
    expect(standard({ at: clock.acceptBy, allocation: undefined as never, people: [second, mona, mara] })).toMatchObject({ who: ['manager: mona by mail', 'manager: mara by mail'] })
  })

  it('leaves whoever is on leave in peace', () => {
    expect(standard({ at: new Date('2026-11-23T14:00:00Z'), people: [{ ...holder, leave: onLeave }, mona] })).toEqual({ kind: 'wait', until: clock.acceptBy })
  })
})

describe('an enquiry that nobody can take and that can wait', () => {
  const calm = { manner: 'ordinary' as const, since: MONDAY }
  const clock = { acceptBy: new Date('2026-11-24T10:00:00Z'), judgedAs: 'standard' as const, from: MONDAY }
  const remindAt = new Date('2026-11-23T14:00:00Z')
  const left = (change: Partial<LadderInput>) =>
    next({ manner: 'ordinary', ladder: calm, priority: 'standard', clock, nobodyFits: true, allocation: undefined as never, people: [holder, second, mona], ...change })
  const told = { ...calm, rung: 'manager' as const, nextAt: remindAt }

  it('goes to every manager at work by mail at once, and again when it is overdue', () => {
    const people = [second, mona, mara, person('away', { role: 'manager', leave: onLeave })]
    expect(left({ people })).toEqual({ kind: 'tell', rung: 'manager', who: ['manager: mona by mail', 'manager: mara by mail'], nextAt: remindAt, says: 'nobody_fits' })
    expect(left({ people, ladder: told })).toEqual({ kind: 'wait', until: remindAt })
    expect(left({ people, ladder: told, at: remindAt })).toEqual({ kind: 'wait', until: clock.acceptBy })
    const overdue = left({ people, ladder: told, at: clock.acceptBy })
    expect(overdue).toMatchObject({ who: ['manager: mona by mail', 'manager: mara by mail'] })
    expect(overdue).not.toHaveProperty('says')
  })

  it('is left in peace while the service is closed', () => {
    expect(left({ at: new Date('2026-11-23T08:00:00Z') })).toEqual({ kind: 'wait', until: remindAt })
  })

  it('is brought to mind to whoever has it by then, though the managers were told', () => {
    expect(left({ nobodyFits: false, allocation, ladder: told, at: remindAt })).toMatchObject({ who: ['holder: holder by mail'], nextAt: clock.acceptBy })
  })

  it('waits as any other once somebody has it, though no mail had reached a manager', () => {
    expect(left({ nobodyFits: false, allocation, ladder: { ...calm, nextAt: MONDAY } })).toEqual({ kind: 'wait', until: remindAt })
  })

  it('goes to no manager with a conflict of interest, and has nobody to go to where there is no other', () => {
    expect(left({ people: [mara, { ...mona, barred: true }] })).toMatchObject({ who: ['manager: mara by mail'] })
    expect(left({ people: [second, { ...mona, barred: true }] })).toEqual({ kind: 'nobody', nextAt: remindAt, says: 'nobody_fits' })
  })

  it('is looked at again at the next opening, where there is no manager and a reminder is days off', () => {
    const nextAt = new Date('2026-11-24T09:30:00Z')
    expect(left({ people: [second], priority: 'low', clock: { ...clock, acceptBy: new Date('2026-11-26T10:00:00Z') } })).toEqual({ kind: 'nobody', nextAt, says: 'nobody_fits' })
    expect(left({ people: [mona], ladder: { ...calm, nextAt }, at: nextAt, priority: 'low', clock: { ...clock, acceptBy: new Date('2026-11-26T10:00:00Z') } })).toMatchObject({ who: ['manager: mona by mail'] })
  })
})

describe('an enquiry that is high', () => {
  const calm = { manner: 'ordinary' as const, since: MONDAY }
  // Four working hours from Monday at ten.
  const clock = { acceptBy: new Date('2026-11-23T14:00:00Z'), judgedAs: 'high' as const, from: MONDAY }
  const high = (change: Partial<LadderInput>) => next({ manner: 'ordinary', ladder: calm, priority: 'high', clock, ...change })
  const later = new Date('2026-11-24T11:30:00Z')

  it('stays with mail until twice its target is over', () => {
    expect(high({ at: clock.acceptBy })).toMatchObject({ who: ['manager: mona by mail', 'holder: holder by mail'], nextAt: new Date('2026-11-23T16:00:00Z') })
    expect(high({ at: new Date('2026-11-23T16:00:00Z'), ladder: { ...calm, rung: 'manager' } })).toMatchObject({
      who: ['manager: mona by mail', 'holder: holder by mail'], nextAt: new Date('2026-11-24T11:00:00Z'),
    })
  })

  it('then climbs by every way, an hour apart: to another worker, to who is on call, to the manager by mail, and round again', () => {
    const people = [holder, person('dot', { role: 'duty' }), mona, person('ola', { onCall: true, onRota: false })]
    const on = (rung: 'manager' | 'second_worker' | 'on_call', told: LadderInput['tellings'] = []) => high({ at: later, people, ladder: { ...calm, rung }, tellings: told })
    expect(on('manager')).toMatchObject({ rung: 'second_worker', who: ['second_worker: dot by mail, text, call'], nextAt: new Date('2026-11-24T12:30:00Z') })
    expect(on('second_worker')).toMatchObject({ rung: 'on_call', who: ['on_call: ola by mail, text, call'] })
    const told = [{ id: 't', rung: 'on_call' as const, staffId: 'ola', name: 'ola', way: 'mail' as const, at: clock.acceptBy, outcome: 'sent' as const }]
    expect(on('on_call', told)).toMatchObject({ rung: 'manager', who: ['manager: mona by mail', 'holder: holder by mail'] })
  })

  it('leaves out who is not there, and waits for the service to open', () => {
    expect(high({ at: later, people: [mona, holder], ladder: { ...calm, rung: 'manager' } })).toMatchObject({ rung: 'manager' })
    expect(high({ at: new Date('2026-11-24T20:00:00Z'), ladder: { ...calm, rung: 'second_worker' } })).toEqual({ kind: 'wait', until: new Date('2026-11-25T09:30:00Z') })
  })
})

describe('an urgent call that others are rung for, one after the other', () => {
  const woken = ['holder']

  it('is told of at once by mail and text message to whoever has it, one on duty and the manager; a text went with each ringing already', () => {
    expect(next({ woken })).toMatchObject({
      rung: 'holder', who: ['holder: holder by mail', 'second_worker: ola by mail, text', 'manager: mona by mail, text'], nextAt: new Date('2026-11-23T10:03:00Z'),
    })
  })

  it('then goes on rung after rung as any, and rings nobody', () => {
    expect(next({ ...from('holder'), woken })).toMatchObject({ who: ['second_worker: ola by mail, text'] })
    expect(next({ ...from('second_worker'), woken })).toMatchObject({ who: ['manager: mona by mail, text'] })
    expect(next({ ...from('anybody'), woken })).toMatchObject({ who: ['holder: holder by mail'] })
  })

  it('is told of at night to who is on call, and where nobody is to anybody, and to every manager by mail, with the gap', () => {
    expect(next({ at: NIGHT, woken: ['ola'], allocation: undefined as never })).toMatchObject({ rung: 'on_call', who: ['on_call: ola by mail'] })
    expect(next({ at: NIGHT, woken: [], people: [second, mona, mara], allocation: undefined as never })).toMatchObject({
      rung: 'anybody', who: ['anybody: second by mail, text', 'manager: mona by mail', 'manager: mara by mail'], gap: 'nobody_on_call',
    })
  })
})
