import * as fc from 'fast-check'
import { chooseSocialWorker } from '../../../src/allocation/chooseSocialWorker'
import type { WorkerLoad } from '../../../src/allocation/workerLoad'

const MANAGER = { id: 'm1', name: 'Invented Manager', active: true }
const open = { withinServiceHours: true }

const aWorker = (id: string, change: Partial<WorkerLoad> = {}): WorkerLoad => ({
  id,
  name: `Invented Worker ${id}`,
  active: true,
  onRota: true,
  manager: MANAGER,
  openCases: 0,
  caseloadLimit: 10,
  ...change,
})
const { manager: _none, ...unsupervised } = aWorker('a')

describe('choosing a social worker', () => {
  it('names the worker and that worker’s manager', () => {
    expect(chooseSocialWorker([aWorker('a', { openCases: 2 })], open)).toEqual({
      socialWorker: { id: 'a', name: 'Invented Worker a' },
      manager: { id: 'm1', name: 'Invented Manager' },
      openCases: 2,
    })
  })

  it.each<[string, WorkerLoad]>([
    ['whose account is closed', aWorker('a', { active: false })],
    ['who is not on the rota', aWorker('a', { onRota: false })],
    ['who has no manager', unsupervised],
    ['whose manager’s account is closed', aWorker('a', { manager: { ...MANAGER, active: false } })],
    ['who is at the limit', aWorker('a', { openCases: 10 })],
    ['who is over the limit because it was lowered', aWorker('a', { openCases: 10, caseloadLimit: 4 })],
    ['who may carry nothing', aWorker('a', { caseloadLimit: 0 })],
  ])('passes over somebody %s', (_why, worker) => {
    expect(chooseSocialWorker([worker], open)).toBeUndefined()
    const other = aWorker('z', { openCases: 9 })
    expect(chooseSocialWorker([worker, other], open)?.socialWorker.id).toBe('z')
  })

  it('finds nobody on duty outside the service hours', () => {
    expect(chooseSocialWorker([aWorker('a')], { withinServiceHours: false })).toBeUndefined()
  })

  it('finds nobody where there is nobody', () => {
    expect(chooseSocialWorker([], open)).toBeUndefined()
  })

  it('prefers the least loaded, however long the others have waited', () => {
    const busy = aWorker('a', { openCases: 3 })
    const free = aWorker('b', { openCases: 2, lastAllocatedAt: new Date('2026-03-02T10:00:00Z') })
    expect(chooseSocialWorker([busy, free], open)?.socialWorker.id).toBe('b')
  })

  it('prefers, among equals, whoever has waited longest, and first of all whoever never had one', () => {
    const lately = aWorker('a', { lastAllocatedAt: new Date('2026-03-02T10:00:00Z') })
    const before = aWorker('b', { lastAllocatedAt: new Date('2026-03-02T09:00:00Z') })
    expect(chooseSocialWorker([lately, before], open)?.socialWorker.id).toBe('b')
    expect(chooseSocialWorker([lately, before, aWorker('c')], open)?.socialWorker.id).toBe('c')
  })

  it('gives the same answer whatever the order of the list, and never somebody who is full', () => {
    const loads = fc.uniqueArray(
      fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), openCases: fc.nat(5), caseloadLimit: fc.nat(5) }),
      { selector: ({ id }) => id, maxLength: 8 },
    )
    fc.assert(
      fc.property(loads, (list) => {
        const workers = list.map(({ id, ...rest }) => aWorker(id, rest))
        const chosen = chooseSocialWorker(workers, open)
        expect(chooseSocialWorker([...workers].reverse(), open)).toEqual(chosen)
        const withRoom = workers.filter(({ openCases, caseloadLimit }) => openCases < caseloadLimit)
        if (chosen === undefined) expect(withRoom).toEqual([])
        else expect(chosen.openCases).toBe(Math.min(...withRoom.map(({ openCases }) => openCases)))
      }),
    )
  })
})
