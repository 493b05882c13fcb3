import type { Intake } from '../domain/intake'
import { CATEGORIES, type Category, READ_BY_A_PERSON, type Triage } from '../domain/triage'
import { londonDateTime } from './londonTime'
import { paths } from './paths'
import type { TypedForm } from './typedForms'
import { CATEGORY_NAMES } from './words'

export interface CategoryView {
  /** What it is about, and who says so. */
  readonly standing: string
  /** Why a person says so; empty where they confirmed what the rules propose. */
  readonly reason: string
  readonly action: string
  /** Confirms by one press what the rules propose; absent once a person has spoken. */
  readonly proposed: { readonly value: Category; readonly text: string } | undefined
  readonly summary: string
  /** What it does to a priority that is low; empty where it is not. */
  readonly raises: string
  readonly choices: readonly { readonly value: Category; readonly text: string; readonly hint: string; readonly checked: boolean }[]
  readonly choiceError: string | undefined
  readonly typedReason: string
  readonly reasonError: string | undefined
  readonly open: boolean
}

/** What a person had in front of them; sent back, so that a decision on an older state is noticed. */
export interface SeenView {
  readonly readAt: string
  readonly confirmedAt: string
  readonly categoryAt: string
}

export const seenView = ({ triage, categoryConfirmed }: Pick<Intake, 'triage' | 'categoryConfirmed'>): SeenView => ({
  readAt: triage?.at.toISOString() ?? '', confirmedAt: triage?.confirmedBy?.at.toISOString() ?? '', categoryAt: categoryConfirmed?.at.toISOString() ?? '',
})

export const proposedCategory = (triage: Triage | undefined): Category | undefined =>
  triage && triage.rulesVersion !== READ_BY_A_PERSON ? triage.category : undefined

/** The kinds are those of casework: src/domain/routing.ts. */
const RAISES = 'Its priority is low. As a concern about a child, a question about the referral mechanism or a request for a report it becomes standard, with your name.'

/** What an enquiry is about: proposed by the rules, confirmed or found otherwise by a person; undefined while nothing has read it. */
export function categoryView({ id, triage, categoryConfirmed }: Intake, typed: TypedForm | undefined): CategoryView | undefined {
  if (!triage) return undefined
  const state = typed?.form === 'routing' && typed.state.which === 'category' ? typed.state : undefined
  const proposed = proposedCategory(triage)
  const errorOf = (isReason: boolean): string | undefined => state?.problems.find(({ field }) => (field === 'reason') === isReason)?.text
  return {
    standing: standingWords(proposed, categoryConfirmed),
    reason: categoryConfirmed?.reason ?? '',
    action: paths.category(id),
    proposed: proposed && !categoryConfirmed ? { value: proposed, text: `Confirm: ${CATEGORY_NAMES[proposed]}` } : undefined,
    raises: triage.priority === 'low' ? RAISES : '',
    summary: categoryConfirmed ? 'It is about something else' : proposed ? 'It is something else' : 'Say what it is about',
    choices: CATEGORIES.map((value) => ({ value, text: CATEGORY_NAMES[value], hint: value === proposed ? 'What the rules propose' : '', checked: state?.choice === value })),
    choiceError: errorOf(false), typedReason: state?.reason ?? '', reasonError: errorOf(true), open: state !== undefined,
  }
}

function standingWords(proposed: Category | undefined, confirmed: Intake['categoryConfirmed']): string {
  if (!confirmed) return proposed ? `${CATEGORY_NAMES[proposed]}: proposed by the rules, confirmed by nobody yet.` : 'Nobody has said what it is about.'
  const otherwise = proposed !== undefined && proposed !== confirmed.category ? ` The rules had proposed: ${CATEGORY_NAMES[proposed]}.` : ''
  return `${CATEGORY_NAMES[confirmed.category]}: confirmed by ${confirmed.byName} on ${londonDateTime(confirmed.at)}.${otherwise}`
}
