import { PRIORITIES, type Priority } from '../domain/priority'
import { type Disposition, DISPOSITIONS } from '../domain/telephony'
import { ONLY_A_MANAGER } from './confirmPriority'
import { NOTE_LIMIT } from './noteRules'
import { paths } from './paths'
import type { IntakeRecord } from './ports'
import type { SummaryLink, TypedForm } from './typedForms'
import { wasEverUrgent } from './wasEverUrgent'
import { DISPOSITION_NAMES, PRIORITY_NAMES } from './words'
import type { WriteUpProblem } from './writeUpCall'

interface Choice<T> {
  readonly value: T | ''
  readonly text: string
  readonly checked: boolean
}

export interface WriteUpForm {
  readonly action: string
  readonly hint: string
  readonly note: string
  readonly dispositions: readonly Choice<Disposition>[]
  readonly priorities: readonly Choice<Priority>[]
  readonly priorityHint: string | undefined
  readonly reason: string
  readonly seenPriority: string
  readonly seenConfirmedAt: string
  readonly errors: Readonly<Partial<Record<WriteUpProblem['field'], string>>>
  readonly summary: readonly SummaryLink[]
}

const FIELD_IDS: Readonly<Record<WriteUpProblem['field'], string>> = {
  note: 'write-up-note', disposition: 'disposition', priority: 'write-up-priority', reason: 'write-up-reason',
}

/** The note of a conversation. */
export function writeUpForm({ intake, history }: Pick<IntakeRecord, 'intake' | 'history'>, cardId: string, mayLowerUrgent: boolean, typed: TypedForm | undefined): WriteUpForm {
  const state = typed?.form === 'writeUp' && typed.state.cardId === cardId ? typed.state : undefined
  const problems = state?.problems ?? []
  const current = intake.triage?.priority
  return {
    action: paths.writeUp(intake.id),
    hint: `What the caller told you and what you advised. It becomes part of the enquiry, with your name. ${NOTE_LIMIT}`,
    note: state?.note ?? '',
    dispositions: DISPOSITIONS.map((value) => ({ value, text: DISPOSITION_NAMES[value], checked: state?.disposition === value })),
    priorities: [
      { value: '', text: current === undefined ? 'Leave it to the rules' : `Leave it as it is (${PRIORITY_NAMES[current]})`, checked: state?.priority === undefined },
      ...PRIORITIES.map((value) => ({ value, text: PRIORITY_NAMES[value], checked: state?.priority === value })),
    ],
    priorityHint: mayLowerUrgent || !wasEverUrgent({ intake, history }) ? undefined : ONLY_A_MANAGER[current === 'urgent' ? 'is' : 'was'],
    reason: state?.reason ?? '',
    seenPriority: current ?? '',
    seenConfirmedAt: intake.triage?.confirmedBy?.at.toISOString() ?? '',
    errors: Object.fromEntries(problems.map(({ field, text }) => [field, text])),
    summary: problems.map(({ field, text }) => ({ text, href: `#${FIELD_IDS[field]}` })),
  }
}
