import type { Colleague } from '../domain/handover'
import { awayWords } from './awayWords'

interface Choice {
  readonly value: string
  readonly text: string
  readonly selected: boolean
}

/** A small form that names a person, asks for a reason, or both; folded away until it is needed. */
export interface PersonForm {
  /** Its fields' ids begin with it. */
  readonly id: string
  readonly action: string
  /** Opens the form. */
  readonly summary: string
  /** Which of several it is about; absent where there is one. */
  readonly role: string | undefined
  /** What they were shown, sent along so that it is compared; absent where it does not matter. */
  readonly seen: string | undefined
  /** The one whom it is about, where nobody is to choose. */
  readonly chosen: string | undefined
  /** Absent where nobody is chosen, with no choices. */
  readonly toLabel: string | undefined
  readonly choices: readonly Choice[]
  /** Absent where no reason is asked for. */
  readonly reasonLabel: string | undefined
  readonly reason: string
  readonly button: string
  readonly open: boolean
  readonly toError: string | undefined
  readonly reasonError: string | undefined
}

/** What came back of such a form. */
interface Returned {
  readonly to: string
  readonly reason: string
  readonly problems: readonly { readonly field: 'to' | 'reason'; readonly text: string }[]
}

export interface PersonFormInput {
  readonly id: string
  readonly action: string
  readonly words: Pick<PersonForm, 'summary' | 'toLabel' | 'reasonLabel' | 'button'>
  readonly role?: string
  readonly seen?: string | undefined
  readonly chosen?: string
  readonly people?: readonly Colleague[]
  /** Absent where it is fresh. */
  readonly typed: Returned | undefined
}

export function personForm({ id, action, words, role, seen, chosen, people = [], typed }: PersonFormInput): PersonForm {
  const errorOf = (field: 'to' | 'reason'): string | undefined => typed?.problems.find((problem) => problem.field === field)?.text
  const choices: readonly Colleague[] = words.toLabel === undefined ? [] : [{ staffId: '', name: 'Select somebody' }, ...people]
  const nameOf = ({ staffId, name }: Colleague): string => {
    const away = awayWords(staffId, people)
    return away === undefined ? name : `${name} (${away})`
  }
  return {
    id, action, role, seen, chosen, ...words,
    choices: choices.map((one) => ({ value: one.staffId, text: nameOf(one), selected: one.staffId === (typed?.to ?? '') })),
    reason: typed?.reason ?? '', open: typed !== undefined, toError: errorOf('to'), reasonError: errorOf('reason'),
  }
}
