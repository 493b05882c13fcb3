import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import type { DeskNotes } from './callPorts'
import { noteProblem } from './noteRules'

export interface AddNoteDeps {
  readonly notes: Pick<DeskNotes, 'add'>
  readonly now: Clock
}

export type NoteOutcome = { readonly kind: 'added' } | { readonly kind: 'invalid'; readonly problem: string }

/** A named person writes something down about an enquiry, at whatever stage it is. @throws DomainError when there is no such enquiry */
export async function addNote(
  deps: AddNoteDeps, input: { readonly intakeId: string; readonly note: string; readonly actor: Actor },
): Promise<NoteOutcome> {
  const { intakeId, actor: { staffId: by, name: byName } } = input
  const problem = noteProblem(input.note, 'Enter a note')
  if (problem !== undefined) return { kind: 'invalid', problem }
  const outcome = await deps.notes.add({ intakeId, note: input.note.trim(), by, byName, at: deps.now() })
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such enquiry.')
  return { kind: 'added' }
}
