import type { RingingDeps } from './legDeps'
import { takeLegEvent } from './takeLegEvent'

/**
 * Stops a worker's telephone that still rings for a caller who has gone, when nobody else waits: whoever picks up now
 * would run for nobody. Once they have picked up they are told so instead. A network that cannot be asked rings on, and
 * the leg comes to its end as any does.
 */
export async function stopRinging(deps: RingingDeps, intakeId: string): Promise<void> {
  const leg = await deps.legs.latestOf(intakeId, 'queue')
  if (leg?.state !== 'ringing' || leg.callSid === undefined) return
  if ((await deps.waiting.count()) > 0) return
  try {
    await deps.provider.hangUp(leg.callSid)
  } catch (error) {
    deps.log.warn({ legId: leg.id, intakeId, err: error }, 'a telephone that rings for nobody could not be stopped')
    return
  }
  await takeLegEvent(deps, { legId: leg.id, event: { kind: 'dropped', why: 'not_wanted' } })
}
