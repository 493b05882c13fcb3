import { isLowered, morePressing } from '../../domain/priority'
import { type Reading, SIGNALS, type Triage } from '../../domain/triage'
import { bothFindings } from '../bothFindings'
import type { ReadNote } from './readNotes'

const TOLD_BY_NOTE = 'What makes it so stands in a note that was written about the enquiry.'
/** Where somebody has decided on what the rules knew then. */
export const MORE_THAN_DECIDED = 'More was found than when somebody decided the priority: it is to be decided again.'
const DECIDED_BEFORE = 'The note was written after somebody had decided the priority: it is to be decided again.'

/**
 * Whether a reading says more than what had been found when somebody decided: something more pressing, or another danger, which they did
 * not judge.
 */
export const saysMoreThan = ({ proposedPriority, signals: known }: Pick<Triage, 'proposedPriority' | 'signals'>, { priority, signals }: Pick<Reading, 'priority' | 'signals'>): boolean =>
  isLowered(priority, proposedPriority) || SIGNALS.some((signal) => signals[signal] !== undefined && known[signal] === undefined)

/**
 * Joins what a note says to what was found. It may only raise: no note takes anything back, and none makes an enquiry be about less than
 * it was. What a person decided stands against words that stood there when they did, unless these say more than the rules had
 * seen; what was written since is news to them.
 */
export function joinNote(triage: Triage, { reading, sinceDecision, again }: ReadNote): Triage {
  const { confirmedBy, ...proposal } = triage
  const found = {
    ...bothFindings(triage, reading),
    proposedPriority: morePressing(triage.proposedPriority, reading.priority),
    category: reading.category === 'child_concern' ? reading.category : triage.category,
    nation: triage.nation === 'unknown' ? reading.nation : triage.nation,
  }
  const isNews = !confirmedBy || sinceDecision || saysMoreThan(triage, reading)
  if (!isNews || !isLowered(reading.priority, triage.priority)) return { ...triage, ...found }
  const said = [...reading.reasons, TOLD_BY_NOTE, ...(confirmedBy ? [sinceDecision && !again ? DECIDED_BEFORE : MORE_THAN_DECIDED] : [])]
  return { ...proposal, ...found, priority: reading.priority, reasons: [...new Set([...said, ...triage.reasons])] }
}
