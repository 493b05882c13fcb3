import type { WakingFacts } from '../domain/waking'
import type { IntakeDocument } from './intakeDocument'

/** What `wakingFacts` reads beside `escalation.anewSince`; nothing of it is sealed. */
export const WAKING_FIELDS = {
  'steps.wakeSomebody.dueAt': 1, 'steps.wakeSomebody.attempts': 1, 'telephony.waking.acceptedBy': 1, 'telephony.waking.isSilent': 1, 'triage.notes.raisedAt': 1,
} as const

/** How the waking for a call stands in its enquiry's document. */
export function wakingFacts({ steps, telephony, triage, escalation }: Pick<IntakeDocument, 'steps' | 'telephony' | 'triage' | 'escalation'>): WakingFacts {
  const step = steps?.wakeSomebody
  const { acceptedBy, isSilent } = telephony?.waking ?? {}
  return { wakesAt: step?.dueAt, tries: step?.attempts, isSilent, acceptedAt: acceptedBy?.at, anewAt: [triage?.notes?.raisedAt, escalation?.anewSince] }
}
