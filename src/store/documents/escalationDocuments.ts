import type { JudgedAs, Manner } from '../../allocation/escalation/ports'
import type { Rung, Telling } from '../../domain/escalation'
import type { Adviser } from '../../domain/telephony'

/** What its clock was set for, how far it has gone up, and who was told. */
export interface EscalationDocument {
  judgedAs?: JudgedAs
  from?: Date
  /** A manager lowered the priority, and the clock has not been set since. */
  mayRelax?: true
  /** The acceptance ended then, for it was given to another or whoever had accepted it cannot act any more, and the clock has not been set since. */
  restartAt?: Date
  /** It came back then, from a list, from its end or from somebody who cannot act any more, or was raised: whoever had its caller in hand before had done with it, or took on less. */
  anewSince?: Date
  /** Who had accepted it when a note raised it: they are told first, unless it was given to another since. */
  hadBy?: { staffId: string; at: Date }
  manner?: Manner
  since?: Date
  rung?: Rung
  nextAt?: Date
  /** The latest only. */
  tellings?: Telling[]
}

/** How far an overdue call-back has gone up, who was told, and who took it. */
export interface CallbackEscalationDocument {
  since?: Date
  rung?: Rung
  nextAt?: Date
  /** The latest only. */
  tellings?: Telling[]
  taken?: Adviser & { at: Date }
}
