import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import { composeAcknowledgement, type Letterhead } from './composeAcknowledgement'
import { guardAcknowledgement } from './guardAcknowledgement'
import { cardFor, doubtful, later, outcomeOfSending } from './outcomeOfSending'
import type { AcknowledgedMessages, AcknowledgementAlarm, AcknowledgementCaps, AcknowledgementLedger, AcknowledgementOutcome, ClaimedAcknowledgement, Mailer, Signer } from './ports'
import { raiseAlarm } from './raiseAlarm'
import { signAcknowledgement } from './signAcknowledgement'

export interface SendAcknowledgementDeps {
  readonly ledger: AcknowledgementLedger
  readonly caps: AcknowledgementCaps
  readonly acknowledged: AcknowledgedMessages
  readonly alarm: AcknowledgementAlarm
  readonly mailer: Mailer
  /** Absent when acknowledgements are not signed. */
  readonly signer?: Signer
  readonly letterhead: Letterhead
  readonly now: Clock
  readonly log: Logger
}

/** What may keep an acknowledgement from going out, or the bytes that may go. */
type Prepared = { readonly raw: Buffer } | { readonly outcome: AcknowledgementOutcome }

/**
 * Sends the acknowledgement that an enquiry owes, if it is due: claims it, counts it against the caps, builds it, has it
 * guarded, sends it and records what became of it.
 *
 * @returns the state it ended in; `not_mine` when it is not due or in another's hands; `claim_lost` when it took so long
 * that another took over
 */
export async function sendAcknowledgement(deps: SendAcknowledgementDeps, { intakeId }: { intakeId: string }): Promise<string> {
  const owed = await deps.ledger.claim(intakeId)
  if (!owed) return 'not_mine'
  const prepared = await prepare(deps, owed)
  const outcome = 'outcome' in prepared
    ? prepared.outcome
    : outcomeOfSending(owed, await deps.mailer.send(owed.to, prepared.raw), deps.now())
  const stood = await deps.ledger.record(owed.claim, outcome)
  report(deps.log, owed, outcome)
  return stood ? outcome.state : 'claim_lost'
}

async function prepare(deps: SendAcknowledgementDeps, owed: ClaimedAcknowledgement): Promise<Prepared> {
  const now = deps.now()
  // Sent twice without an answer, the last time by a process that died over it.
  if (owed.doubts > 1) return { outcome: doubtful(owed.doubts, 'unanswered', now) }
  try {
    if (owed.onceFor !== undefined && (await deps.acknowledged.take(owed.onceFor, owed.claim.intakeId)) === 'anothers') {
      return { outcome: { state: 'suppressed', reason: 'same_message' } }
    }
    const verdict = await deps.caps.count(owed.to, owed.claim.intakeId)
    if (verdict === 'sender_had_enough') return { outcome: { state: 'suppressed', reason: 'rate_limited' } }
    if (verdict === 'everybody_had_enough') {
      await raiseAlarm(deps, now)
      return { outcome: { state: 'suppressed', reason: 'rate_limited_for_all' } }
    }
    const raw = await deps.mailer.build(composeAcknowledgement(deps.letterhead, owed, now))
    const amiss = await guardAcknowledgement(deps.letterhead, owed, raw)
    if (amiss !== undefined) return refused(amiss, now)
    const ready = deps.signer ? await signAcknowledgement(deps.signer, raw) : raw
    return ready ? { raw: ready } : refused('signature', now)
  } catch (error) {
    // Nothing was sent yet: hand it back rather than let the claim run out, which would count as a doubt.
    // The error's name only: its message may hold the address.
    const cause = error instanceof Error ? error.name : 'unknown'
    deps.log.error({ intakeId: owed.claim.intakeId, cause }, 'acknowledgement could not be prepared')
    return { outcome: later(owed, 'not_prepared', now) }
  }
}

const refused = (amiss: string, now: Date): Prepared => ({ outcome: { state: 'failed', reason: `guard_${amiss}`, card: cardFor(now) } })

function report(log: Logger, { claim }: ClaimedAcknowledgement, outcome: AcknowledgementOutcome): void {
  const reason = 'reason' in outcome ? outcome.reason : undefined
  const facts = { intakeId: claim.intakeId, attempts: claim.attempts, state: outcome.state, reason }
  // The brake for all is pulled by a mail loop or a flood: somebody must look at once.
  if (outcome.state === 'failed' || reason === 'rate_limited_for_all') log.error(facts, 'acknowledgement not sent')
  else log.info(facts, 'acknowledgement')
}
