import type { NoteWords } from '../../domain/claimedIntake'
import type { Intake } from '../../domain/intake'
import { shownText } from '../../domain/letter/shownText'
import type { Reading } from '../../domain/triage'
import type { Rules } from '../rules/rules'
import { leaveAsRead, type ReadAgain } from '../secondReader/readAgain'
import { type PlacedNote, readNote } from './readNote'

/** What a note, or what could not be read of them, says of an enquiry. */
export interface ReadNote {
  readonly reading: Reading
  /** Nobody has decided the priority since it was written. */
  readonly sinceDecision: boolean
  /** Rules that were changed since have read it again. */
  readonly again?: true
}

/** How far the notes were read before. */
export interface ReadBefore {
  readonly count: number
  /** By the rules and the second reader that read now. */
  readonly bySame: boolean
}

/** Characters of notes that are read at once, the latest first: as of a message. A hundred ordinary ones are less. */
const MOST_READ = 150_000
/** Characters of what was known before that a note is read with. */
const MOST_BACKGROUND = 10_000
/** Every call is taken to be about a child until a person has found out: readCall.ts. */
const CALLS_ARE_ABOUT = 'It is about a child.'

/**
 * Reads what was written down since the last reading, each note by its own time. What the same rules have read is not read again: its
 * findings are kept, and nobody is overruled by the same words twice. What others have read is, as far as it can be at once; of more
 * that is new a person must read the rest.
 * One note with each turn: a hundred take seconds, and between them whoever reads should let others have theirs.
 */
export async function* readNotes(rules: Rules, intake: Intake, notes: readonly NoteWords[], before: ReadBefore, readAgain: ReadAgain = leaveAsRead): AsyncGenerator<readonly ReadNote[]> {
  const placed = notes.map((note, place): PlacedNote => ({ ...note, place }))
  const read = latest(placed.slice(before.bySame ? before.count : 0))
  const about = aboutOf(intake)
  if (before.count + read.length < notes.length) yield [unread(rules)]
  for (const note of read) {
    const reading = await readNote(rules, note, backgroundOf(placed.slice(0, note.place), about), readAgain)
    yield reading ? [{ reading, sinceDecision: note.sinceDecision, ...(note.place < before.count && { again: true as const }) }] : []
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

const aboutOf = (intake: Intake): string => (intake.channel === 'phone' ? CALLS_ARE_ABOUT : `${intake.email.subject}\n\n${shownText(intake.email)}`)

function unread({ version, priorities: { special: { tooLong: { priority, reason } } } }: Rules): ReadNote {
  const reading = { priority, category: 'child_concern', indicators: [], signals: {}, nation: 'unknown', reasons: [reason], rulesVersion: version } as const
  return { reading, sinceDecision: true }
}
