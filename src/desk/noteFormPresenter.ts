import { NOTE_LIMIT } from './noteRules'
import { paths } from './paths'
import type { SummaryLink, TypedForm } from './typedForms'

export interface NoteForm {
  readonly action: string
  readonly hint: string
  readonly note: string
  readonly error: string | undefined
  readonly summary: readonly SummaryLink[]
}

/** For a note at any time. What was typed into a form that is gone comes back in here. */
export function noteForm(intakeId: string, typed: TypedForm | undefined): NoteForm {
  const state = typed?.form === 'note' ? typed.state : undefined
  return {
    action: paths.notes(intakeId),
    hint: `It stays with the enquiry, with your name, and is read for signs of danger. ${NOTE_LIMIT}`,
    note: state?.note ?? '',
    error: state?.problem,
    summary: state ? [{ text: state.problem, href: '#note' }] : [],
  }
}
