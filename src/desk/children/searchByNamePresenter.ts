import type { TypedChild } from '../../domain/childFields'
import { withoutTurns } from '../highlight'
import { listed } from '../listed'
import { paths } from '../paths'
import { signWords } from '../threadPresenter'
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
    foundTitle: found.length === 1 ? 'One record is like that' : `${found.length} records are like that`,
    found: found.map(foundLine),
    more: areMore ? 'There are more. Enter more of the name, or the date of birth as well.' : '',
  }
}

const NAME = {
  label: 'Name, or the reference of the record',
  hint: 'It is found too where it is spelt otherwise, and by one name of several. Of a family name that many bear, such as Nguyen, enter another as well.',
}
const BIRTH = { label: 'Date of birth', hint: 'Such as 27 3 2010. Beside a name it puts first whoever has both.' }

const foundLine = ({ id, reference, details, otherNames, alike, isNamedSo }: FoundByName): FoundView => ({
  reference, href: paths.child(id), name: childWords(details), why: `Found by ${isNamedSo ? listed(['this name', ...(alike.includes('birth_date') ? [signWords(['birth_date'])] : [])]) : signWords(alike)}.`,
  also: otherNames.length === 0 ? '' : `Also known as ${otherNames.map(withoutTurns).join(', ')}.`,
})

function noticeOf(outcome: Exclude<SearchChildrenOutcome, { kind: 'found' }>): string {
  if (outcome.kind === 'invalid') return ''
  if (outcome.kind === 'too_often') return `You have looked for children very often. Try again in ${Math.ceil(outcome.seconds / 60)} min.`
  if (outcome.kind !== 'searched') return childNotice(outcome)
  const { found, broken, isTooCommon } = outcome
  const says = [
    ...broken.map(({ reference }) => `${reference} is like that${found.length > 0 ? ' as well' : ''}, but does not open: tell whoever runs the service.`),
    ...(isTooCommon ? [TOO_COMMON] : []),
  ]
  return found.length + says.length > 0 ? says.join(' ') : NONE
}

const NONE = 'No record of a child that you may see is like that. Try one name alone, another spelling, or the date of birth: a child whom nobody has recorded has none.'
const TOO_COMMON = 'So many have that name that only a record with that and no other is found by it. Enter another name as well, or the date of birth.'
