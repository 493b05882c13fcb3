import type { HistoryEntry } from './ports'

type Note = Extract<HistoryEntry, { kind: 'note' }>

/** The notes in the order in which they were written, as evidence counts them. */
export const notesOf = (history: readonly HistoryEntry[]): readonly Note[] => history.filter((entry) => entry.kind === 'note')
