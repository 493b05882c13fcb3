import type { Logger } from 'pino'
import type { Clock } from '../../domain/clock'
import type { Telling } from '../../domain/escalation'
import type { OpeningHours } from '../../domain/openingHours'
import type { Claim } from '../../domain/step'
import { nextPressingRung } from '../escalation/nextRung'
import type { LadderState, Messengers, Tellable } from '../escalation/ports'
import { tellingsOf, tellStaff } from '../escalation/tellStaff'
import { mayBeToldAt, tellingBegins } from './callbackRest'
import type { CallbackEscalations, CallbackLadderTimes, OwedCallback } from './ports'

export interface EscalateCallbackDeps {
  readonly ledger: CallbackEscalations
  readonly messengers: Messengers
  readonly hours: Pick<OpeningHours, 'isOpen' | 'opensNext'>
  readonly times: CallbackLadderTimes
  /** How long whoever tells somebody has for it before another process goes on, in milliseconds. */
  readonly leaseMs: number
  readonly now: Clock
  readonly log: Logger
}

export type CallbackEscalated = 'over' | 'in_hand' | 'waits' | 'told' | 'nobody_reached' | 'nobody_to_tell' | 'claim_lost'

/**
 * Tells of a call-back that is overdue, one person after the other, until a named one takes it; and again when they have
 * not made it in time. Whom is written down before they are told, so that of many processes one tells them.
 */
export async function escalateCallback(deps: EscalateCallbackDeps, { claim }: { readonly claim: Claim }): Promise<CallbackEscalated> {
  const { ledger, times, hours, now } = deps
  const { intakeId } = claim
  const owed = await ledger.find(intakeId)
  if (!owed) return (await ledger.finish(claim)) ? 'over' : 'claim_lost'
  const at = now()
  const ladder = ladderOf(owed, times)
  const wait = async (until: Date, as: CallbackEscalated, state = ladder): Promise<CallbackEscalated> =>
    (await ledger.wait(claim, state, until)) ? as : 'claim_lost'

  const begun = owed.tellings.filter(({ outcome }) => outcome === 'begun')
  const [first] = begun
  if (first && at < later(first.at, deps.leaseMs)) return wait(later(first.at, deps.leaseMs), 'waits')
  if (owed.isInHand) return wait(later(at, times.lookAgainMs), 'in_hand')
  if (at < ladder.since) return wait(ladder.since, 'waits')
  const people = await ledger.people(intakeId, at)
  if (first) return finishTelling(deps, { claim, owed, people, begun, ladder })
  const mayBe = mayBeToldAt(owed, at, hours)
  if (at < mayBe) return wait(mayBe, 'waits')

  const next = nextPressingRung({
    ladder, at, people, tellings: owed.tellings, manner: 'pressing', isOpen: hours.isOpen(at), times: times[owed.isUrgent ? 'urgent' : 'ordinary'],
    ...(owed.allocation && { allocation: owed.allocation }),
  })
  switch (next.kind) {
    case 'wait':
      return wait(next.until, 'waits')
    case 'nobody':
      deps.log.error({ intakeId, people: people.length }, 'a call-back is overdue, and there is nobody to tell')
      await ledger.nobodyOnCall(intakeId, at)
      return wait(next.nextAt, 'nobody_to_tell', { ...ladder, nextAt: next.nextAt })
    case 'tell': {
      const tellings = tellingsOf(next.who, deps.messengers, at)
      const told: LadderState = { ...ladder, rung: next.rung, nextAt: next.nextAt }
      if (!(await ledger.begin(claim, told, tellings, owed))) return 'claim_lost'
      if (next.onCallMissing && owed.isUrgent) await ledger.nobodyOnCall(intakeId, at)
      return finishTelling(deps, { claim, owed, people, begun: tellings, ladder: told })
    }
    default:
      return next satisfies never
  }
}

/** As far as it has come, unless it begins anew. */
function ladderOf(owed: OwedCallback, times: CallbackLadderTimes): LadderState {
  const since = tellingBegins(owed, times)
  return owed.ladder?.since.getTime() === since.getTime() ? owed.ladder : { manner: 'pressing', since }
}

interface Begun {
  readonly claim: Claim
  readonly owed: OwedCallback
  readonly people: readonly Tellable[]
  readonly begun: readonly Telling[]
  readonly ladder: LadderState
}

async function finishTelling(deps: EscalateCallbackDeps, { claim, owed: { reference }, people, begun, ladder }: Begun): Promise<CallbackEscalated> {
  const { intakeId } = claim
  const isReached = await tellStaff(deps, { about: 'callback', intakeId, reference, people, begun })
  const soon = later(deps.now(), deps.times.lookAgainMs)
  if (!isReached) deps.log.warn({ intakeId, people: people.length }, 'a call-back is overdue, and nobody could be told for the moment')
  const state = isReached ? ladder : { ...ladder, nextAt: soon }
  if (!(await deps.ledger.wait(claim, state, state.nextAt ?? soon))) return 'claim_lost'
  return isReached ? 'told' : 'nobody_reached'
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
