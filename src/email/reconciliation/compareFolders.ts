import type { Compared } from '../../domain/reconciliation'
import type { ConnectedMailbox } from '../ports'
import type { ReconcileMailboxDeps } from './deps'
import type { MailGap } from './ports'

/**
 * The numbers in our folders against our rows. Fewer there is no gap, for people tidy up; more means that somebody put a
 * message there that was never taken in.
 */
export async function compareFolders(
  { records }: ReconcileMailboxDeps, mailbox: ConnectedMailbox,
): Promise<{ readonly gaps: readonly MailGap[]; readonly compared: Compared }> {
  const [processed, held] = [await mailbox.countIn('Processed'), await mailbox.countIn('Quarantine')]
  const { ingested, quarantined } = await records.counts(mailbox)
  const more = (kind: 'mail_unknown_processed' | 'mail_unknown_held', surplus: number): readonly MailGap[] =>
    surplus > 0 ? [{ kind, detail: String(surplus) }] : []
  return {
    gaps: [...more('mail_unknown_processed', processed - ingested), ...more('mail_unknown_held', held - quarantined)],
    compared: { processed, ingested, held, quarantined },
  }
}
