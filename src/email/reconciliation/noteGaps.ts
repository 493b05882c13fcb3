import type { MailPlace } from '../../domain/mailPlace'
import type { ReconcileMailboxDeps } from './deps'
import type { MailGap } from './ports'

/** A card, a line and a count for each gap that was not known; the cards of those that are mended are closed. */
export async function noteGaps(deps: ReconcileMailboxDeps, place: MailPlace, gaps: readonly MailGap[]): Promise<void> {
  const { gapCards, name, log, now } = deps
  for (const gap of gaps) await raiseGap(deps, place, gap)
  const mended = await gapCards.closeMended(place, gaps, now())
  if (mended > 0) log.info({ channel: 'email', mailbox: name, count: mended }, 'mailbox and records agree again')
}

/** Shows one gap, unless it is known. */
export async function raiseGap(deps: ReconcileMailboxDeps, place: MailPlace, gap: MailGap): Promise<void> {
  const { gapCards, name, meter, log, now, lookWithinMs } = deps
  const at = now()
  if (!(await gapCards.raise(place, gap, { mailbox: name, at, dueAt: new Date(at.getTime() + lookWithinMs) }))) return
  meter.gapFound(gap.kind)
  log.error({ channel: 'email', mailbox: name, kind: gap.kind }, 'a mailbox and our records disagree: somebody must look')
}
