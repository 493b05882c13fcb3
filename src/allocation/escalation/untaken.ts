import type { Telling } from '../../domain/escalation'
import { type NextRung, nextRung } from './nextRung'
import type { EscalateDeps } from './escalateDeps'
import type { HeldStep, LadderState, WaitingEnquiry } from './ports'
import { type Standing, standingOf } from './standing'
import { type Climbing, leftUntil } from './takeNextRung'
import { tellingsOf } from './tellStaff'

/** An enquiry that nobody can be given, and which managers are to be told that. */
export interface UntakenTelling {
  readonly standing: Standing
  readonly climbing: Climbing
  readonly tellings: readonly Telling[]
  /** How far its ladder is then; absent where a process that ended has begun to tell them. */
  readonly next?: LadderState & { readonly nextAt: Date }
}

/** Whether these tell that nobody can be given an enquiry. */
export const isOfUntaken = (tellings: readonly Telling[]): boolean => tellings.every(({ says }) => says === 'nobody_fits')

/** What is to be told, where that is next; undefined where it is anything else. */
export function untakenTelling(
  { messengers }: Pick<EscalateDeps, 'messengers'>, { standing, climbing }: Pick<UntakenTelling, 'standing' | 'climbing'>, next: NextRung,
): UntakenTelling | undefined {
  if (next.kind !== 'tell' || next.says !== 'nobody_fits') return undefined
  const { rung, nextAt, who, says } = next
  return { standing, climbing, tellings: tellingsOf(who, messengers, standing.moment.at, says), next: { ...standing.ladder, rung, nextAt } }
}

/** The same of an enquiry that waits to be told of together with another, before its own time for that. */
export async function untakenAmong(deps: EscalateDeps, { claim, look }: HeldStep<WaitingEnquiry>): Promise<UntakenTelling | undefined> {
  const enquiry = await look()
  if (!enquiry || enquiry.isOver) return undefined
  const standing = standingOf(deps, claim, enquiry)
  const { begun, isLeft, moment } = standing
  const { nextAt: _own, ...ladder } = standing.ladder
  if (isLeft || ladder.manner === 'pressing') return undefined
  if (begun.length > 0) return isOfUntaken(begun) && !leftUntil(begun, deps) ? { standing, climbing: await standing.climbing(), tellings: begun } : undefined
  const climbing = await standing.climbing()
  return untakenTelling(deps, { standing, climbing }, nextRung({ ...moment, ladder, people: climbing.people }))
}
