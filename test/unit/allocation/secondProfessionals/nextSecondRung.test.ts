import { TARGETS } from '../../../../config/targets'
import type { Tellable } from '../../../../src/allocation/escalation/ports'
import { nextSecondRung } from '../../../../src/allocation/secondProfessionals/nextSecondRung'
import type { Telling } from '../../../../src/domain/escalation'
import { openingHours } from '../../../../src/domain/openingHours'
import { after, opensAfter } from '../../../../src/domain/workingTime'

const hours = openingHours('Mo-Fr 09:30-16:30; PH off', new Set())
const MONDAY = new Date('2026-11-23T10:00:00Z')
const person = (id: string, role: Tellable['role'], change: Partial<Tellable> = {}): Tellable => ({
  id, name: id, email: `${id}@desk.example`, role, active: true, barred: false, onRota: true, onCall: false, leave: [], availability: { kind: 'by_rota' }, ...change,
})
const refused = (staffId: string): Telling => ({ id: `${staffId}-1`, rung: 'officer', staffId, name: staffId, way: 'mail', at: new Date(MONDAY.getTime() - 60_000), outcome: 'refused' })

function next(people: readonly Tellable[], tellings: readonly Telling[]) {
  const result = nextSecondRung({
    at: MONDAY, isOpen: true, manner: 'ordinary', ladder: { manner: 'ordinary', since: MONDAY }, people, tellings, pauses: TARGETS.secondCalls.ordinary,
    after: (from, span) => after(hours, from, span), opensNext: (moment) => opensAfter(hours, moment),
  })
  return result.kind === 'tell' ? result.who.map(({ rung, person: { id }, ways }) => `${rung}: ${id} by ${ways.join(', ')}`) : result.kind
}

describe('an enquiry for an officer that does not press', () => {
  it('goes to the manager where the only officer can be told by no way', () => {
    expect(next([person('paul', 'police_liaison'), person('mona', 'manager')], [refused('paul')])).toEqual(['manager: mona by mail'])
  })

  it('goes to nobody, and is looked at again, where nobody on any rung can be told', () => {
    expect(next([person('paul', 'police_liaison')], [refused('paul')])).toBe('nobody')
    expect(next([person('paul', 'police_liaison'), person('mona', 'manager')], [refused('paul'), refused('mona')])).toBe('nobody')
  })

  it('rings an officer whose mailbox refuses mail', () => {
    expect(next([person('paul', 'police_liaison', { phone: '+447700900001' })], [refused('paul')])).toEqual(['officer: paul by text, call'])
  })
})
