import { beginLeg, newLegId } from './beginLeg'
import type { RingingDeps } from './legDeps'

/**
 * Rings the worker who wants to ring this caller back. The caller is rung only by the worker's own key, and never again
 * by us. @returns whether it still waits for the worker's line
 */
export async function ringForCallback(deps: RingingDeps, intakeId: string): Promise<boolean> {
  const wanted = await deps.callbacks.wanted(intakeId)
  if (!wanted || wanted.legId !== undefined) return false
  const { by: { staffId }, reference, language, mayNameUs } = wanted
  const legId = newLegId()
  const staff = await deps.lines.take(staffId, { legId, at: deps.now(), leaseMs: deps.legTargets.leaseMs })
  if (!staff) return true
  await beginLeg(deps, {
    id: legId, intakeId, staff, screening: { kind: 'callback', reference, language, mayNameUs },
    claim: async () => deps.callbacks.begin(intakeId, staffId, legId),
  })
  return false
}
