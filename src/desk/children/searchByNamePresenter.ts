import type { TypedChild } from '../../domain/childFields'
import { withoutTurns } from '../highlight'
import { paths } from '../paths'
import { signWords, veryNameWords } from '../threadPresenter'
import type { SummaryLink } from '../typedForms'
import { type ChildFieldView, fieldView, problemLinks } from './childFormPresenter'
import { childWords } from './childWords'
import { childNotice } from './findByReference'
import type { FoundByName } from './namedSoFirst'
import type { SearchChildrenOutcome } from './searchChildren'

interface FoundView {
  readonly reference: string
  readonly href: string
  readonly name: string
  readonly also: string
  readonly why: string
}

export interface SearchByNameView {
  readonly title: string
  readonly action: string
  readonly fields: readonly ChildFieldView[]
  readonly problems: readonly SummaryLink[]
  /** What came of it, where that is no list. */
  readonly notice: string
  readonly foundTitle: string
  readonly found: readonly FoundView[]
  readonly more: string
}

/** The page on which a child's record is looked for, and what was found. */
export function searchByNameView(typed: TypedChild, outcome?: Exclude<SearchChildrenOutcome, { kind: 'found' }>): SearchByNameView {
  const problems = outcome?.kind === 'invalid' ? outcome.problems : []
  const { found, areMore } = outcome?.kind === 'searched' ? outcome : { found: [], areMore: false }
  return {
    title: 'Find a child', action: paths.children,
    fields: [{ ...fieldView('name', typed, problems), ...NAME }, { ...fieldView('birthDate', typed, problems), ...BIRTH }],
    problems: problemLinks({ typed, problems }),
    notice: outcome ? noticeOf(outcome) : '',
    foundTitle: found.length === 1 ? 'One record found' : `${found.length} records found`,
    found: found.map(foundLine),
    more: areMore ? 'There are more. Enter more of the name, or the date of birth as well.' : '',
  }
}

const NAME = {
  label: 'Name, or the reference of the record',
  hint: 'In any order, or one name of several. Many other spellings are found too, and more of them with the date of birth. With a family name that very many have, such as Nguyen, enter another name as well.',
}
const BIRTH = { label: 'Date of birth', hint: 'Such as 27 3 2010. With a name, records that have both come first.' }

const foundLine = ({ id, reference, details, otherNames, alike, isNamedSo }: FoundByName): FoundView => ({
  reference, href: paths.child(id), name: childWords(details), why: `Found by ${isNamedSo ? veryNameWords('this name', alike) : signWords(alike)}.`,
  also: otherNames.length === 0 ? '' : `Also known as ${otherNames.map(withoutTurns).join(', ')}.`,
})

function noticeOf(outcome: Exclude<SearchChildrenOutcome, { kind: 'found' }>): string {
  if (outcome.kind === 'invalid') return ''
  if (outcome.kind === 'too_often') return `You have looked for children very often. Try again in ${Math.ceil(outcome.seconds / 60)} min.`
  if (outcome.kind !== 'searched') return childNotice(outcome)
  const { found, broken, isTooCommon } = outcome
  const says = [
    ...broken.map(({ reference }) => `${reference} ${found.length > 0 ? 'was found as well' : 'was found'}, but does not open: tell whoever runs the service.`),
    ...(isTooCommon ? [TOO_COMMON] : []),
  ]
  return found.length + says.length > 0 ? says.join(' ') : NONE
}

const NONE = 'No record of a child that you may see was found. Try one name alone or another spelling, or add the date of birth, with which more spellings are found. A child whom nobody has recorded yet has no record.'
const TOO_COMMON = 'Very many children have that name, so that it finds only records with that name and no other. Enter another name as well, or the date of birth.'
