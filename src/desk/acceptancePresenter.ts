import type { Colleague } from '../domain/handover'
import type { Intake } from '../domain/intake'
import { takeOverSince } from '../domain/takeOver'
import { awayWords } from './awayWords'
import { notTakenOver } from './escalationPresenter'
import { londonDateTime } from './londonTime'
import { paths } from './paths'

/** How the reader accepts an enquiry, or takes over what somebody else accepted. */
export interface AcceptButton {
  readonly href: string
  readonly text: string
  readonly hint: string
}

/** Who accepted it, whether they are away today, and who has not taken it over from them. */
export function acceptanceWords(intake: Intake, colleagues: readonly Colleague[]): string | undefined {
  const { acceptance, allocation } = intake
  if (!acceptance) return undefined
  const away = awayWords(acceptance.by, colleagues)
  const accepted = `Accepted by ${acceptance.byName} on ${londonDateTime(acceptance.at)}${away === undefined ? '' : `, who is ${away}`}.`
  return allocation && takeOverSince(intake) ? `${accepted} ${notTakenOver(allocation.socialWorkerName)}.` : accepted
}

/** Undefined where the reader cannot; whoever is asked to take it over answers that, which accepts it as well. */
export function acceptButton(intake: Intake, { staffId, colleagues, now }: { readonly staffId: string; readonly colleagues: readonly Colleague[]; readonly now: Date }): AcceptButton | undefined {
  const { acceptance, allocation, transfer, status } = intake
  const href = paths.acceptance(intake.id)
  if (takeOverSince(intake)) return allocation?.socialWorker === staffId ? { href, text: 'Take this enquiry over', hint: takeOverHint(acceptance, colleagues) } : undefined
  const isAsked = transfer?.to === staffId && transfer.dueAt > now
  return !acceptance && !isAsked && (status === 'triaged' || status === 'allocated') ? { href, text: 'Accept this enquiry', hint: acceptHint(allocation, staffId, colleagues) } : undefined
}

function takeOverHint(acceptance: Intake['acceptance'], colleagues: readonly Colleague[]): string {
  const away = awayWords(acceptance?.by, colleagues)
  return away === undefined ? `${acceptance?.byName} has accepted it and sees to it until you do.` : `${acceptance?.byName} has accepted it and is ${away}: it waits for you.`
}

function acceptHint(allocation: Intake['allocation'], staffId: string, colleagues: readonly Colleague[]): string {
  if (!allocation || allocation.socialWorker === staffId) return ''
  const { socialWorker, socialWorkerName } = allocation
  const away = awayWords(socialWorker, colleagues)
  return `${socialWorkerName} has this enquiry${away === undefined ? '' : ` and is ${away}`}. If you accept it, you see to it until ${socialWorkerName} takes it over.`
}
