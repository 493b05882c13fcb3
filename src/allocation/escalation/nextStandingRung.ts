import type { Rung } from '../../domain/escalation'
import type { Tellable } from './ports'
import { type LadderMoment, onCallStillToTell, onCallToTell, whoStandsOn } from './whoStandsOn'

export interface StandingRung {
  readonly rung: Rung
  readonly who: readonly Tellable[]
  /** Nobody stands on those that follow: the next one begins another round. */
  readonly isLast: boolean
}

/** The next of these rungs on which anybody stands, round after round; undefined while all are empty. Those on call are told turn after turn. */
export function nextStandingRung(rungs: readonly Rung[], moment: LadderMoment): StandingRung | undefined {
  const { rung: before } = moment.ladder
  const last = before === undefined ? -1 : rungs.indexOf(before)
  const begin = before === 'on_call' && last >= 0 && onCallStillToTell(moment).length > 0 ? last : last + 1
  const isEmpty = (rung: Rung): boolean => whoStandsOn(rung, moment).length === 0
  const rung = [...rungs.slice(begin), ...rungs.slice(0, begin)].find((one) => !isEmpty(one))
  if (rung === undefined) return undefined
  const who = whoStandsOn(rung, moment)
  const laterTurns = rung === 'on_call' && onCallToTell(moment).length > who.length
  return { rung, who, isLast: !laterTurns && rungs.slice(rungs.indexOf(rung) + 1).every(isEmpty) }
}
