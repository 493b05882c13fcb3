import { SECOND_RUNGS } from '../../domain/escalation'
import type { WorkingSpan } from '../../domain/workingTime'
import type { NextRung } from '../escalation/nextRung'
import { nextStandingRung } from '../escalation/nextStandingRung'
import { byEveryWay, byWhatReaches } from '../escalation/waysToTell'
import type { LadderMoment } from '../escalation/whoStandsOn'
import type { SecondPauses } from './ports'

export interface SecondMoment extends LadderMoment {
  readonly pauses: SecondPauses
  readonly after: (from: Date, span: WorkingSpan) => Date
  readonly opensNext: (at: Date) => Date | undefined
}

/**
 * Who is told next that no officer is on an enquiry. Officers work while the service is open: out of hours one finds a mail of
 * what is urgent, which goes up to whoever is on call anyway, and is rung when the service opens.
 */
export const nextSecondRung = (moment: SecondMoment): NextRung => nextOf(moment, SECOND_RUNGS.length)

/** @param left rungs that are still to be tried: where nobody on any can be told, it is looked at again later, not round and round now */
function nextOf(moment: SecondMoment, left: number): NextRung {
  const { ladder, at, isOpen, manner, pauses, after, opensNext } = moment
  if (ladder.nextAt && at < ladder.nextAt) return { kind: 'wait', until: ladder.nextAt }
  const opening = isOpen ? undefined : opensNext(at)
  if (opening && (manner === 'ordinary' || ladder.rung !== undefined)) return { kind: 'wait', until: opening }
  const next = nextStandingRung(SECOND_RUNGS, moment)
  if (!next) return { kind: 'nobody', nextAt: opening ?? after(at, pauses.manager) }
  const { rung, who } = next
  const rings = manner === 'pressing' && !opening && rung !== 'manager'
  const told = rings ? byEveryWay(rung, who) : byWhatReaches(rung, who, moment)
  if (told.length === 0 && left > 1) return nextOf({ ...moment, ladder: { ...ladder, rung } }, left - 1)
  if (told.length === 0) return { kind: 'nobody', nextAt: opening ?? after(at, pauses.manager) }
  return {
    kind: 'tell', rung, who: told,
    nextAt: opening ?? after(at, pauses[rung === 'officer' || rung === 'officer_again' ? rung : 'manager']),
  }
}
