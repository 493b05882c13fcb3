import { CLIMBING_RUNGS, type Gap, isReached, RUNGS, type Rung, type Saying } from '../../domain/escalation'
import type { Priority } from '../../domain/priority'
import type { WorkingSpan } from '../../domain/workingTime'
import type { AcceptClock, LadderTimes, PressingTimes, Tellable } from './ports'
import { nextStandingRung } from './nextStandingRung'
import { byEveryWay, byMail, byWhatReaches, type Told } from './waysToTell'
import { type LadderMoment, managersAtWork, whoStandsOn } from './whoStandsOn'

export type NextRung =
  | { readonly kind: 'wait'; readonly until: Date }
  | { readonly kind: 'tell'; readonly rung: Rung; readonly who: readonly Told[]; readonly nextAt: Date; readonly gap?: Gap; readonly says?: Saying }
  /** There is nobody on any rung. */
  | { readonly kind: 'nobody'; readonly nextAt: Date; readonly says?: Saying }

export interface LadderInput extends LadderMoment {
  readonly clock: AcceptClock
  readonly priority: Priority
  /** Looked for, and nobody could take it. */
  readonly nobodyFits: boolean
  readonly times: LadderTimes
  readonly after: (from: Date, span: WorkingSpan) => Date
  /** The next opening, of a moment at which the service is open too. */
  readonly opensNext: (at: Date) => Date | undefined
}

/** Who is told next that an enquiry waits to be accepted, or to be taken over, and when the one after that: no clock, no store, no chance. */
export function nextRung(input: LadderInput): NextRung {
  const { ladder } = input
  const until = waitsUntil(input)
  if (until) return { kind: 'wait', until }
  if (ladder.manner === 'pressing') return nextPressingRung({ ...input, times: input.times.pressing })
  const next = ordinary(input)
  return ladder.manner === 'taking_over' && next.kind !== 'wait' ? { ...next, says: 'take_over' } : next
}

/** Until when nobody is to be told, whoever there is; undefined when it is time to look who there is. */
export function waitsUntil(input: Omit<LadderInput, 'people'>): Date | undefined {
  const { ladder, at, times } = input
  if (ladder.nextAt === undefined && managersLearnAtOnce(input)) return undefined
  const due = ladder.nextAt ?? (ladder.manner !== 'pressing' ? remindsAt(input) : ladder.rung === undefined && later(ladder.since, times.pressing.firstAfterMs))
  return due && at < due ? due : undefined
}

/** That nobody can take it is said while somebody can see to that, and once; what presses climbs by itself. */
const managersLearnAtOnce = ({ ladder, isOpen, nobodyFits }: Pick<LadderInput, 'ladder' | 'isOpen' | 'nobodyFits'>): boolean =>
  nobodyFits && isOpen && ladder.manner === 'ordinary' && ladder.rung === undefined

/** Whoever is to take it over is asked at once. */
function remindsAt({ ladder, clock, times, priority, after }: Pick<LadderInput, 'ladder' | 'clock' | 'times' | 'priority' | 'after'>): Date {
  if (ladder.manner === 'taking_over') return clock.from
  const remindAt = after(clock.from, times.ordinary.remindAfter[priority])
  return remindAt < clock.acceptBy ? remindAt : clock.acceptBy
}

/**
 * Rung after rung, those that are empty left out, and round after round; those on call turn after turn. The first time the manager
 * learns of it at once, and every manager where nobody is on call at night: a duty worker and a manager are to know at once. While others
 * ring for it one person after the other, each is told by mail and text message, and by day all who are at work the first time.
 */
export function nextPressingRung(input: LadderMoment & { readonly times: PressingTimes }): NextRung {
  const { ladder, at, times } = input
  if (ladder.nextAt && at < ladder.nextAt) return { kind: 'wait', until: ladder.nextAt }
  const begins = later(ladder.since, times.firstAfterMs)
  if (ladder.rung === undefined && at < begins) return { kind: 'wait', until: begins }
  const next = nextStandingRung(RUNGS, input)
  if (!next) return toAnyManager(input)
  const { rung, who, isLast } = next
  const beside = ladder.rung === undefined ? whoLearnsAtOnce(rung, input).filter(({ person: { id } }) => !who.some((one) => one.id === id)) : []
  return {
    kind: 'tell', rung,
    who: [...byEveryWay(rung, who, input.woken), ...beside],
    nextAt: later(at, isLast ? times.againMs : times.nextRungMs),
    ...(rung === 'anybody' && gapOnCall(input)),
  }
}

function whoLearnsAtOnce(rung: Rung, moment: LadderMoment): readonly Told[] {
  if (!moment.isOpen && whoStandsOn('on_call', moment).length === 0) return byMail('manager', managersAtWork(moment))
  if (moment.isOpen && moment.woken) {
    return AT_WORK.filter((other) => other !== rung).flatMap((other) => byEveryWay(other, whoStandsOn(other, moment), moment.woken))
  }
  return rung === 'manager' ? [] : byMail('manager', whoStandsOn('manager', moment))
}

/** That is what being on call is for; while the service is open, only where nobody is at work either. */
function gapOnCall(moment: LadderMoment): { readonly gap?: Gap } {
  if (whoStandsOn('on_call', moment).length > 0) return {}
  if (moment.isOpen && AT_WORK.some((rung) => whoStandsOn(rung, moment).length > 0)) return {}
  return { gap: moment.people.some(({ active, onCall }) => active && onCall) ? 'on_call_not_rung' : 'nobody_on_call' }
}

const AT_WORK = ['holder', 'second_worker', 'manager'] as const

/** No rung has anybody: at night every manager gets a mail all the same, though nobody is woken by one. */
function toAnyManager(input: LadderMoment & { readonly times: PressingTimes }): NextRung {
  const { at, times } = input
  const who = byMail('manager', whoStandsOn('manager', { ...input, isOpen: true }))
  if (who.length === 0) return { kind: 'nobody', nextAt: later(at, times.nextRungMs) }
  return { kind: 'tell', rung: 'manager', who, nextAt: later(at, times.againMs), gap: 'nobody_rung' }
}

/**
 * While the service is open: whoever has it is reminded by mail, or the managers learn that nobody can take it, and once the time
 * is over the manager learns of it, again and again; what is late for long climbs, where the settings say so.
 */
function ordinary(input: LadderInput): NextRung {
  const { ladder, clock, at, isOpen, priority, times: { ordinary: times }, after, opensNext } = input
  // A service that never opens is no reason to tell nobody.
  const opening = isOpen ? undefined : opensNext(at)
  if (opening) return { kind: 'wait', until: opening }
  if (at < clock.acceptBy) return inTime(input, whoStandsOn('holder', input))
  const climbs = ladder.manner === 'ordinary' ? times.climbs[priority] : undefined
  const climbsAt = climbs && after(clock.from, climbs.after)
  if (climbs && climbsAt && at >= climbsAt) return climbing(input, climbs.pause)
  const again = after(at, times.againAfter[priority])
  return telling('manager', withHolder(input, times.againAfter[priority]), climbsAt && climbsAt < again ? climbsAt : again)
}

/** Before its time is over each is told once: whoever has it when it is time for that, though the managers were told that nobody had. */
function inTime(input: LadderInput, holder: readonly Tellable[]): NextRung {
  const { ladder, clock, at } = input
  const remindAt = remindsAt(input)
  const nextAt = at < remindAt ? remindAt : clock.acceptBy
  if (holder.length === 0 && managersLearnAtOnce(input)) return learning(input, nextAt)
  if (holder.length === 0 || at < remindAt || ladder.rung === 'holder') return { kind: 'wait', until: nextAt }
  const who = byWhatReaches('holder', holder, input)
  // Of what they cannot be told the manager learns in their stead.
  return telling('holder', who.length > 0 ? who : managersTold(input), nextAt)
}

/** A manager who is not at work today may be at the next opening. */
function learning(input: LadderInput, nextAt: Date): NextRung {
  const told = telling('manager', managersTold(input).filter(({ ways }) => ways.includes('mail')), nextAt)
  const opening = told.kind === 'nobody' ? input.opensNext(input.at) : undefined
  return { ...told, ...(opening && opening < nextAt && { nextAt: opening }), says: 'nobody_fits' }
}

/** Its manager, or where they cannot be told any other who is at work. */
function managersTold(input: LadderInput): readonly Told[] {
  const own = byWhatReaches('manager', whoStandsOn('manager', input), input)
  return own.length > 0 ? own : byWhatReaches('manager', managersAtWork(input), input)
}

/** The same, and whoever has it with them. */
function withHolder(input: LadderInput, pause: WorkingSpan): readonly Told[] {
  const managers = managersTold(input)
  const holder = whoStandsOn('holder', input).filter((one) => managers.length === 0 || !knowsAlready(one, input, pause))
  return [...managers, ...byWhatReaches('holder', holder, input)]
}

/** Told beside managers of whom none could be: they are tried again minute after minute, and whoever has it is not told again with each. */
function knowsAlready({ id }: Tellable, { tellings, at, after }: LadderInput, pause: WorkingSpan): boolean {
  const last = tellings.findLast(({ staffId, rung, outcome }) => staffId === id && rung === 'holder' && isReached(outcome))
  if (!last || at >= after(last.at, pause)) return false
  const managers = tellings.filter(({ rung, at: toldAt }) => rung === 'manager' && toldAt >= last.at)
  return managers.length > 0 && !managers.some(({ outcome }) => isReached(outcome))
}

const telling = (rung: Rung, who: readonly Told[], nextAt: Date): Exclude<NextRung, { kind: 'wait' }> =>
  who.length === 0 ? { kind: 'nobody', nextAt } : { kind: 'tell', rung, who, nextAt }

/** The manager goes on being told by mail, and whoever has it with them; others are rung. */
function climbing(input: LadderInput, pause: WorkingSpan): NextRung {
  const nextAt = input.after(input.at, pause)
  const next = nextStandingRung(CLIMBING_RUNGS, input)
  if (!next) return { kind: 'nobody', nextAt }
  const { rung, who } = next
  const told = rung === 'manager' ? withHolder(input, pause) : byEveryWay(rung, who)
  const isPassedOver = told.length === 0 && rung !== input.ladder.rung
  return isPassedOver ? climbing({ ...input, ladder: { ...input.ladder, rung } }, pause) : telling(rung, told, nextAt)
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
