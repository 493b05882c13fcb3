import type { MailboxReport } from '../domain/mailboxWatch'
import type { Compared } from '../domain/reconciliation'
import type { OpenLooseCards } from './ports'

/** One comparison of our records with what they are about. */
export interface RunReport {
  readonly beganAt?: Date
  readonly completedAt?: Date
  readonly compared?: Compared
  /** Gaps whose card is open. */
  readonly gaps: number
}

export interface OperationsReport {
  readonly mailboxes: readonly (MailboxReport & { readonly run: RunReport })[]
  readonly telephone: RunReport
  /** Messages in quarantine. */
  readonly held: OpenLooseCards
}

/** How the service is running, without anything of a caller's or sender's. Implemented by src/store/operationsReport.ts. */
export interface Operations {
  /** @param limit held messages listed at most */
  report(limit: number): Promise<OperationsReport>
  mailboxes(): Promise<readonly MailboxReport[]>
}

/** Mailboxes that nobody has looked at for long. */
export interface QuietMailboxes {
  quiet(now: Date): Promise<readonly (MailboxReport & { readonly quietSince: Date })[]>
}

/** Wishes to have a held message taken in again. Implemented by src/store/mailReplays.ts. */
export interface CardReplays {
  askByCard(cardId: string, at: Date): Promise<'asked' | 'is_enquiry' | 'unknown'>
}
