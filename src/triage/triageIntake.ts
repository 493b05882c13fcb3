import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import type { Intake, IntakeStatus } from '../domain/intake'
import type { Claim } from '../domain/step'
import type { Triage } from '../domain/triage'
import { combineTriage } from './combineTriage'
import { readIntake } from './readIntake'
import type { Rules } from './rules/rules'
import type { ReadAgain } from './secondReader/readAgain'

/** How the enquiry stood when its step was claimed. */
export interface TriagedBefore {
  readonly status: IntakeStatus
  readonly triaged: boolean
  /** When a person last confirmed the priority: a confirmation since then must not be written over. */
  readonly confirmedAt?: Date
}

export interface TriageLedger {
  /**
   * Writes the triage together with the end of its step, on the condition that the claim still stands and nobody has
   * confirmed the priority meanwhile; the first triage makes allocation due. Answers whether the claim still stood.
   */
  recordTriage(claim: Claim, triage: Triage, before: TriagedBefore): Promise<boolean>
}

export interface TriageIntakeDeps {
  readonly rules: Rules
  /** The second reader; absent when it is switched off. */
  readonly readAgain?: ReadAgain
  readonly triageLedger: TriageLedger
  /** The texts of its thread before it, ours too. */
  readonly heldTexts: (intake: Intake) => Promise<readonly string[]>
  readonly now: Clock
  readonly log: Logger
}

/** `not_mine`: the claim ran out meanwhile, and another worker has the step or has done it. */
export type TriageOutcome = 'triaged' | 'not_mine'

/**
 * Reads a claimed enquiry by the rules and records what they propose. A second reading, after new facts, may only raise.
 * Throws what the ledger throws; the step is then to be tried again.
 */
export async function triageIntake(
  deps: TriageIntakeDeps, { claim, intake }: { readonly claim: Claim; readonly intake: Intake },
): Promise<TriageOutcome> {
  const reading = readIntake(deps.rules, intake, await heldTexts(deps, intake), deps.readAgain)
  const triage = combineTriage(intake.triage, reading, deps.now())
  const confirmedAt = intake.triage?.confirmedBy?.at
  const before = { status: intake.status, triaged: intake.triage !== undefined, ...(confirmedAt && { confirmedAt }) }
  const recorded = await deps.triageLedger.recordTriage(claim, triage, before)
  const outcome: TriageOutcome = recorded ? 'triaged' : 'not_mine'
  deps.log.info({ intakeId: intake.id, channel: intake.channel, outcome, rulesVersion: triage.rulesVersion }, 'triage')
  return outcome
}

/** What cannot be looked up is not held: quoted mail then counts as news, which raises at most. */
async function heldTexts({ heldTexts: lookUp, log }: TriageIntakeDeps, intake: Intake): Promise<readonly string[]> {
  try {
    return await lookUp(intake)
  } catch {
    log.warn({ intakeId: intake.id, channel: intake.channel, outcome: 'thread_not_read' }, 'triage')
    return []
  }
}
