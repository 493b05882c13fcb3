import { callbackDueAt } from '../domain/callbackHours'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { isLowered, lowersUrgent, type Priority } from '../domain/priority'
import { readReason, wordsOf } from '../domain/readReason'
import type { Actor } from '../domain/staff'
import type { Callback, Disposition } from '../domain/telephony'
import type { DeskNotes } from './callPorts'
import { openCard, whyClosed } from './closeCard'
import { confirmPriority, missingReason, ONLY_A_MANAGER } from './confirmPriority'
import { noteProblem } from './noteRules'
import type { DeskIntakes, IntakeRecord, SeenPriority } from './ports'
import type { Telephone } from './telephonePorts'
import { wasEverUrgent } from './wasEverUrgent'

export interface WriteUpDeps {
  readonly intakes: Pick<DeskIntakes, 'find' | 'confirmPriority'>
  readonly notes: Pick<DeskNotes, 'writeUp'>
  readonly telephone: Pick<Telephone, 'finishWrapUp'>
  /** How soon a call-back that was agreed is due, in milliseconds. */
  readonly agreedCallbackWithinMs: number
  readonly now: Clock
}

export interface WriteUpInput {
  readonly intakeId: string
  readonly cardId: string
  readonly note: string
  readonly disposition: Disposition | undefined
  /** As whoever spoke with the caller judges it; none when they leave it as it is. */
  readonly priority: Priority | undefined
  /** Why it is another than it was. */
  readonly reason: string
  readonly seen: SeenPriority
  readonly actor: Actor
  readonly mayLowerUrgent: boolean
}

export interface WriteUpProblem {
  readonly field: 'note' | 'disposition' | 'priority' | 'reason'
  readonly text: string
}

export type WriteUpOutcome =
  | { readonly kind: 'saved' }
  /** The note is saved; the priority was decided by somebody else meanwhile, or raised for the note's words, and is left as it is. */
  | { readonly kind: 'saved_without_priority' }
  | { readonly kind: 'invalid'; readonly problems: readonly WriteUpProblem[] }
  | { readonly kind: 'overtaken'; readonly why: string }

/** Of a priority that stays, or is the first. */
const REASON = 'As judged after the conversation; the note tells more.'

/** Whoever spoke with a caller writes down what was said and what comes of it. @throws DomainError when there is no such enquiry or card */
export async function writeUpCall(deps: WriteUpDeps, input: WriteUpInput): Promise<WriteUpOutcome> {
  const { intakeId, cardId, disposition, priority, actor: { staffId: by, name: byName } } = input
  const found = await openCard(deps, intakeId, cardId)
  if ('why' in found) return { kind: 'overtaken', why: found.why }
  if (found.card.kind !== 'wrap_up') throw new DomainError('not_found', 'There is no such card.')
  const problems = findProblems(input, wasEverUrgent(found.record))
  if (disposition === undefined || problems.length > 0) return { kind: 'invalid', problems }

  const at = deps.now()
  const outcome = await deps.notes.writeUp({
    intakeId, note: input.note.trim(), disposition, by, byName, at, card: { id: cardId, kind: 'wrap_up' },
    callbackDueAt: callbackDueAt(namedTime(found.record), at, deps.agreedCallbackWithinMs),
  })
  if (outcome === 'closed_before') return { kind: 'overtaken', why: whyClosed(await deps.intakes.find(intakeId), cardId) }
  if (mayBeTheirs(found.record, by)) await deps.telephone.finishWrapUp(by)
  if (priority === undefined) return { kind: 'saved' }
  // The note is worth more than the priority: it stands, whatever becomes of the other.
  return { kind: (await isConfirmed(deps, input, priority)) ? 'saved' : 'saved_without_priority' }
}

/** What the caller said of when it is safe holds for a call-back that was agreed with them too. */
const namedTime = ({ intake }: IntakeRecord): Callback | undefined => (intake.channel === 'phone' ? intake.telephony.callback : undefined)

/** Whoever writes up somebody else's conversation is not disturbed while they write one of their own. */
const mayBeTheirs = ({ intake }: IntakeRecord, staffId: string): boolean =>
  intake.channel === 'phone' && (intake.telephony.conversation?.staffId ?? staffId) === staffId

async function isConfirmed(deps: WriteUpDeps, { intakeId, reason: typed, actor, seen, mayLowerUrgent }: WriteUpInput, priority: Priority): Promise<boolean> {
  const reason = wordsOf(typed) || REASON
  const confirm = async (inView: SeenPriority) => (await confirmPriority(deps, { intakeId, priority, reason, seen: inView, actor, mayLowerUrgent })).kind
  try {
    const kind = await confirm(seen)
    if (kind !== 'overtaken') return kind === 'confirmed'
    const raised = raisedByRules(await deps.intakes.find(intakeId), seen)
    return raised !== undefined && !isLowered(raised, priority) && (await confirm({ ...seen, priority: raised })) === 'confirmed'
  } catch (error) {
    // Closed meanwhile: its priority stands.
    if (error instanceof DomainError && error.code === 'conflict') return false
    throw error
  }
}

/** The note may have been read already, and have raised the priority before they said what it is: no person decided in between. */
function raisedByRules(record: IntakeRecord | undefined, seen: SeenPriority): Priority | undefined {
  const triage = record?.intake.triage
  return triage?.confirmedBy?.at.getTime() === seen.confirmedAt?.getTime() ? triage?.priority : undefined
}

function findProblems(input: WriteUpInput, wasEver: boolean): WriteUpProblem[] {
  const { disposition, priority, seen } = input
  const note = noteProblem(input.note, 'Enter what was said')
  const changed = seen.priority !== undefined && priority !== seen.priority
  // Of a priority that stays, or is the first, where one is given.
  const isReasonKept = priority !== undefined && (changed || wordsOf(input.reason) !== '')
  return [
    ...(note === undefined ? [] : [{ field: 'note' as const, text: note }]),
    ...(disposition === undefined ? [{ field: 'disposition' as const, text: 'Select what came of the conversation' }] : []),
    ...(lowersUrgent(seen.priority, priority, wasEver) && !input.mayLowerUrgent
      ? [{ field: 'priority' as const, text: `${ONLY_A_MANAGER[seen.priority === 'urgent' ? 'is' : 'was']} Leave it as it is, and say in the note why` }]
      : isReasonKept ? reasonProblems(input.reason, missingReason(seen.priority, seen.priority !== undefined && isLowered(priority, seen.priority))) : []),
  ]
}

function reasonProblems(typed: string, missing: string): WriteUpProblem[] {
  const read = readReason(typed, missing)
  return 'problem' in read ? [{ field: 'reason', text: read.problem }] : []
}
