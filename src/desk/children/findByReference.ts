import { paths } from '../paths'
import type { SummaryLink } from '../typedForms'
import type { ChildRecord } from './childPorts'
import { childWords } from './childWords'
import type { FindChildOutcome } from './findChild'

/** Of a reference whose last character does not check the others. */
export const MISTYPED = 'That reference has a mistyped character. Ask for it again, character by character'

/** What was typed as the reference of a child's record, and what came of it. */
export interface SoughtChild {
  readonly typed: string
  readonly outcome: Exclude<FindChildOutcome, { kind: 'found' }> | { readonly kind: 'found'; readonly record: ChildRecord }
}

/** The box in which a child's reference is typed, and what came of it. */
export interface ReferenceBox {
  readonly action: string
  readonly open: boolean
  readonly typed: string
  readonly notice: string
  readonly error: string | undefined
  readonly problems: readonly SummaryLink[]
  readonly found: { readonly id: string; readonly reference: string; readonly href: string; readonly action: string; readonly name: string; readonly conflicts: readonly string[] } | undefined
}

/** @param conflictsWith who sees less once that record is chosen */
export function referenceBox(action: string, sought: SoughtChild | undefined, conflictsWith: (record: ChildRecord) => readonly string[]): ReferenceBox {
  const outcome = sought?.outcome
  const error = outcome && errorOf(outcome)
  return {
    action, open: sought !== undefined, typed: sought?.typed ?? '', error,
    notice: outcome ? childNotice(outcome) : '',
    problems: error === undefined ? [] : [{ text: error, href: '#child-reference' }],
    found: outcome?.kind === 'found' ? { ...lineOf(outcome.record), conflicts: conflictsWith(outcome.record) } : undefined,
  }
}

function errorOf({ kind }: SoughtChild['outcome']): string | undefined {
  if (kind === 'mistyped') return MISTYPED
  return kind === 'none' ? 'Enter the reference of a child’s record, such as C-K7QM4T' : undefined
}

const lineOf = ({ child: { id, reference, details } }: ChildRecord) => ({ id, reference, href: paths.child(id), action: paths.childEnquiries(id), name: childWords(details) })

/** What came of a look for a reference that could be one. */
export function childNotice(outcome: SoughtChild['outcome']): string {
  if (outcome.kind === 'unknown') return `No record of a child that you may see has this reference: ${outcome.reference}.`
  return outcome.kind === 'too_many' ? `You have looked for many references that nothing has. Try again in ${Math.ceil(outcome.seconds / 60)} min.` : ''
}
