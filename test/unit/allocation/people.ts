import type { Candidate, Supervisor } from '../../../src/allocation/candidate'
import { NO_SKILLS } from '../../../src/domain/skills'

/** A Monday in winter, in the service's hours. */
export const NOW = new Date('2026-03-02T10:00:00Z')
export const DURING = { at: NOW, withinServiceHours: true }

export const aManager = (id = 'm1', change: Partial<Supervisor> = {}): Supervisor => ({
  id, name: `Invented Manager ${id}`, active: true, onRota: false, leave: [], availability: { kind: 'by_rota' }, barred: false, ...change,
})

export const aWorker = (id: string, change: Partial<Candidate> = {}): Candidate => ({
  id, name: `Invented Worker ${id}`, active: true, onRota: true, leave: [], availability: { kind: 'by_rota' }, barred: false,
  managerId: 'm1', skills: NO_SKILLS, load: 0, limit: 10, version: 1, ...change,
})

export const onLeaveToday = (coverId?: string) => [{ id: 'l1', from: '2026-03-01', to: '2026-03-02', ...(coverId && { coverId }) }]
