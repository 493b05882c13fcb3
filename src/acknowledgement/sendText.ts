import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import type { Letterhead } from './composeAcknowledgement'
import { textOf } from './composeText'
import { guardText } from './guardText'
import { lookAfterText, takenByNetwork } from './lookAfterText'
import { cardFor, later } from './outcomeOfSending'
import { raiseAlarm } from './raiseAlarm'
import type { AcknowledgementAlarm, AcknowledgementCaps, AcknowledgementOutcome, ClaimedText, Texter, TextLedger, TextMessage } from './ports'

export interface SendTextDeps {
  readonly ledger: TextLedger
  readonly caps: AcknowledgementCaps
  readonly alarm: AcknowledgementAlarm
  /** Absent when no sender of texts is set. */
  readonly texter?: Texter
  readonly letterhead: Pick<Letterhead, 'helpline' | 'hours'>
  readonly now: Clock
  readonly log: Logger
}

/** That nobody else sees the telephone was said for now, and not for the evening. In milliseconds. */
const SAID_FOR_MS = 3_600_000
/** Until the network shows what it took, in milliseconds. */
const LOOK_AFTER_MS = 60_000
/** Sent so often without an answer, it is left to a person. */
const MOST_DOUBTS = 2

/**
 * Sends the reference by text to a caller who asked for it, if it is due: claims it, and after any doubt looks first at
 * what the network has, so that nothing is sent blindly a second time; then counts it against the caps, has it guarded,
 * sends it and records what became of it. One that the network took is looked after until it was delivered.
 *
 * @returns the state it ended in; `not_mine` when it is not due or in another's hands; `claim_lost` when it took so long
 * that another took over
 */
export async function sendText(deps: SendTextDeps, { intakeId }: { intakeId: string }): Promise<string> {
  const owed = await deps.ledger.claim(intakeId)
  if (!owed) return 'not_mine'
  const outcome = await attempt(deps, owed, { to: owed.to, body: textOf(deps.letterhead, owed) })
  const stood = await deps.ledger.record(owed.claim, outcome)
  const facts = { intakeId, attempts: owed.claim.attempts, state: outcome.state, reason: 'reason' in outcome ? outcome.reason : undefined }
  if (outcome.state === 'failed') deps.log.error(facts, 'reference not sent by text')
  else deps.log.info(facts, 'reference by text')
  return stood ? outcome.state : 'claim_lost'
}

async function attempt(deps: SendTextDeps, owed: ClaimedText, text: TextMessage): Promise<AcknowledgementOutcome> {
  const { texter } = deps
  const now = deps.now()
  if (!texter) return owed.sentAt ? { state: 'sent', sentAt: owed.sentAt } : failed('not_set_up', now)
  if (owed.sentAt) return lookAfterText({ ...deps, texter }, owed, owed.sentAt)
  try {
    const found = owed.doubts > 0 ? await texter.look(owed) : 'absent'
    if (found === 'sent' || found === 'delivered') return takenByNetwork(now)
    if (found === 'failed') return failed('undelivered', now)
    if (owed.doubts >= MOST_DOUBTS) return { state: 'unknown', reason: 'unanswered', doubts: owed.doubts, card: cardFor(now) }
    if (now.getTime() - owed.askedAt.getTime() > SAID_FOR_MS) return failed('too_late', now)
    return await whyNot(deps, owed, text) ?? outcomeOf(owed, await texter.send(text), deps.now())
  } catch (error) {
    // Nothing was sent by this attempt. The error's name only: its message may hold the number.
    const cause = error instanceof Error ? error.name : 'unknown'
    deps.log.error({ intakeId: owed.claim.intakeId, cause }, 'a text could not be prepared')
    return later(owed, owed.doubts > 0 ? 'unanswered' : 'not_prepared', now)
  }
}

/** What keeps it from going out. */
async function whyNot({ caps, ...deps }: SendTextDeps, owed: ClaimedText, text: TextMessage): Promise<AcknowledgementOutcome | undefined> {
  const verdict = await caps.count(owed.to, owed.claim.intakeId)
  if (verdict === 'sender_had_enough') return heldBack('rate_limited', deps.now())
  if (verdict === 'everybody_had_enough') {
    await raiseAlarm(deps, deps.now())
    return heldBack('rate_limited_for_all', deps.now())
  }
  const amiss = guardText(deps.letterhead, owed, text)
  return amiss === undefined ? undefined : failed(`guard_${amiss}`, deps.now())
}

function outcomeOf(owed: ClaimedText, sent: Awaited<ReturnType<Texter['send']>>, now: Date): AcknowledgementOutcome {
  switch (sent.kind) {
    case 'sent':
      return takenByNetwork(now)
    case 'refused':
      return failed(sent.code, now)
    case 'not_now':
      return later(owed, sent.code, now)
    // What the network made of it is looked up before anything else.
    case 'unknown':
      return { state: 'unknown', reason: sent.code, doubts: owed.doubts + 1, dueAt: new Date(now.getTime() + LOOK_AFTER_MS) }
    default:
      return sent satisfies never
  }
}

const failed = (reason: string, now: Date): AcknowledgementOutcome => ({ state: 'failed', reason, card: cardFor(now) })
/** Held back by a cap, it owes a card as well: the caller was told that a text comes. */
const heldBack = (reason: string, now: Date): AcknowledgementOutcome => ({ state: 'suppressed', reason, card: cardFor(now) })
