import type { Logger } from 'pino'
import type { Leg } from '../../domain/leg'
import { carryOut } from './carryOut'
import type { LegDeps, LegTargets } from './legDeps'
import { decideLeg, type LegAnswer, type LegSurroundings } from './legFlow'
import { type LegEvent, legEventKey } from './legEvent'
import type { LegEventEntry, StoredLeg } from './ports'

export type LegReply =
  | { readonly kind: 'taken'; readonly leg: Leg; readonly answer: LegAnswer }
  /** No leg of ours has that name. */
  | { readonly kind: 'unknown' }

/** Two webhooks of one leg are seldom under way together; more than this means that something else is wrong. */
const TRIES = 8

/** Webhooks of one leg kept overtaking this one; the network is told to try again. */
export class LegContention extends Error {}

/**
 * Takes what is told of a leg, once, and does what follows from how the leg then stands. A repeat changes nothing, hears
 * what was said before, and mends what a crash may have left undone.
 */
export async function takeLegEvent(deps: LegDeps, { legId, event }: { readonly legId: string; readonly event: LegEvent }): Promise<LegReply> {
  const key = legEventKey(event)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stored = await deps.legs.find(legId)
    if (!stored) return { kind: 'unknown' }
    const seen = stored.events.find((one) => one.key === key)
    if (seen) {
      await carryOut(deps, stored.leg)
      return { kind: 'taken', leg: stored.leg, answer: seen.answer }
    }
    const now = await surroundings(deps, stored, event)
    const { after, answer } = decideLeg(stored.leg, event, now)
    const lookAt = lookAtOf(after, now.at, deps.legTargets)
    const change = { event: { key, at: now.at, answer }, after, ...(lookAt && { lookAt }) }
    if (await deps.legs.applyEvent(legId, stored.version, change)) {
      if (after.state === 'over' && stored.leg.outcome !== after.outcome) report(deps.log, after)
      await carryOut(deps, after)
      return { kind: 'taken', leg: after, answer }
    }
  }
  throw new LegContention('The webhooks of one leg overtook each other too often.')
}

/** The callers, and who has an urgent call, are looked at only where the answer rests on them. */
async function surroundings({ now, waiting, alarms }: LegDeps, { leg, events }: StoredLeg, { kind }: LegEvent): Promise<LegSurroundings> {
  const at = now()
  if (kind === 'key' && isOfUrgentCall(leg)) return { at, isSeenTo: await alarms.isSeenTo(leg.intakeId, leg.adviser.staffId) }
  if (leg.screening.kind !== 'queue' || (kind !== 'answered' && kind !== 'key' && kind !== 'parted')) return { at }
  const [own, [first]] = await Promise.all([waiting.find(leg.intakeId), waiting.list(1)])
  const announced = own ?? first
  const lookedIn = kind === 'parted' ? lastJoined(events) : undefined
  return {
    at,
    ...(announced && { announced: { urgent: announced.urgent, language: announced.language } }),
    ...(first && { firstIsUrgent: first.urgent }),
    ...(lookedIn && { lookedIn }),
  }
}

const isOfUrgentCall = ({ screening }: Leg): boolean =>
  screening.kind === 'alert' && (screening.about === 'call' || screening.about === 'call_with_message')

const lastJoined = (events: readonly LegEventEntry[]): 'urgent' | 'ordinary' | undefined =>
  events.map(({ answer }) => (answer.kind === 'join_queue' ? answer.queue : undefined)).findLast((queue) => queue !== undefined)

/** When the network is asked, unless something is heard before. */
export function lookAtOf({ state, startedAt }: Leg, at: Date, targets: LegTargets): Date | undefined {
  switch (state) {
    case 'submitting':
    case 'unknown':
      return new Date(startedAt.getTime() + targets.settleAfterMs)
    case 'ringing':
    case 'answered':
    case 'accepted':
      return new Date(at.getTime() + targets.leaseMs)
    case 'talking':
      return new Date(at.getTime() + targets.talkLeaseMs)
    case 'over':
      return undefined
    default:
      return state satisfies never
  }
}

function report(log: Logger, { id, intakeId, adviser, screening, outcome, startedAt, overAt }: Leg): void {
  const ms = overAt ? overAt.getTime() - startedAt.getTime() : undefined
  log.info({ legId: id, intakeId, staffId: adviser.staffId, purpose: screening.kind, outcome, ms }, 'leg over')
}
