import { randomBytes } from 'node:crypto'
import type { Screening } from '../../domain/leg'
import type { RingingDeps } from './legDeps'
import type { RingableStaff } from './ports'
import { settleLeg } from './settleLegs'
import { takeLegEvent } from './takeLegEvent'

export interface LegToBegin {
  readonly id: string
  readonly intakeId: string
  readonly staff: RingableStaff
  readonly screening: Screening
  /** Makes the matter this leg's own; false when it is another's by now, or over: then nobody is rung. */
  readonly claim: () => Promise<boolean>
}

/**
 * `under_way`: it rings, or may ring for all we know. `refused`: the network will not ring that number.
 * `network_away`: it can ring nobody for the moment. `not_wanted`: the matter was settled meanwhile. After all but the
 * first the line is free again.
 */
export type LegBegun = 'under_way' | 'refused' | 'network_away' | 'not_wanted'

/** Not to be guessed: it stands in addresses. */
export const newLegId = (): string => randomBytes(12).toString('hex')

/**
 * Rings a member of staff whose line was taken for this leg. The leg is written before the network is asked, so that
 * whatever happens in between is found and settled.
 */
export async function beginLeg(deps: RingingDeps, { id: legId, intakeId, staff, screening, claim }: LegToBegin): Promise<LegBegun> {
  const { staffId, name, phone } = staff
  const startedAt = deps.now()
  const adviser = { staffId, name }
  const lookAt = new Date(startedAt.getTime() + deps.legTargets.settleAfterMs)
  await deps.legs.create({ id: legId, intakeId, adviser, screening, startedAt, state: 'submitting' }, lookAt)
  const until = new Date(startedAt.getTime() + deps.legTargets.leaseMs)
  // The line is looked at last: a process that slept may have lost it to another leg.
  if (!(await claim()) || !(await deps.lines.extend(staffId, legId, until, 'ringing'))) {
    await takeLegEvent(deps, { legId, event: { kind: 'dropped', why: 'not_wanted' } })
    return 'not_wanted'
  }
  const submission = await deps.provider.ring({ to: phone, ringSeconds: deps.ringSeconds, ...deps.legUrls(legId) })
    .catch((error: unknown) => {
      deps.log.warn({ legId, intakeId, staffId, err: error }, 'the network was asked to ring, and gave no answer')
      return { kind: 'unknown' as const }
    })
  switch (submission.kind) {
    case 'created':
      await takeLegEvent(deps, { legId, event: { kind: 'placed', callSid: submission.callSid } })
      return 'under_way'
    case 'refused': {
      const why = submission.passes ? 'network_away' : 'refused'
      deps.log.warn({ legId, intakeId, staffId, why, reason: submission.reason }, 'the network does not ring a member of staff')
      await takeLegEvent(deps, { legId, event: { kind: 'dropped', why } })
      return why
    }
    case 'unknown': {
      const reply = await takeLegEvent(deps, { legId, event: { kind: 'unclear' } })
      if (reply.kind === 'taken') await settleLeg(deps, reply.leg)
      return 'under_way'
    }
    default:
      return submission satisfies never
  }
}
