import { paths } from '../paths'
import { type ReferenceBox, referenceField } from '../referenceField'
import type { KnownChild } from './childPorts'
import { childWords } from './childWords'
import type { FindChildOutcome } from './findChild'

/** Of a reference whose last character does not check the others. */
export const MISTYPED = 'That reference has a mistyped character. Ask for it again, character by character'

/** What was typed as the reference of a child's record, and what came of it. */
export interface SoughtChild {
  readonly typed: string
  readonly outcome: Exclude<FindChildOutcome, { kind: 'found' }> | { readonly kind: 'found'; readonly record: KnownChild }
}

/** The box in which a child's reference is typed, and what came of it. */
export type ChildBox = ReferenceBox<{ readonly id: string; readonly reference: string; readonly href: string; readonly action: string; readonly name: string; readonly conflicts: readonly string[] }>

/** @param conflictsWith who sees less once that record is chosen */
export function childBox(action: string, sought: SoughtChild | undefined, conflictsWith: (record: KnownChild) => readonly string[]): ChildBox {
  const outcome = sought?.outcome
  return {
    action, open: sought !== undefined,
    ...referenceField('child-reference', sought ? { typed: sought.typed, error: errorOf(sought.outcome), notice: childNotice(sought.outcome) } : {}),
    found: outcome?.kind === 'found' ? { ...lineOf(outcome.record), conflicts: conflictsWith(outcome.record) } : undefined,
  }
}

function errorOf({ kind }: SoughtChild['outcome']): string | undefined {
  if (kind === 'mistyped') return MISTYPED
  return kind === 'none' ? 'Enter the reference of a child’s record, such as C-K7QM44' : undefined
}

const lineOf = ({ child: { id, reference, details } }: KnownChild) => ({ id, reference, href: paths.child(id), action: paths.childEnquiries(id), name: childWords(details) })

/** What came of a look for a reference that could be one. */
export function childNotice(outcome: SoughtChild['outcome']): string {
  if (outcome.kind === 'unknown') return `No record of a child that you may see has this reference: ${outcome.reference}.`
  return outcome.kind === 'too_many' ? `You have looked for many references that nothing has. Try again in ${Math.ceil(outcome.seconds / 60)} min.` : ''
}
