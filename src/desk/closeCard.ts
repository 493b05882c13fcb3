import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import { isClosedByNote, type Task } from '../domain/task'
import type { DeskNotes } from './callPorts'
import { londonDateTime } from './londonTime'
import { noteProblem } from './noteRules'
import { notesOf } from './notesOf'
import type { DeskIntakes, IntakeRecord } from './ports'

export interface CloseCardDeps {
  readonly intakes: Pick<DeskIntakes, 'find'>
  readonly notes: Pick<DeskNotes, 'closeCard'>
  readonly now: Clock
}

export interface CloseCardInput {
  readonly intakeId: string
  readonly cardId: string
  readonly note: string
  readonly actor: Actor
}

export type CloseCardOutcome =
  | { readonly kind: 'closed' }
  | { readonly kind: 'invalid'; readonly problem: string }
  /** Somebody was faster, or the card stands no longer; in words. Nothing was saved. */
  | { readonly kind: 'overtaken'; readonly why: string }

/** A named person says what they did about a card, and closes it. @throws DomainError when there is no such enquiry, or no such card to close */
export async function closeCard(deps: CloseCardDeps, input: CloseCardInput): Promise<CloseCardOutcome> {
  const { intakeId, cardId, actor: { staffId: by, name: byName } } = input
  const found = await openCard(deps, intakeId, cardId)
  if ('why' in found) return { kind: 'overtaken', why: found.why }
  const { card } = found
  if (!isClosedByNote(card.kind)) throw new DomainError('not_found', 'There is no such card.')
  const problem = noteProblem(input.note, 'Enter what you did or found out')
  if (problem !== undefined) return { kind: 'invalid', problem }

  const note = { intakeId, note: input.note.trim(), by, byName, at: deps.now() }
  const outcome = await deps.notes.closeCard({ ...note, card: { id: cardId, kind: card.kind } })
  return outcome === 'closed' ? { kind: 'closed' } : { kind: 'overtaken', why: whyClosed(await deps.intakes.find(intakeId), cardId) }
}

/** The card as it stands, or why it stands no longer. @throws DomainError when there is no such enquiry */
export async function openCard(
  { intakes }: Pick<CloseCardDeps, 'intakes'>, intakeId: string, cardId: string,
): Promise<{ readonly record: IntakeRecord; readonly card: Task } | { readonly why: string }> {
  const record = await intakes.find(intakeId)
  if (!record) throw new DomainError('not_found', 'There is no such enquiry.')
  const card = record.openTasks.find(({ id }) => id === cardId)
  return card ? { record, card } : { why: whyClosed(record, cardId) }
}

export function whyClosed(record: IntakeRecord | undefined, cardId: string): string {
  const closing = record && notesOf(record.history).find(({ closes }) => closes?.id === cardId)
  return closing
    ? `${closing.byName} closed this card on ${londonDateTime(closing.at)}. Your note is not saved: read theirs, and save yours if it says more`
    : 'This card is not open any more. Your note is not saved: save it if it is still of use'
}
