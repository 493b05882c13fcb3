import * as fc from 'fast-check'
import type { Candidate, Supervisor } from '../../../src/allocation/candidate'
import { chooseHolder, chooseSocialWorker, chooseWhoAccepted, type Moment } from '../../../src/allocation/chooseSocialWorker'
import type { Needs } from '../../../src/allocation/needsOf'
import { NO_SKILLS, type Skills } from '../../../src/domain/skills'
import { aManager, aWorker, DURING, NOW, onLeaveToday } from './people'

const ORDINARY: Needs = { weight: 1, skills: [], knownTo: [] }
const MANAGERS = [aManager()]

const decide = (workers: readonly Candidate[], needs = ORDINARY, moment: Moment = DURING, managers: readonly Supervisor[] = MANAGERS) =>
  chooseSocialWorker({ workers, managers }, needs, moment)
const chosen = (...parameters: Parameters<typeof decide>) => {
  const decision = decide(...parameters)
  return 'choice' in decision ? decision.choice.socialWorker.id : decision.nobody
}
const why = (...parameters: Parameters<typeof decide>) => {
  const decision = decide(...parameters)
  return 'choice' in decision ? decision.choice.why : undefined
}
const skilled = (skills: Partial<Skills>): Pick<Candidate, 'skills'> => ({ skills: { ...NO_SKILLS, ...skills } })
const { managerId: _none, ...unsupervised } = aWorker('a')

describe('choosing a social worker', () => {
  it('names the worker and that worker’s manager', () => {
    expect(decide([aWorker('a', { version: 7 })])).toEqual({
      choice: {
        socialWorker: { id: 'a', name: 'Invented Worker a' }, manager: { id: 'm1', name: 'Invented Manager m1' }, version: 7,
        why: { decidedBy: 'only_one', among: 1, has: [], nobodyHas: [] },
      },
    })
  })

  it.each<[string, Candidate, string]>([
    ['whose account is closed', aWorker('a', { active: false }), 'nobody_on_duty'],
    ['who is not on the rota', aWorker('a', { onRota: false }), 'nobody_on_duty'],
    ['who does not work on this day', aWorker('a', { pattern: [{ day: 'Tu', from: '09:00', to: '17:00' }] }), 'nobody_on_duty'],
    ['who is on leave', aWorker('a', { leave: onLeaveToday() }), 'nobody_on_duty'],
    ['who is on leave and said before that they are available', aWorker('a', { leave: onLeaveToday(), availability: { kind: 'available' } }), 'nobody_on_duty'],
    ['who said that they are away', aWorker('a', { availability: { kind: 'away' } }), 'nobody_on_duty'],
    ['who has a conflict of interest', aWorker('a', { barred: true }), 'all_barred'],
    ['who has no manager', unsupervised, 'no_manager'],
    ['whose manager is unknown', aWorker('a', { managerId: 'gone' }), 'no_manager'],
    ['whose limit leaves no room', aWorker('a', { load: 9.5 }), 'all_at_limit'],
    ['who is over the limit because it was lowered', aWorker('a', { load: 10, limit: 4 }), 'all_at_limit'],
    ['who may carry nothing', aWorker('a', { limit: 0 }), 'all_at_limit'],
  ])('passes over somebody %s, and says what is lacking', (_why, worker, lacking) => {
    expect(decide([worker])).toEqual({ nobody: lacking })
    expect(chosen([worker, aWorker('z', { load: 9 })])).toBe('z')
  })

  it('prefers whoever knows the child to the skills and the load, among those who could take it anyway', () => {
    const welsh: Needs = { weight: 1, skills: [{ kind: 'language', language: 'welsh' }], knownTo: [{ staffId: 'b', intakeId: 'known' }] }
    const a = aWorker('a', skilled({ languages: ['welsh'] }))
    expect([chosen([a, aWorker('b', { load: 8 })], welsh), why([a, aWorker('b', { load: 8 })], welsh)]).toMatchObject(['b', { decidedBy: 'knows_child', knownFrom: ['known'] }])
    for (const change of [{ barred: true }, { load: 10 }, { onRota: false }]) expect(chosen([a, aWorker('b', change)], welsh)).toBe('a')
    expect(why([a, aWorker('b')], { ...welsh, knownTo: ['a', 'b'].map((staffId) => ({ staffId, intakeId: 'known' })) })?.decidedBy).toBe('skills')
  })

  it('gives work to who is available out of the own pattern, and no more once that time is over', () => {
    const pattern = [{ day: 'Tu', from: '09:00', to: '17:00' } as const]
    const until = (time: string) => aWorker('a', { pattern, availability: { kind: 'available', until: new Date(`2026-03-02T${time}Z`) } })
    expect([chosen([until('11:00:00')]), chosen([until('10:00:00')])]).toEqual(['a', 'nobody_on_duty'])
  })

  it('finds nobody on duty outside the service hours, and where there is nobody', () => {
    const closed = { at: NOW, withinServiceHours: false }
    expect(chosen([aWorker('a', { availability: { kind: 'available' } })], ORDINARY, closed)).toBe('nobody_on_duty')
    expect(chosen([])).toBe('nobody_on_duty')
  })

  it('says what the last of those on duty lacked', () => {
    const [barred, full] = [aWorker('a', { barred: true }), aWorker('b', { load: 10 })]
    expect(chosen([barred, full])).toBe('all_at_limit')
    expect(chosen([barred, unsupervised])).toBe('no_manager')
    expect(chosen([barred, aWorker('c', { onRota: false })])).toBe('all_barred')
  })

  it('lets the least loaded have it, whoever had one longest ago', () => {
    const busy = aWorker('a', { load: 3 })
    const free = aWorker('b', { load: 2.5, lastAllocatedAt: NOW })
    expect(chosen([busy, free])).toBe('b')
    expect(why([busy, free])).toMatchObject({ decidedBy: 'least_to_carry', among: 2 })
  })

  it('lets an urgent enquiry go where three points fit, though others carry less of a smaller limit', () => {
    expect(chosen([aWorker('a', { load: 2, limit: 4 }), aWorker('b', { load: 6 })], { ...ORDINARY, weight: 3 })).toBe('b')
  })

  it('takes turns among equals, who never had one first', () => {
    const lately = aWorker('a', { lastAllocatedAt: new Date('2026-03-02T10:00:00Z') })
    const before = aWorker('b', { lastAllocatedAt: new Date('2026-03-02T09:00:00Z') })
    expect(chosen([lately, before])).toBe('b')
    expect(chosen([lately, before, aWorker('c')])).toBe('c')
    expect(why([lately, before])).toMatchObject({ decidedBy: 'longest_since_last', among: 2 })
  })

  it('gives the same answer whatever the order of the list, and never somebody who is full', () => {
    const list = fc.uniqueArray(
      fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), load: fc.nat(10).map((half) => half / 2), limit: fc.nat(5) }),
      { selector: ({ id }) => id, maxLength: 8 },
    )
    const needs = fc.constantFrom(0.5, 1, 2, 3).map((weight) => ({ ...ORDINARY, weight }))
    fc.assert(
      fc.property(list, needs, (rows, needed) => {
        const workers = rows.map(({ id, ...rest }) => aWorker(id, rest))
        const one = decide(workers, needed)
        expect(decide([...workers].reverse(), needed)).toEqual(one)
        const withRoom = workers.filter(({ load, limit }) => load + needed.weight <= limit)
        if ('nobody' in one) expect(withRoom).toEqual([])
        else expect(workers.find(({ id }) => id === one.choice.socialWorker.id)?.load).toBe(Math.min(...withRoom.map(({ load }) => load)))
      }),
    )
  })
})

describe('choosing by skills', () => {
  const needs: Needs = {
    ...ORDINARY, skills: [{ kind: 'language', language: 'welsh' }, { kind: 'nation', nation: 'Wales' }, { kind: 'exploitation', type: 'criminal' }],
  }
  const welsh = aWorker('a', { load: 8, ...skilled({ languages: ['welsh'] }) })
  const ofWales = aWorker('b', { load: 2, ...skilled({ nations: ['Wales'], exploitation: ['criminal'] }) })
  const neither = aWorker('c')

  it('puts a language before the nation, and the nation before the kind of exploitation, whatever they carry', () => {
    expect(chosen([neither, ofWales, welsh], needs)).toBe('a')
    expect(chosen([neither, ofWales], needs)).toBe('b')
    expect(chosen([neither, aWorker('d', { load: 5, ...skilled({ exploitation: ['criminal'] }) })], needs)).toBe('d')
    expect(why([neither, ofWales, welsh], needs)).toEqual({ decidedBy: 'skills', among: 3, has: [needs.skills[0]], nobodyHas: [] })
  })

  it('gives it to somebody without the language when nobody on duty has it, and notes that', () => {
    const offDuty = { ...welsh, onRota: false }
    expect(chosen([neither, offDuty], needs)).toBe('c')
    expect(why([neither, offDuty], needs)?.nobodyHas).toEqual(needs.skills)
    expect(why([neither, ofWales], needs)?.nobodyHas).toEqual([needs.skills[0]])
  })

  it('never gives somebody with the skill more than the limit', () => {
    expect(chosen([neither, { ...welsh, load: 10 }], needs)).toBe('c')
  })

  it('spreads by what they carry among those who fit as well', () => {
    expect(chosen([welsh, aWorker('d', { load: 7, ...skilled({ languages: ['welsh'] }) })], needs)).toBe('d')
  })
})

describe('supervision', () => {
  it('is by whoever covers for a manager on leave', () => {
    const managers = [aManager('m1', { leave: onLeaveToday('m2') }), aManager('m2')]
    expect(decide([aWorker('a')], ORDINARY, DURING, managers)).toMatchObject({
      choice: { manager: { id: 'm2' }, why: { managerStandsInFor: 'Invented Manager m1' } },
    })
  })

  it.each<[string, readonly Supervisor[]]>([
    ['is on leave and nobody covers', [aManager('m1', { leave: onLeaveToday() })]],
    ['is on leave and the cover’s account is closed', [aManager('m1', { leave: onLeaveToday('m2') }), aManager('m2', { active: false })]],
    ['and the cover are on leave and cover for each other', [aManager('m1', { leave: onLeaveToday('m2') }), aManager('m2', { leave: onLeaveToday('m1') })]],
    ['has a conflict of interest', [aManager('m1', { barred: true })]],
    ['is on leave and the cover has a conflict of interest', [aManager('m1', { leave: onLeaveToday('m2') }), aManager('m2', { barred: true })]],
    ['has a closed account', [aManager('m1', { active: false })]],
  ])('is lacking when the manager %s', (_why, managers) => {
    expect(chosen([aWorker('a')], ORDINARY, DURING, managers)).toBe('no_manager')
  })

  it('is by the cover’s own cover when both are on leave', () => {
    const managers = [aManager('m1', { leave: onLeaveToday('m2') }), aManager('m2', { leave: onLeaveToday('m3') }), aManager('m3')]
    expect(decide([aWorker('a')], ORDINARY, DURING, managers)).toMatchObject({ choice: { manager: { id: 'm3' } } })
  })
})

describe('choosing who has the earlier enquiry', () => {
  const choose = (workers: readonly Candidate[]) => chooseHolder({ workers, managers: MANAGERS }, 'a', ORDINARY, DURING)

  it('gives it to them whatever they carry', () => {
    expect(choose([aWorker('a', { load: 99 }), aWorker('b')])).toMatchObject({ socialWorker: { id: 'a' }, why: { decidedBy: 'holder' } })
  })

  it('gives it to whoever covers their leave', () => {
    expect(choose([aWorker('a', { leave: onLeaveToday('b') }), aWorker('b')])).toMatchObject({
      socialWorker: { id: 'b' }, why: { decidedBy: 'cover_of_holder' },
    })
  })

  it('gives it to whoever covers the cover, where both are on leave', () => {
    const workers = [aWorker('a', { leave: onLeaveToday('b') }), aWorker('b', { leave: onLeaveToday('c') }), aWorker('c', { load: 99 }), aWorker('d')]
    expect(choose(workers)).toMatchObject({ socialWorker: { id: 'c' }, why: { decidedBy: 'cover_of_holder' } })
    expect(choose([aWorker('a', { leave: onLeaveToday('b') }), aWorker('b', { leave: onLeaveToday('a') }), aWorker('d')])).toBeUndefined()
  })

  it.each<[string, readonly Candidate[]]>([
    ['they are not on duty', [aWorker('a', { onRota: false })]],
    ['they have a conflict of interest', [aWorker('a', { barred: true })]],
    ['they are on leave and nobody covers', [aWorker('a', { leave: onLeaveToday() }), aWorker('b')]],
    ['they are on leave and the cover is not on duty', [aWorker('a', { leave: onLeaveToday('b') }), aWorker('b', { onRota: false })]],
    ['their manager is gone', [aWorker('a', { managerId: 'gone' })]],
    ['they are gone', [aWorker('b')]],
  ])('leaves it to anybody when %s', (_why, workers) => {
    expect(choose(workers)).toBeUndefined()
  })
})

describe('choosing whoever accepted an enquiry that nobody has', () => {
  const choose = (workers: readonly Candidate[], acceptedBy: string | undefined) => chooseWhoAccepted({ workers, managers: MANAGERS }, acceptedBy, ORDINARY, DURING)

  it('gives it to them whatever they carry', () => {
    expect(choose([aWorker('a', { load: 99 }), aWorker('b')], 'a')).toMatchObject({ socialWorker: { id: 'a' }, manager: { id: 'm1' }, why: { decidedBy: 'accepted_it', among: 1 } })
  })

  it.each<[string, readonly Candidate[], string | undefined]>([
    ['they are not on duty', [aWorker('a', { onRota: false })], 'a'],
    ['they are on leave', [aWorker('a', { leave: onLeaveToday('b') }), aWorker('b')], 'a'],
    ['they have a conflict of interest', [aWorker('a', { barred: true })], 'a'],
    ['their manager is gone', [aWorker('a', { managerId: 'gone' })], 'a'],
    ['they are no social worker', [aWorker('b')], 'm1'],
    ['nobody accepted it', [aWorker('a')], undefined],
  ])('leaves it to anybody when %s', (_why, workers, acceptedBy) => {
    expect(choose(workers, acceptedBy)).toBeUndefined()
  })
})
