import type { Choice, WorkerLoad } from './workerLoad'

export interface DutyFacts {
  /** Outside the service hours nobody is on duty, whatever the rota says. */
  readonly withinServiceHours: boolean
}

/**
 * Picks who gets the next enquiry: of those on duty and under their caseload limit, the one with the least to carry;
 * among equals, whoever has waited longest since the last one, then the lower id, so that the answer never depends on
 * the order of the list.
 * @returns undefined when nobody can take it: a person has to look
 */
export function chooseSocialWorker(candidates: readonly WorkerLoad[], facts: DutyFacts): Choice | undefined {
  if (!facts.withinServiceHours) return undefined
  const [best] = candidates.filter(canTakeOne).sort(byTurn)
  if (best?.manager === undefined) return undefined
  const { id, name } = best.manager
  return { socialWorker: { id: best.id, name: best.name }, manager: { id, name }, openCases: best.openCases }
}

/**
 * Whoever has the first enquiry of a thread, when they are on duty: what comes later belongs to the same work, so that no
 * limit counts. @returns undefined when they are not, and it is anybody's
 */
export function chooseHolder(candidates: readonly WorkerLoad[], holderId: string, facts: DutyFacts): Choice | undefined {
  const holder = candidates.filter(({ id }) => id === holderId).map((worker) => ({ ...worker, caseloadLimit: Infinity }))
  return chooseSocialWorker(holder, facts)
}

/** An enquiry needs a worker and somebody who supervises them: without an active manager there is no pair. */
const canTakeOne = (worker: WorkerLoad): boolean =>
  worker.active && worker.onRota && worker.manager?.active === true && worker.openCases < worker.caseloadLimit

const NEVER = -Infinity

function byTurn(a: WorkerLoad, b: WorkerLoad): number {
  if (a.openCases !== b.openCases) return a.openCases - b.openCases
  const lastA = a.lastAllocatedAt?.getTime() ?? NEVER
  const lastB = b.lastAllocatedAt?.getTime() ?? NEVER
  if (lastA !== lastB) return lastA < lastB ? -1 : 1
  return a.id < b.id ? -1 : 1
}
