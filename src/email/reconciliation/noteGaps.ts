import type { MailPlace } from '../ports'
import type { ReconcileMailboxDeps } from './deps'
import type { MailGap } from './ports'

/** A card, a line and a count for each gap that was not known; the cards of those that are mended are closed. */
export async function noteGaps(deps: ReconcileMailboxDeps, place: MailPlace, gaps: readonly MailGap[]): Promise<void> {
  const { gapCards, name, meter, log, now, lookWithinMs } = deps
  const at = now()
  const card = { mailbox: name, at, dueAt: new Date(at.getTime() + lookWithinMs) }
  for (const gap of gaps) {
    if (!(await gapCards.raise(place, gap, card))) continue
    meter.gapFound(gap.kind)
    log.error({ channel: 'email', mailbox: name, kind: gap.kind }, 'a mailbox and our records disagree: somebody must look')
  }
  const mended = await gapCards.closeMended(place, gaps, at)
  if (mended > 0) log.info({ channel: 'email', mailbox: name, count: mended }, 'mailbox and records agree again')
}
