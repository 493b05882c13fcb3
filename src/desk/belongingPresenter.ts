import { errorWords, noticeWords } from './findPresenter'
import type { JoinConflicts } from './joinConflicts'
import { paths } from './paths'
import { type ReferenceBox, referenceField } from './referenceField'
import type { Between } from './threadPorts'
import { type RelatedView, relatedView } from './threadPresenter'
import type { SummaryLink, TypedBelonging, TypedForm } from './typedForms'

export interface BelongingView extends ReferenceBox<FoundView> {
  /** What came of it, said where the page begins, for the answer lies far below. */
  readonly answered: { readonly says: string; readonly link: SummaryLink } | undefined
}

/** The enquiry that was looked up: enough to know it again, and what may be said of the two. */
interface FoundView {
  readonly line: RelatedView
  readonly id: string
  readonly holder: string
  readonly says: string
  /** Absent where there is nothing to say. */
  readonly answerAction: string | undefined
  readonly mayJoin: boolean
  readonly mayLink: boolean
  /** Who sees less once the two belong together. */
  readonly conflicts: readonly string[]
}

/** How somebody says of two enquiries that they belong together although nothing suggests it; undefined for who may not. */
export function belongingView(intakeId: string, mayJoin: boolean, typed: TypedForm | undefined, joinConflicts: JoinConflicts): BelongingView | undefined {
  if (!mayJoin) return undefined
  const state = typed?.form === 'belonging' ? typed.state : undefined
  const missed = state && state.outcome.kind !== 'found' ? state.outcome : undefined
  return {
    action: paths.belonging(intakeId), open: missed !== undefined,
    ...referenceField('belonging-reference', { ...(state && { typed: state.typed }), ...(missed && { error: errorWords(missed), notice: noticeWords(missed) }) }),
    found: state?.outcome.kind === 'found' ? foundView(intakeId, state.outcome.between, joinConflicts) : undefined,
    answered: state && answeredWords(state.outcome),
  }
}

function answeredWords(outcome: TypedBelonging['outcome']): BelongingView['answered'] {
  if (outcome.kind === 'found') return { says: `${outcome.between.other.reference} was found.`, link: { text: 'See which enquiry it is', href: '#belonging-found' } }
  const says = noticeWords(outcome)
  return says === '' ? undefined : { says, link: { text: 'Look another one up', href: '#belonging-reference' } }
}

function foundView(intakeId: string, { other, standing, mayJoin }: Between, joinConflicts: JoinConflicts): FoundView {
  const isApart = standing === 'apart'
  return {
    line: relatedView(other, false),
    id: other.id,
    holder: other.socialWorkerName === undefined ? 'Nobody has it yet.' : `${other.socialWorkerName} has it.`,
    says: isApart ? apartWords(mayJoin) : STANDING_WORDS[standing],
    answerAction: isApart ? paths.belongingAnswer(intakeId) : undefined,
    mayJoin, mayLink: isApart, conflicts: isApart && mayJoin ? joinConflicts(other) : [],
  }
}

const STANDING_WORDS = {
  itself: 'That is the reference of this enquiry.',
  together: 'These two belong together already.',
  linked: 'These two are linked already.',
} as const

const apartWords = (mayJoin: boolean): string => mayJoin
  ? 'Read both before you say so: that you opened it is written down.'
  : 'The later of the two belongs with another enquiry already, so that the two can be linked but not joined.'
