import type { Clock } from '../domain/clock'
import { priorityRank } from '../domain/priority'
import { secondProfessionals, type SecondRole, type SecondTriggers } from '../domain/secondProfessionals'
import { type Claim, pendingStep } from '../domain/step'
import type { Triage } from '../domain/triage'
import type { TriagedBefore } from '../triage/triageIntake'
import type { Sealer } from './seal'
import { stepEnded, type StepLedger } from './stepLedger'
import { triageDocument } from './triageDocument'

type SecondTriggersByRole = Readonly<Record<SecondRole, SecondTriggers>>

/** Writes what triage found together with the end of its step. */
export class TriageLedger {
  constructor(private readonly steps: StepLedger, private readonly sealer: Sealer, private readonly now: Clock, private readonly triggers: SecondTriggersByRole) {}

  /**
   * Allocation becomes due with the first reading; a later one changes neither the people nor how far the enquiry is.
   * Answers false when the claim no longer stood, or somebody has confirmed the priority or accepted it since it was read: it is read again.
   */
  async recordTriage(claim: Claim, triage: Triage, before: TriagedBefore): Promise<boolean> {
    const ended = stepEnded('triage', 'done')
    // Findings are only ever added to, so whoever joined once stays.
    const seconds = secondProfessionals(triage, this.triggers)
    const change = {
      $set: {
        ...ended.$set,
        triage: triageDocument(claim.intakeId, triage, this.sealer),
        queueRank: priorityRank(triage.priority),
        ...(seconds.length > 0 && { secondProfessionals: seconds }),
        ...(before.status === 'received' && { status: 'triaged' }),
        ...(!before.triaged && { 'steps.allocate.dueAt': this.now() }),
        // Its clock is set by the priority.
        'steps.escalate': pendingStep(this.now()),
        // The same of a call-back that is owed. What nothing had read counted as urgent, so the first reading raises nothing.
        ...(before.triaged && { 'steps.escalateCallback': pendingStep(this.now()) }),
      },
      $unset: ended.$unset,
    }
    const also = {
      'triage.confirmedAt': before.confirmedAt ?? { $exists: false },
      // Somebody who was told of it may have accepted what nothing had read.
      ...(before.status === 'received' && { status: 'received' as const }),
    }
    // What was only received is nobody's yet.
    return before.status === 'received' ? this.steps.settle('triage', claim, change, also) : this.steps.settleWeight('triage', claim, change, also)
  }
}
