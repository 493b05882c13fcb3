import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock'
import { type Gap, isReached as mayHaveReached, type Telling, type TellingOutcome } from '../../domain/escalation'
import type { NextRung } from './nextRung'
import type { CameOut, LadderState, Messengers, OverdueMatter, Tellable } from './ports'
import { tellingsOf, tellStaff } from './tellStaff'

/** What every ladder needs to tell people; each keeps its own place by its own claim. */
export interface ClimbDeps {
  readonly messengers: Messengers
  /** How long whoever tells somebody has for it before another process goes on, in milliseconds. */
  readonly leaseMs: number
  /** Nobody could be reached for the moment, or every telephone was engaged: tried again after so long, in milliseconds. */
  readonly times: { readonly lookAgainMs: number; readonly engagedAgainMs: number }
  readonly now: Clock
  readonly log: Logger
}

/** One matter that people are told of, and how its ladder is kept; each answers whether the claim still stood. */
export interface Climbing {
  readonly about: OverdueMatter
  readonly intakeId: string
  readonly reference: string
  readonly people: readonly Tellable[]
  readonly ladder: LadderState
  /** Whoever was woken for its call's message has that in hand. */
  readonly isInHand?: boolean
  /** @param last how the last of those told came out, to be written with it */
  wait(ladder: LadderState, until: Date, last?: CameOut): Promise<boolean>
  /** Before anybody is told, with the tellings as begun; false as well when it is settled meanwhile. */
  begin(ladder: LadderState, tellings: readonly Telling[]): Promise<boolean>
  cameOut(told: CameOut): Promise<void>
  /** Something is lacking in who is told. */
  noteGap(at: Date, gap: Gap): Promise<void>
}

export type Climbed = 'waits' | 'told' | 'nobody_reached' | 'nobody_to_tell' | 'claim_lost'

/** How long what another process began to tell is left to it; undefined when it is nobody's any more. */
export const leftUntil = ([first]: readonly Telling[], { leaseMs, now }: Pick<ClimbDeps, 'leaseMs' | 'now'>): Date | undefined => {
  const until = first && later(first.at, leaseMs)
  return until && now() < until ? until : undefined
}

/**
 * Does what the ladder says is next. Whom is written down before they are told, so that of many processes one tells them;
 * one that ends before it has, leaves them to the next.
 */
export async function climb(deps: ClimbDeps, climbing: Climbing, next: NextRung): Promise<Climbed> {
  const { ladder, intakeId, people, about } = climbing
  switch (next.kind) {
    case 'wait':
      return (await climbing.wait(ladder, next.until)) ? 'waits' : 'claim_lost'
    case 'nobody':
      deps.log.error({ intakeId, kind: about, people: people.length }, 'somebody is to be told of an enquiry, and there is nobody to tell')
      // Of what nobody can be given a card is up already.
      if (next.says !== 'nobody_fits') await climbing.noteGap(deps.now(), 'nobody_to_tell')
      return (await climbing.wait({ ...ladder, nextAt: next.nextAt }, next.nextAt)) ? 'nobody_to_tell' : 'claim_lost'
    case 'tell': {
      const tellings = tellingsOf(next.who, deps.messengers, deps.now(), next.says)
      const told: LadderState = { ...ladder, rung: next.rung, nextAt: next.nextAt }
      if (!(await climbing.begin(told, tellings))) return 'claim_lost'
      if (next.gap) {
        deps.log.error({ intakeId, kind: about, cause: next.gap }, 'an enquiry cannot wait, and nobody is on call who can be rung')
        await climbing.noteGap(deps.now(), next.gap)
      }
      return finishTelling(deps, { ...climbing, ladder: told }, tellings, ladder)
    }
    default:
      return next satisfies never
  }
}

/** Tells those who were written down. @param before how far the ladder was; not known of what another process began */
export async function finishTelling(deps: ClimbDeps, climbing: Climbing, begun: readonly Telling[], before?: LadderState): Promise<Climbed> {
  const { about, intakeId, people, ladder } = climbing
  const { manner, since } = ladder
  const { outcomes, last } = await tellStaff(deps.messengers, climbing, begun)
  const isReached = reachedOn(ladder, begun, outcomes)
  const soon = later(deps.now(), deps.times.lookAgainMs)
  // Who could not be rung or sent a text leaves it to the next; a mail that did not get out is sent again, where nothing presses.
  const isReminder = manner !== 'pressing' && begun.every(({ way }) => way === 'mail')
  const unreached: LadderState = { ...(isReminder ? before ?? { manner, since } : ladder), nextAt: soon }
  // What is rung in place of an engaged telephone moves no ladder.
  const isInstead = begun.every(({ instead }) => instead)
  const state = isReached || isInstead ? ladder : unreached
  if (!isReached) deps.log.warn({ intakeId, kind: about, people: people.length }, 'somebody is to be told of an enquiry, and nobody could be for the moment')
  const isEngaged = begun.some(({ rung }, place) => rung === ladder.rung && outcomes[place] === 'line_busy')
  const until = isInstead ? untilFree(ladder, deps) : isEngaged ? deps.now() : state.nextAt ?? soon
  if (!(await climbing.wait(state, until, last))) {
    if (last) await climbing.cameOut(last)
    return 'claim_lost'
  }
  return isReached ? 'told' : 'nobody_reached'
}

/** When it is looked at again whether a telephone that was engaged is free: in a moment, or with the next rung. */
export function untilFree({ nextAt }: LadderState, { now, times }: Pick<ClimbDeps, 'now' | 'times'>): Date {
  const soon = later(now(), times.engagedAgainMs)
  return nextAt && nextAt < soon ? nextAt : soon
}

/** Whether anybody of the rung itself may have been reached: who is told beside them is told for information. */
function reachedOn({ rung: own }: LadderState, begun: readonly Telling[], outcomes: readonly TellingOutcome[]): boolean {
  const isBeside = begun.some(({ rung }) => rung === own)
  return begun.some(({ rung }, place) => (rung === own || !isBeside) && mayHaveReached(outcomes[place] ?? 'failed'))
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
