import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { isLowered, lowersUrgent, type Priority } from '../domain/priority'
import { LONGEST_REASON } from '../domain/readReason'
import type { Actor } from '../domain/staff'
import type { DeskIntakes, SeenPriority } from './ports'

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

  const reason = input.reason.trim()
  const problems = findProblems(input, reason, triage?.priority, status === 'closed')
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

function findProblems(input: ConfirmPriorityInput, reason: string, current: Priority | undefined, isEnded: boolean): FormProblem[] {
  if (lowersUrgent(current, input.priority) && !input.mayLowerUrgent) {
    // Nothing that they could write would do.
    return [{ field: 'priority', text: 'Only a manager can lower an urgent enquiry. Ask a manager, or leave it urgent' }]
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
