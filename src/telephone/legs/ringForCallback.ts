import { beginLeg, newLegId } from './beginLeg'
import type { RingingDeps } from './legDeps'

/** A worker whose line comes free later than this has other things on their mind by then, in milliseconds. */
const WISH_LASTS_MS = 15 * 60_000

/**
 * Rings the worker who wants to ring this caller back. The caller is rung only by the worker's own key, and never again
 * by us. @returns whether it still waits for the worker's line
 */
export async function ringForCallback(deps: RingingDeps, intakeId: string): Promise<boolean> {
  const wanted = await deps.callbacks.wanted(intakeId)
  if (!wanted || wanted.legId !== undefined) return false
  const { by: { staffId }, since, reference, language, mayNameUs } = wanted
  if (deps.now().getTime() - since.getTime() > WISH_LASTS_MS) {
    await deps.callbacks.giveUp(intakeId, staffId)
    return false
  }
  const legId = newLegId()
  const staff = await deps.lines.take(staffId, { legId, at: deps.now(), leaseMs: deps.legTargets.leaseMs })
  if (!staff) return true
  await beginLeg(deps, {
    id: legId, intakeId, staff, screening: { kind: 'callback', reference, language, mayNameUs },
    claim: async () => deps.callbacks.begin(intakeId, staffId, legId),
  })
  return false
}
