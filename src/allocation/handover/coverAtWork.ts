import { leaveOn } from '../../domain/leave'
import { londonDay } from '../../domain/workingDays'
import type { People } from '../candidate'

/** The cover or, while that one is on leave too, the cover's cover. */
export function coverAtWork({ workers }: People, coverId: string | undefined, at: Date): string | undefined {
  const asked = new Set<string>()
  for (let id = coverId; id !== undefined && !asked.has(id);) {
    asked.add(id)
    const away = leaveOn(workers.find((worker) => worker.id === id)?.leave ?? [], londonDay(at))
    if (!away) return id
    id = away.coverId
  }
  return undefined
}
