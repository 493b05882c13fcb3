import { readChildReference } from '../domain/childReference'
import { childNotice, MISTYPED } from './children/findByReference'
import type { FindOutcome } from './findEnquiry'
import type { OtherFound } from './findOther'
import { paths } from './paths'
import { type ReferenceField, referenceField } from './referenceField'

export interface FindView extends ReferenceField {
  readonly title: string
  readonly action: string
}

/** The page on which a reference is typed, and what came of it when that is no enquiry. */
export function findView(typed: string, outcome?: Exclude<FindOutcome, { kind: 'found' }>): FindView {
  const wrong = outcome && errorWords(outcome)
  const error = outcome?.kind === 'wrong_length' ? `${wrong}; a child’s begins with C, such as C-K7QM44` : wrong
  return { title: 'Find an enquiry or a child', action: paths.find, ...referenceField('reference', { typed, error, ...(outcome && { notice: noticeWords(outcome) }) }) }
}

/** What is wrong with what was typed; undefined when it could be a reference. */
export function errorWords({ kind }: Exclude<OtherFound, { kind: 'found' }>): string | undefined {
  switch (kind) {
    case 'empty':
      return 'Enter a reference'
    case 'mistyped':
      return MISTYPED
    case 'wrong_length':
      return 'A reference has eight letters and numbers, such as K7QM-4TXG'
    case 'itself':
      return 'That is the reference of this enquiry. Enter that of the other one'
    case 'unknown':
    case 'too_many':
      return undefined
    default:
      return kind satisfies never
  }
}

/** What came of the look, when what was typed could be a reference. */
export function noticeWords(outcome: Exclude<OtherFound, { kind: 'found' }>): string {
  if (outcome.kind === 'unknown' && readChildReference(outcome.reference) !== undefined) return childNotice(outcome)
  if (outcome.kind === 'unknown') return `No enquiry that you may see has this reference: ${outcome.reference}.`
  if (outcome.kind !== 'too_many') return ''
  const minutes = Math.ceil(outcome.seconds / 60)
  return `You have looked for many references that no enquiry has. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, or look through the queue.`
}
