import { wasUrgent } from '../domain/priority'
import type { IntakeRecord } from './ports'

/** What was is lowered by a manager alone. */
export const wasEverUrgent = ({ intake, history }: Pick<IntakeRecord, 'intake' | 'history'>): boolean => wasUrgent(intake.triage, history.flatMap((entry) => {
  if (entry.kind === 'priority_confirmed') return [entry.from, entry.to]
  return entry.kind === 'read_before' ? [entry.proposed] : []
}))
