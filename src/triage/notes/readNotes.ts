import type { NoteWords } from '../../domain/claimedIntake'
import type { Intake } from '../../domain/intake'
import type { Reading } from '../../domain/triage'
import type { Rules } from '../rules/rules'
import { leaveAsRead, type ReadAgain } from '../secondReader/readAgain'
import { type PlacedNote, readNote } from './readNote'

/** What a note, or what could not be read of them, says of an enquiry. */
export interface ReadNote {
  readonly reading: Reading
  /** Nobody has decided the priority since it was written. */
  readonly sinceDecision: boolean
}

/** Characters of notes that are read at once, the latest first: as of a message. A hundred ordinary ones are less. */
const MOST_READ = 150_000
/** Characters of what was known before that a note is read with. */
const MOST_BACKGROUND = 10_000
/** Every call is taken to be about a child until a person has found out: readCall.ts. */
const CALLS_ARE_ABOUT = 'It is about a child.'

/**
 * Reads what was written down since the last reading, each note by its own time. What was read before is not read again: its
 * findings are kept, and nobody is overruled by the same words twice. Of more than can be read at once a person must read the rest.
 * One note with each turn: a hundred take seconds, and between them whoever reads should let others have theirs.
 *
 * @param from how many were read before
 */
export function* readNotes(rules: Rules, intake: Intake, notes: readonly NoteWords[], from: number, readAgain: ReadAgain = leaveAsRead): Generator<readonly ReadNote[]> {
  const placed = notes.map((note, place): PlacedNote => ({ ...note, place }))
  const read = latest(placed.slice(from))
  const about = aboutOf(intake)
  if (from + read.length < notes.length) yield [unread(rules)]
  for (const note of read) {
    const reading = readNote(rules, note, backgroundOf(placed.slice(0, note.place), about), readAgain)
    yield reading ? [{ reading, sinceDecision: note.sinceDecision }] : []
  }
}

/** As many of the last as may be read; the very last in any case. */
function latest(notes: readonly PlacedNote[]): readonly PlacedNote[] {
  let length = 0
  let first = notes.length
  for (const { words } of notes.toReversed()) {
    length += words.length
    if (length > MOST_READ && first < notes.length) break
    first -= 1
  }
  return notes.slice(first)
}

function backgroundOf(earlier: readonly PlacedNote[], about: string): string {
  let background = about.slice(0, MOST_BACKGROUND)
  for (const { words } of earlier.toReversed()) {
    if (background.length + words.length > 2 * MOST_BACKGROUND) break
    background += `\n\n${words}`
  }
  return background
}

const aboutOf = (intake: Intake): string => (intake.channel === 'phone' ? CALLS_ARE_ABOUT : `${intake.email.subject}\n\n${intake.email.text}`)

function unread({ version, priorities: { special: { tooLong: { priority, reason } } } }: Rules): ReadNote {
  const reading = { priority, category: 'child_concern', indicators: [], signals: {}, nation: 'unknown', reasons: [reason], rulesVersion: version } as const
  return { reading, sinceDecision: true }
}
