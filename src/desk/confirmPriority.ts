import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { isLowered, lowersUrgent, type Priority } from '../domain/priority'
import { LONGEST_REASON, wordsOf } from '../domain/readReason'
import type { Actor } from '../domain/staff'
import type { DeskIntakes, SeenPriority } from './ports'
import { wasEverUrgent } from './wasEverUrgent'

export interface ConfirmPriorityDeps {
  readonly intakes: Pick<DeskIntakes, 'find' | 'confirmPriority'>
  readonly now: Clock
}

export interface ConfirmPriorityInput {
  readonly intakeId: string
  readonly priority: Priority | undefined
  readonly reason: string
  readonly seen: SeenPriority
  readonly actor: Actor
  readonly mayLowerUrgent: boolean
}

export interface FormProblem {
  readonly field: 'priority' | 'reason'
  readonly text: string
}

/** Of what is urgent, and of what was. */
export const ONLY_A_MANAGER = { is: 'Only a manager can lower an urgent enquiry.', was: 'Only a manager can lower what was urgent.' } as const

export type ConfirmOutcome =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'invalid'; readonly problems: readonly FormProblem[] }
  | { readonly kind: 'overtaken' }

/** A named person decides how pressing an enquiry is: as it stands without more words, otherwise with a reason. To raise it brings casework back that was ended. @throws DomainError when there is no such enquiry */
export async function confirmPriority(deps: ConfirmPriorityDeps, input: ConfirmPriorityInput): Promise<ConfirmOutcome> {
  const record = await deps.intakes.find(input.intakeId)
  if (!record) throw new DomainError('not_found', 'There is no such enquiry.')
  const { status, triage, rerouting } = record.intake
  if (status === 'closed' && rerouting) throw new DomainError('conflict', 'This enquiry is ended: its priority stands.')
  if (status === 'rerouted') throw new DomainError('conflict', 'This enquiry is on another list: bring it back to the queue first.')

  const reason = wordsOf(input.reason)
  const problems = findProblems(input, { reason, current: triage?.priority, isEnded: status === 'closed', wasEver: wasEverUrgent(record) })
  if (input.priority === undefined || problems.length > 0) return { kind: 'invalid', problems }

  const { staffId: by, name: byName } = input.actor
  const kind = await deps.intakes.confirmPriority({
    intakeId: input.intakeId,
    seen: input.seen,
    priority: input.priority,
    confirmation: { by, byName, at: deps.now(), reason },
    mayRelax: input.mayLowerUrgent,
  })
  return { kind }
}

interface Standing {
  /** What was typed for it. */
  readonly reason: string
  readonly current: Priority | undefined
  readonly isEnded: boolean
  /** Urgent. */
  readonly wasEver: boolean
}

function findProblems(input: ConfirmPriorityInput, { reason, current, isEnded, wasEver }: Standing): FormProblem[] {
  if (lowersUrgent(current, input.priority, wasEver) && !input.mayLowerUrgent) {
    // Nothing that they could write would do.
    return [{ field: 'priority', text: `${ONLY_A_MANAGER[current === 'urgent' ? 'is' : 'was']} Ask a manager, or leave it as it is` }]
  }
  const problems: FormProblem[] = []
  if (input.priority === undefined) problems.push({ field: 'priority', text: 'Select a priority' })
  const isRaised = current !== undefined && input.priority !== undefined && isLowered(input.priority, current)
  if (isEnded && input.priority !== undefined && !isRaised) problems.push({ field: 'priority', text: 'This enquiry is ended: its priority can only be raised, which reopens it' })
  else if (reason === '' && input.priority !== undefined && input.priority !== current) problems.push({ field: 'reason', text: missingReason(current, isRaised) })
  else if (reason.length > LONGEST_REASON) {
    problems.push({ field: 'reason', text: `The reason must be ${LONGEST_REASON.toLocaleString('en-GB')} characters or fewer` })
  }
  return problems
}

/** What is asked of whoever decides otherwise than the rules, or a person before them, and gives no reason. */
export function missingReason(current: Priority | undefined, isRaised: boolean): string {
  if (current === undefined) return 'Enter why it has this priority'
  return isRaised ? 'Enter why the priority is to be higher' : 'Enter why the priority is to be lower'
}
