import type { Claim } from '../../domain/step'
import { beginLeg, newLegId } from './beginLeg'
import type { RingingDeps } from './legDeps'
import { ringForCallback } from './ringForCallback'
import type { RingableStaff, WaitingCaller } from './ports'
import { stopRinging } from './stopRinging'

export interface RingStaffDeps extends RingingDeps {
  readonly steps: {
    postpone(step: 'ringStaff', claim: Claim, dueAt: Date): Promise<boolean>
    finish(step: 'ringStaff', claim: Claim): Promise<boolean>
  }
  readonly lookAgainMs: number
}

/** Callers looked at in one round: more than there are members of staff to be rung at once. */
const IN_VIEW = 200
/**
 * Each look is for all callers, so only the steps of so many come back quickly: if every caller's did, hundreds would
 * each look at hundreds. A line that comes free, and a caller who leaves, wake the first of them.
 */
const LOOKING = 10
/** Workers rung in one run; the next run comes in a moment. */
const ROUNDS = 20

/**
 * Rings members of staff for the callers who wait, the most pressing first, whichever caller's step woke this: the
 * network serves its queues in order, so that is whom a worker will hear. The step then waits as long as its own caller
 * does, and is done with them.
 */
export async function ringStaff(deps: RingStaffDeps, { claim }: { readonly claim: Claim }): Promise<'waiting' | 'done'> {
  const { intakeId } = claim
  const wanted = await ringForCallback(deps, intakeId)
  let look = await ringForFirst(deps)
  // Until nobody is free, or nobody waits.
  for (let round = 1; round < ROUNDS && look.goOn; round += 1) look = await ringForFirst(deps)

  const caller = await deps.waiting.find(intakeId)
  if (!caller && !wanted) {
    await stopRinging(deps, intakeId)
    await deps.steps.finish('ringStaff', claim)
    // They may have been one of those who look for everybody.
    await deps.waiting.ringForNext(deps.now())
    return 'done'
  }
  // An offer that comes to nothing makes the step due by itself; this is for when nothing is heard of it.
  const others = look.passedOver.slice(0, LOOKING)
  const othersLook = caller?.offer !== undefined || (others.length === LOOKING && !others.includes(intakeId))
  const pause = othersLook && !wanted ? deps.legTargets.leaseMs : deps.lookAgainMs
  await deps.steps.postpone('ringStaff', claim, new Date(deps.now().getTime() + pause))
  return 'waiting'
}

interface Look {
  /** False when there is no pair of a caller and somebody free who was not rung for them yet. */
  readonly goOn: boolean
  /** Intake ids of those who are offered to nobody, in their order; empty when they were not all looked at. */
  readonly passedOver: readonly string[]
}

/** Rings one worker for the first caller whom somebody free was not rung for yet. */
async function ringForFirst(deps: RingStaffDeps): Promise<Look> {
  const at = deps.now()
  const callers = (await deps.waiting.list(IN_VIEW)).filter(({ offer }) => offer === undefined)
  if (callers.length === 0) return { goOn: false, passedOver: [] }
  const onDuty = await deps.lines.onDuty(at)
  for (const caller of callers) {
    const notRung = onDuty.filter(({ staffId }) => !caller.rung.includes(staffId))
    if (notRung.length === 0 && !caller.nobodyTookIt) {
      await deps.waiting.nobodyTookIt(caller.intakeId, at)
      deps.log.info({ intakeId: caller.intakeId, rung: caller.rung.length }, 'nobody on duty took a caller')
    }
    const free = notRung.filter((staff) => staff.free)
    if (free.length > 0) return { goOn: await ringFor(deps, caller, free, at), passedOver: [] }
  }
  return { goOn: false, passedOver: callers.map(({ intakeId }) => intakeId) }
}

/** Losing the line or the caller to another run is no reason to stop: the next round looks afresh. A network that is away is. */
async function ringFor(deps: RingStaffDeps, { intakeId }: WaitingCaller, among: readonly RingableStaff[], at: Date): Promise<boolean> {
  const legId = newLegId()
  const staff = await deps.lines.takeNextFree({ legId, at, leaseMs: deps.legTargets.leaseMs, among })
  if (!staff) return true
  const { staffId, name } = staff
  const begun = await beginLeg(deps, {
    id: legId, intakeId, staff, screening: { kind: 'queue' },
    claim: async () => deps.waiting.offer(intakeId, { staffId, name, legId, at }),
  })
  return begun !== 'network_away'
}
