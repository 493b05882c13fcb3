import type { CaseOutcome, EndingObstacle, EndingProblem } from '../domain/caseEnding'
import type { Intake } from '../domain/intake'
import type { FactKind } from '../domain/recordedFacts'
import { ROLE_NAMES } from '../domain/roles'
import { FACT_TITLES } from './factPresenter'
import { londonDateTime } from './londonTime'
import { paths } from './paths'
import type { SummaryLink, TypedForm } from './typedForms'
import { outcomeWords, TASK_WORDS } from './words'

interface EndingChoice {
  readonly value: string
  readonly text: string
  readonly checked: boolean
  /** What has to be said with it; empty where nothing has. */
  readonly asks: string
}

export interface EndingView {
  /** For whoever may end it. */
  readonly form: {
    readonly action: string
    /** Why it cannot be ended as it stands; there is nothing to fill in then. */
    readonly obstacles: readonly string[]
    readonly choices: readonly EndingChoice[]
    readonly choiceError: string | undefined
    readonly detail: string
    readonly detailError: string | undefined
    readonly reason: string
    readonly reasonError: string | undefined
    readonly open: boolean
  } | undefined
  /** Once it has ended. */
  readonly ended: { readonly text: string; readonly reason: string; readonly along: string } | undefined
  /** Back to the queue; for whoever may. */
  readonly reopen: { readonly action: string; readonly reason: string; readonly reasonError: string | undefined; readonly open: boolean } | undefined
  readonly problems: readonly SummaryLink[]
}

export interface EndingInput {
  readonly intake: Intake
  readonly outcomes: readonly CaseOutcome[]
  /** Why this person cannot end it. */
  readonly obstacles: readonly EndingObstacle[]
  readonly mayReopen: boolean
  readonly typed: TypedForm | undefined
}

/** How casework is ended, how it ended, and how it is reopened. */
export function endingView({ intake, outcomes, obstacles, mayReopen, typed }: EndingInput): EndingView {
  const { status, rerouting, closing } = intake
  const isEnded = status === 'closed' && rerouting === undefined
  const state = typed?.form === 'ending' ? typed.state : undefined
  const isTheirs = !obstacles.some(({ kind }) => kind === 'left_queue' || kind === 'nobody_has_it' || kind === 'not_theirs')
  const errorOf = (field: EndingProblem['field']): string | undefined => state?.problems.find((problem) => problem.field === field)?.text
  const returning = typed?.form === 'routing' && typed.state.which === 'return' ? typed.state : undefined
  return {
    form: isTheirs
      ? {
          action: paths.caseEnding(intake.id), obstacles: obstacles.map(obstacleWords), open: state !== undefined,
          choices: outcomes.map(({ code, name, asks }) => ({ value: code, text: name, checked: state?.outcome === code, asks: asks ? `Say below: ${asks.label.toLowerCase()}` : '' })),
          choiceError: errorOf('outcome'), detail: state?.detail ?? '', detailError: errorOf('detail'), reason: state?.reason ?? '', reasonError: errorOf('reason'),
        }
      : undefined,
    ended: isEnded && closing
      ? {
          text: `${outcomeWords(closing)}: ended by ${closing.byName} on ${londonDateTime(closing.at)}.`, reason: closing.reason,
          along: closing.endedWith ? `It was ended along with ${closing.endedWith}, which it belongs with.` : '',
        }
      : undefined,
    reopen: isEnded && mayReopen
      ? { action: paths.returning(intake.id), reason: returning?.reason ?? '', reasonError: returning?.problems.find(({ field }) => field === 'reason')?.text, open: returning !== undefined }
      : undefined,
    problems: (state?.problems ?? []).map(({ field, text }) => ({ text, href: `#end-${field}` })),
  }
}

const DANGER_WORDS: Partial<Record<FactKind, string>> = { missing_now: 'missing', in_contact_now: 'in contact with whoever harms them' }

/** Why an enquiry cannot be ended, in a sentence. */
export function obstacleWords(obstacle: EndingObstacle): string {
  switch (obstacle.kind) {
    case 'left_queue':
      return 'It is not in the queue any more: somebody has ended it, or put it on another list.'
    case 'nobody_has_it':
      return 'Nobody has it yet: it needs a social worker and a manager first.'
    case 'not_theirs':
      return `Only its social worker, ${obstacle.socialWorker}, or its manager, ${obstacle.manager}, can end it.`
    case 'for_manager':
      return `It was urgent: only its manager, ${obstacle.manager}, can end it.`
    case 'not_read':
      return 'Nobody has read it yet: read it and set its priority first.'
    case 'not_accepted':
      return 'Nobody has accepted it yet: accept it first.'
    case 'being_read':
      return 'What came or was written down last is still being read: try again in a moment.'
    case 'under_way':
      return 'Somebody is on the telephone for it.'
    case 'cards':
      return `Clear its cards first: ${[...new Set(obstacle.cards)].map((kind) => TASK_WORDS[kind].title).join(', ')}.`
    case 'danger_now':
      return `The child is recorded as ${DANGER_WORDS[obstacle.fact] ?? 'in danger'} now. When that is over, record it under “${FACT_TITLES[obstacle.fact]}” first.`
    case 'second_awaited':
      return `No ${ROLE_NAMES[obstacle.role]} is on it yet: one takes it on first, or a manager says that none is needed.`
    case 'offered':
      return `It is offered to ${obstacle.to}, who has not answered yet.`
    case 'later_waits':
      return `${obstacle.reference} belongs with it and waits to be accepted.`
    case 'beside':
      return `${obstacle.reference} would end along with it, and cannot: ${obstacleWords(obstacle.obstacle)}`
    default:
      return obstacle satisfies never
  }
}
