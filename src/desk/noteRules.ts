/** Characters; long enough for what was said in a long call. */
export const LONGEST_NOTE = 10_000

/** For whoever is about to write one. */
export const NOTE_LIMIT = `Up to ${LONGEST_NOTE.toLocaleString('en-GB')} characters.`

/** What is wrong with a note, if anything. */
export function noteProblem(note: string, missing: string): string | undefined {
  if (note.trim() === '') return missing
  if (note.length > LONGEST_NOTE) return `The note must be ${LONGEST_NOTE.toLocaleString('en-GB')} characters or fewer`
  return undefined
}
