import type { Intake } from '../domain/intake'
import { isLowered, PRIORITIES, type Priority } from '../domain/priority'
import { type FormProblem, ONLY_A_MANAGER } from './confirmPriority'
import { paths } from './paths'
import { PRIORITY_HINTS, PRIORITY_NAMES } from './words'

/** What was typed and what was wrong with it; empty when the page is fresh. */
export interface FormState {
  readonly priority?: Priority | undefined
  readonly reason: string
  readonly problems: readonly FormProblem[]
  /** Somebody or something decided in the meantime. */
  readonly overtaken: boolean
}

export const FRESH_FORM: FormState = { reason: '', problems: [], overtaken: false }

export interface DecisionForm {
  readonly action: string
  readonly legend: string
  readonly note: string | undefined
  readonly choices: readonly { readonly value: Priority; readonly text: string; readonly hint: string; readonly checked: boolean }[]
  readonly reason: string
  readonly reasonHint: string
  /** What the person has in front of them; sent back, so that a decision on an older state is noticed. */
  readonly seenPriority: string
  readonly seenConfirmedAt: string
  readonly summary: readonly { readonly text: string; readonly href: string }[]
  readonly priorityError: string | undefined
  readonly reasonError: string | undefined
}

/** Where the error summary leads: to the first radio, and to the box. */
const FIELD_IDS = { priority: 'priority', reason: 'reason' } as const

const OVERTAKEN = 'The priority changed while you were deciding. Look at it again, then decide'

/** Undefined where there is nothing to decide: of what was ended the priority can only be raised. */
export function decisionForm(intake: Intake, { mayLowerUrgent, wasUrgent }: { readonly mayLowerUrgent: boolean; readonly wasUrgent: boolean }, state: FormState): DecisionForm | undefined {
  const { status } = intake
  const current = intake.triage?.priority
  const choices = PRIORITIES.filter((value) => status !== 'closed' || (current !== undefined && isLowered(value, current)))
  if (choices.length === 0) return undefined
  const problemOf = (field: FormProblem['field']): string | undefined =>
    state.problems.find((problem) => problem.field === field)?.text
  return {
    action: paths.priority(intake.id),
    legend: status === 'closed' ? 'Raise the priority' : current === undefined ? 'Set the priority' : intake.triage?.confirmedBy ? 'Change the priority' : 'Confirm or change the priority',
    note: noteOn(intake, wasUrgent && !mayLowerUrgent),
    choices: choices.map((value) => ({
      value, text: PRIORITY_NAMES[value], hint: PRIORITY_HINTS[value], checked: state.priority === value,
    })),
    reason: state.reason,
    reasonHint: `A few words${current === undefined || status === 'closed' ? '' : `, if it is not ${PRIORITY_NAMES[current]}`}. They stay with the enquiry, with your name.`,
    seenPriority: current ?? '',
    seenConfirmedAt: intake.triage?.confirmedBy?.at.toISOString() ?? '',
    summary: [
      ...(state.overtaken ? [{ text: OVERTAKEN, href: '#priority' }] : []),
      ...state.problems.map(({ field, text }) => ({ text, href: `#${FIELD_IDS[field]}` })),
    ],
    priorityError: state.overtaken ? OVERTAKEN : problemOf('priority'),
    reasonError: problemOf('reason'),
  }
}

function noteOn({ status, triage }: Intake, isForManager: boolean): string | undefined {
  if (status === 'closed') return 'This enquiry is ended. To raise its priority reopens it.'
  return isForManager ? ONLY_A_MANAGER[triage?.priority === 'urgent' ? 'is' : 'was'] : undefined
}
