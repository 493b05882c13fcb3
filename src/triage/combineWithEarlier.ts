import { isDeepStrictEqual } from 'node:util'
import { isLowered, morePressing } from '../domain/priority'
import { isRouted } from '../domain/routing'
import { type Category, READ_BY_A_PERSON, type Reading, type Triage } from '../domain/triage'
import { bothFindings } from './bothFindings'
import { joinNote, MORE_THAN_DECIDED, saysMoreThan } from './notes/joinNote'
import type { ReadNote } from './notes/readNotes'

/** What was read of notes beside an enquiry, and by what all of it was. */
export interface NotesBeside {
  /** Those that were written since the earlier triage, and those that other rules had read. */
  readonly read: readonly ReadNote[]
  /** How many there are of the enquiry in all. */
  readonly count: number
  readonly rulesVersion: string
  readonly readerVersion?: string | undefined
}

const NO_NOTES: NotesBeside = { read: [], count: 0, rulesVersion: '' }

/** Somebody set its priority before anything read it, and said nothing of what it is about. */
const isUnread = ({ rulesVersion }: Triage): boolean => rulesVersion === READ_BY_A_PERSON

/** A child concern, once seen, stays one, and casework no list's; what a person confirmed is not renamed by rules. */
function categoryOf(earlier: Triage, later: Reading): Category {
  if (later.category === 'child_concern' || earlier.category === 'child_concern') return 'child_concern'
  if (isUnread(earlier)) return later.category
  const isLess = isRouted(later.category) && !isRouted(earlier.category)
  return earlier.confirmedBy || isLess ? earlier.category : later.category
}

/**
 * Joins a new reading, and what was written down since, to an earlier triage of the same enquiry. Automation may raise a
 * priority, never lower one, and earlier findings are kept. What a person confirmed stands until the rules see more than
 * they did then, be it something more pressing or another danger: a manager who lowered a priority is not overruled by the
 * same facts read again, and one overruled by new facts is asked again. Where nothing new is found, the triage is the earlier one and as old.
 */
export function combineWithEarlier(earlier: Triage | undefined, later: Reading, at: Date, { read, count, rulesVersion, readerVersion }: NotesBeside = NO_NOTES): Triage {
  const { notes: before, ...joined } = joinReading(earlier, later, at)
  const noted = read.reduce<Triage>(joinNote, { ...joined, ...(readerVersion !== undefined && { readerVersion }) })
  const triage = earlier && saysTheSame(noted, earlier) ? { ...noted, at: earlier.at } : noted
  if (count === 0) return { ...triage, ...(before && { notes: before }) }
  const raisedAt = isLowered(noted.priority, joined.priority) ? at : before?.raisedAt
  return { ...triage, notes: { count, rulesVersion, ...(raisedAt && { raisedAt }) } }
}

/** Whoever found it, and when. */
const saysTheSame = (one: Triage, other: Triage): boolean => isDeepStrictEqual(saidBy(one), saidBy(other))

const saidBy = ({ at: _at, notes: _notes, rulesVersion: _rules, readerVersion: _reader, readsLike, ...said }: Triage) => ({ ...said, sounds: readsLike?.hits })

function joinReading(earlier: Triage | undefined, later: Reading, at: Date): Triage {
  if (!earlier) return { ...later, at, proposedPriority: later.priority }
  const isOverruled = saysMoreThan(earlier, later) && isLowered(later.priority, earlier.priority)
  const confirmedBy = isOverruled ? undefined : earlier.confirmedBy
  const again = earlier.confirmedBy && !confirmedBy ? [MORE_THAN_DECIDED] : []
  // Reasons are those of what was proposed, also where a person has lowered it.
  const earlierHolds = isLowered(morePressing(earlier.priority, earlier.proposedPriority), later.priority)
  return {
    ...later,
    ...bothFindings(later, earlier),
    at,
    priority: confirmedBy ? earlier.priority : morePressing(earlier.priority, later.priority),
    proposedPriority: isUnread(earlier) ? later.priority : morePressing(earlier.proposedPriority, later.priority),
    category: categoryOf(earlier, later),
    nation: later.nation === 'unknown' ? earlier.nation : later.nation,
    reasons: earlierHolds ? [...new Set([...earlier.reasons, ...later.reasons, ...again])] : [...later.reasons, ...again],
    ...(confirmedBy && { confirmedBy }),
    ...(earlier.notes && { notes: earlier.notes }),
  }
}
