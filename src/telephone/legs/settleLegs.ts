import type { Leg } from '../../domain/leg'
import type { ListedCall } from '../provider'
import { carryOut } from './carryOut'
import type { SettlingDeps } from './legDeps'
import type { LegStatus } from './legEvent'
import { takeLegEvent } from './takeLegEvent'

/** Legs looked after in one round. */
const BATCH = 50
/** How far the network's clock and ours may be apart, in milliseconds. */
const CLOCKS_APART_MS = 5_000
/** When the network does not answer, it is asked again after so long, in milliseconds. */
const ASK_AGAIN_MS = 10_000

/**
 * Finds out what became of legs of which nothing was heard for too long, and of lines that are taken though their leg is
 * over or was never begun: what a crash, a lost webhook or an unclear answer of the network left behind.
 */
export async function settleLegs(deps: SettlingDeps): Promise<void> {
  for (const leg of await deps.legs.overdue(deps.now(), BATCH)) {
    await settleLeg(deps, leg).catch(async (error: unknown) => {
      deps.log.warn({ legId: leg.id, intakeId: leg.intakeId, err: error }, 'what became of a leg could not be found out; it is asked after again')
      await deps.legs.lookAgain(leg.id, new Date(deps.now().getTime() + ASK_AGAIN_MS))
    })
  }
  await freeOverdueLines(deps)
}

/** Asks the network what became of one leg. @throws when it does not answer */
export async function settleLeg(deps: SettlingDeps, leg: Leg): Promise<void> {
  const at = deps.now()
  const call = leg.callSid === undefined ? await findUnclear(deps, leg) : await deps.provider.findCall(leg.callSid)
  if (!call) {
    // One that was submitted a moment ago may still show up in the network's list.
    const tooSoon = leg.callSid === undefined && at.getTime() < leg.startedAt.getTime() + deps.legTargets.settleAfterMs
    if (!tooSoon) await takeLegEvent(deps, { legId: leg.id, event: { kind: 'dropped', why: 'not_found' } })
    return
  }
  if (leg.callSid === undefined) await takeLegEvent(deps, { legId: leg.id, event: { kind: 'placed', callSid: call.sid } })
  const status = LEG_STATUSES.get(call.status) ?? 'under_way'
  if (status !== 'under_way' && status !== 'answered') {
    await takeLegEvent(deps, { legId: leg.id, event: { kind: 'status', callSid: call.sid, status } })
  } else if (leg.callSid !== undefined) {
    await goesOn(deps, leg, at)
  }
}

/** How the network spells the state of a call, in its lists and in its callbacks. */
export const LEG_STATUSES: ReadonlyMap<string, LegStatus> = new Map([
  ['queued', 'under_way'], ['initiated', 'under_way'], ['ringing', 'under_way'],
  ['in-progress', 'answered'], ['answered', 'answered'],
  ['completed', 'completed'], ['busy', 'busy'], ['no-answer', 'no-answer'], ['failed', 'failed'], ['canceled', 'canceled'],
])

/** A call to that number since the leg was begun that belongs to no leg yet. */
async function findUnclear({ lines, provider, legs }: SettlingDeps, { adviser, startedAt }: Leg): Promise<ListedCall | undefined> {
  const phone = await lines.phoneOf(adviser.staffId)
  if (phone === undefined) return undefined
  const listed = await provider.callsTo(phone, new Date(startedAt.getTime() - CLOCKS_APART_MS))
  const outbound = listed.filter(({ direction, parentSid }) => direction === 'outbound' && parentSid === undefined)
  const known = await legs.known(outbound.map(({ sid }) => sid))
  return outbound.find(({ sid }) => !known.has(sid))
}

async function goesOn(deps: SettlingDeps, leg: Leg, at: Date): Promise<void> {
  const { lines, legs, legTargets, waiting } = deps
  const { id, adviser, state } = leg
  // That the two were put through may have been written in the caller's record alone.
  const callerSid = state === 'accepted' ? await waiting.talkingOn(leg.id, leg.startedAt) : undefined
  if (callerSid !== undefined) {
    await takeLegEvent(deps, { legId: id, event: { kind: 'connected', callerSid } })
    return
  }
  await carryOut(deps, leg)
  const talking = state === 'talking'
  const until = new Date(at.getTime() + (talking ? legTargets.talkLeaseMs : legTargets.leaseMs))
  await lines.extend(adviser.staffId, id, until, talking ? 'talking' : 'ringing')
  await legs.lookAgain(id, until)
}

async function freeOverdueLines(deps: SettlingDeps): Promise<void> {
  const at = deps.now()
  for (const { staffId, legId } of await deps.lines.overdue(at)) {
    const stored = await deps.legs.find(legId)
    if (stored) await carryOut(deps, stored.leg)
    // The process died between taking the line and writing the leg: nobody was rung.
    else if (await deps.lines.release(staffId, legId, {})) await deps.waiting.ringForNext(at)
  }
}
