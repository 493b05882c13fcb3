import type { SyncMailboxDeps } from '../mailbox/syncMailbox'
import type { MailGapCards, MailReconciliationMeter, MailReconciliationRecords, MailRecords } from './ports'

export interface ReconcileMailboxDeps extends SyncMailboxDeps {
  /** Of the mailbox, for log and card, which take no address. */
  readonly name: string
  readonly records: MailRecords
  readonly gapCards: MailGapCards
  readonly runs: MailReconciliationRecords
  readonly meter: MailReconciliationMeter
  /** How far a run looks back from the last completed one, in milliseconds. */
  readonly windowMs: number
  /** How often a run looks back to the beginning, in milliseconds: what was lost later than a window after it came is found so. */
  readonly everythingEveryMs: number
  /** A message must be an enquiry or in quarantine after so long, in milliseconds. */
  readonly finishWithinMs: number
  /** How soon somebody must look at a gap, in milliseconds. */
  readonly lookWithinMs: number
}
