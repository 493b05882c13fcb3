import { CLIMBING_RUNGS, isReached, OFFICER_RUNGS, type Rung, RUNGS, type Telling } from '../../domain/escalation'
import type { LadderState, Tellable } from './ports'
import { allWhoMayStandOn, type LadderMoment } from './whoStandsOn'

/** Somebody whose telephone may be rung in place of one that was engaged, as whom. */
export interface MayBeRung {
  readonly rung: Rung
  readonly person: Tellable
}

type Told = Pick<LadderMoment, 'ladder' | 'tellings' | 'at' | 'woken' | 'manner' | 'isOpen'>

/**
 * Whether a call of the rung that was told last is still to be made: a telephone was engaged, and none was rung in its place. To find it
 * engaged is no telling. Once the next rung is due, that is told as ever; while others ring for it, nobody is rung beside them; nor at
 * night for what waits until the service opens.
 */
export function owesACall({ ladder, tellings, at, woken, manner, isOpen }: Told): boolean {
  if (!isOpen && (manner !== 'pressing' || isOfficers(ladder.rung))) return false
  if (woken || ladder.rung === undefined || ladder.nextAt === undefined || at >= ladder.nextAt) return false
  const calls = callsOfRung(ladder, tellings)
  const engaged = calls.filter(({ outcome, instead }) => (outcome === 'line_busy' || outcome === 'engaged') && !instead)
  return engaged.length > calls.filter(({ outcome, instead }) => instead && isReached(outcome)).length
}

/**
 * Who may be rung for it, first those whose telephone was engaged: then whoever stands on the rungs that follow, and round. Nobody who is
 * neither at work nor on call is rung before it is their turn: a telephone that is engaged is free again soon. Nor is anybody rung
 * twice for one rung, nor whoever the network found engaged, who may have turned the call away.
 */
export function whoMayBeRung(moment: LadderMoment): readonly MayBeRung[] {
  const { ladder, tellings } = moment
  const calls = callsOfRung(ladder, tellings)
  const engaged = calls.filter(({ outcome }) => outcome === 'line_busy').map(({ staffId }) => staffId)
  const rung = new Set(calls.filter(({ outcome }) => outcome !== 'line_busy').map(({ staffId }) => staffId))
  const rungs = inTurn(ladder)
  const all = rungs.flatMap((one) => allWhoMayStandOn(one, moment).map((person): MayBeRung => ({ rung: one, person })))
  const once = all.filter(({ person }, place) => all.findIndex((other) => other.person.id === person.id) === place)
  return once.filter(({ person: { id, phone } }) => phone !== undefined && !rung.has(id))
    .toSorted((a, b) => Number(engaged.includes(b.person.id)) - Number(engaged.includes(a.person.id)))
}

/** The rungs whose people may be rung, from the one that was told last. */
function inTurn({ rung, manner }: LadderState): readonly Rung[] {
  const rungs: readonly Rung[] = isOfficers(rung) ? ['officer'] : manner === 'ordinary' ? CLIMBING_RUNGS : RUNGS.filter((one) => one !== 'anybody' || rung === 'anybody')
  const begin = rungs.findIndex((one) => one === rung)
  return begin < 0 ? rungs : [...rungs.slice(begin), ...rungs.slice(0, begin)]
}

const isOfficers = (rung: Rung | undefined): boolean => OFFICER_RUNGS.some((one) => one === rung)

/** Its own calls, and those that were made in their place. */
function callsOfRung({ rung, since }: LadderState, tellings: readonly Telling[]): readonly Telling[] {
  const last = tellings.findLast((one) => one.rung === rung && !one.instead && one.at >= since)
  return last ? tellings.filter(({ way, at }) => way === 'call' && at >= last.at) : []
}
