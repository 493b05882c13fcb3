import type { Manner } from '../../allocation/escalation/ports'
import type { Acceptance } from '../../domain/allocation'
import type { Rung, Telling } from '../../domain/escalation'
import type { SecondReason } from '../../domain/secondProfessionals'

/** The part of one second professional. */
export interface SecondDocument {
  /** Only ever added to. */
  because: SecondReason[]
  since: Date
  /** When a person last called for one. */
  calledAt?: Date
  acceptance?: Acceptance
  /** Whom a manager named, until somebody is on it. */
  asked?: Acceptance
  /** `reasons`: how many there were then; with another it does not hold any more. */
  notNeeded?: Acceptance & { reasons: number }
  /** Staff ids of those who gave it back: they are not told again. */
  handedBack?: string[]
  /** Since when another is awaited, where it is not the first. */
  awaitedSince?: Date
  acceptBy?: Date
  /** When it is next looked at. */
  lookAt?: Date
  manner?: Manner
  /** Since when in this manner. */
  toldSince?: Date
  rung?: Rung
  nextAt?: Date
  /** The latest only. */
  tellings?: Telling[]
}
