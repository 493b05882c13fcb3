import type { Leg } from '../../domain/leg'
import { callCameOut } from '../../domain/legTelling'
import { unreachable } from '../../domain/unreachable'
import type { LegDeps } from './legDeps'
import type { RingAgain } from './ports'

/** When the network could not be asked to ring somebody, it is asked again after so long, in milliseconds. */
const NETWORK_AWAY_MS = 5_000
/** A worker who took a call and found nobody is rung for the same caller again, but no more than so often. */
const CALLER_NOT_FOUND_TIMES = 3
/** Once: a number that never rings would keep a caller waiting for it. */
const NEVER_RANG_TIMES = 1

/**
 * Does what follows from how a leg stands: everything here may be done twice, or again after a crash between any two
 * lines. The line goes last, because a line that stays taken is what leads back here.
 */
export async function carryOut(deps: LegDeps, leg: Leg): Promise<void> {
  const { leaseMs, talkLeaseMs } = deps.legTargets
  switch (leg.state) {
    case 'submitting':
    case 'unknown':
      return
    case 'ringing':
    case 'answered':
      return noteRung(deps, leg)
    case 'accepted':
      await deps.lines.extend(leg.adviser.staffId, leg.id, after(deps.now(), leaseMs), 'ringing')
      return
    case 'talking':
      await withdrawOffer(deps, leg)
      await deps.lines.extend(leg.adviser.staffId, leg.id, after(deps.now(), talkLeaseMs), 'talking')
      return
    case 'over':
      await noteRung(deps, leg)
      await settleMatter(deps, leg)
      return releaseLine(deps, leg)
    default:
      return unreachable(leg.state)
  }
}

/** What the leg was for, once it is over. */
async function settleMatter(deps: LegDeps, leg: Leg): Promise<void> {
  const { screening, intakeId, id: legId, adviser, outcome } = leg
  const at = leg.overAt ?? deps.now()
  switch (screening.kind) {
    case 'queue':
      return withdrawOffer(deps, leg)
    case 'callback': {
      if (leg.key !== 'accepted' && outcome !== 'talked') return deps.callbacks.forget(intakeId, legId)
      const noteDueAt = after(at, deps.legTargets.noteWithinMs)
      return deps.callbacks.attempted(intakeId, { legId, adviser, at, answered: outcome === 'talked', noteDueAt })
    }
    case 'alert': {
      const by = { ...adviser, at }
      const call = { legId, outcome: callCameOut(leg), by }
      if (screening.about === 'enquiry') await deps.alarms.enquiryCallOver(intakeId, call)
      else if (screening.about === 'callback') await deps.alarms.callbackCallOver(intakeId, call)
      else if (screening.about === 'second') await deps.alarms.secondCallOver(intakeId, call)
      else if (outcome === 'accepted') await deps.alarms.accept(intakeId, by, screening.about)
      return
    }
    default:
      return unreachable(screening)
  }
}

/** Whoever was put through to another caller than the one they were rung for leaves that one to the next worker. */
async function withdrawOffer(deps: LegDeps, leg: Leg): Promise<void> {
  if (leg.screening.kind !== 'queue') return
  await deps.waiting.withdrawOffer(leg.intakeId, leg.id, { ringAt: ringAt(deps, leg), ringAgain: ringAgain(leg) })
}

/** Asked only of a caller who waits still: it is for no reason of the worker's that the two did not meet. */
function ringAgain({ talk, dropped, callerGone }: Leg): RingAgain {
  if (talk !== undefined || dropped === 'network_away') return 'always'
  if (callerGone) return { upTo: CALLER_NOT_FOUND_TIMES }
  return dropped === 'not_found' || dropped === 'not_wanted' ? { upTo: NEVER_RANG_TIMES } : 'never'
}

/** At once, unless the network could not be asked: it needs a moment. */
const ringAt = ({ now }: LegDeps, { dropped }: Leg): Date => after(now(), dropped === 'network_away' ? NETWORK_AWAY_MS : 0)

async function releaseLine(deps: LegDeps, leg: Leg): Promise<void> {
  const { lines, waiting, now, legTargets } = deps
  const { adviser, id, outcome, overAt } = leg
  const at = overAt ?? now()
  const end = { ...(wasTried(leg) && { idleSince: at }), ...(outcome === 'talked' && { wrapUpUntil: after(at, legTargets.wrapUpMs) }) }
  if (await lines.release(adviser.staffId, id, end)) await waiting.ringForNext(ringAt(deps, leg))
}

async function noteRung({ lines }: LegDeps, leg: Leg): Promise<void> {
  if (leg.screening.kind === 'queue' && wasTried(leg)) await lines.rang(leg.adviser.staffId, leg.startedAt)
}

/** Whether they were rung to the end, or could have been but for their own number: otherwise they keep their place. */
const wasTried = ({ callSid, dropped }: Leg): boolean =>
  dropped !== 'not_wanted' && (callSid !== undefined || dropped !== 'network_away')

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
