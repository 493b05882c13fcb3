import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { type FactProblem, readFact } from '../domain/factFields'
import { type FactKind, isDangerNow } from '../domain/recordedFacts'
import type { Actor } from '../domain/staff'
import { confirmPriority } from './confirmPriority'
import type { DeskFacts } from './factPorts'
import type { DeskIntakes } from './ports'

export interface RecordFactDeps {
  readonly intakes: Pick<DeskIntakes, 'find' | 'confirmPriority'>
  readonly facts: DeskFacts
  readonly now: Clock
}

export interface RecordFactInput {
  readonly intakeId: string
  readonly kind: FactKind
  readonly typed: Readonly<Record<string, unknown>>
  readonly actor: Actor
}

export type RecordFactOutcome =
  | { readonly kind: 'recorded' }
  /** And the enquiry is urgent now. */
  | { readonly kind: 'recorded_and_raised' }
  | { readonly kind: 'invalid'; readonly problems: readonly FactProblem[] }

/**
 * A named person writes down a fact about the child or the referral, with the time. Danger now makes the enquiry urgent,
 * by their word; nothing recorded here ever lowers it. @throws DomainError when there is no such enquiry
 */
export async function recordFact(deps: RecordFactDeps, { intakeId, kind, typed, actor }: RecordFactInput): Promise<RecordFactOutcome> {
  const { values, problems } = readFact(kind, typed)
  if (problems.length > 0) return { kind: 'invalid', problems }
  const outcome = await deps.facts.record(intakeId, { kind, values, at: deps.now(), by: actor.staffId, byName: actor.name })
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such enquiry.')
  if (outcome === 'authority_first') {
    return { kind: 'invalid', problems: [{ field: 'by', text: 'Record the contact with the child’s local authority or Trust first' }] }
  }
  return { kind: isDangerNow({ kind, values }) && (await isRaised(deps, { intakeId, actor })) ? 'recorded_and_raised' : 'recorded' }
}

/** Tried again when somebody decides at the same moment: what is urgent must not stay ordinary for that. */
const TRIES = 3

async function isRaised(deps: RecordFactDeps, { intakeId, actor }: Pick<RecordFactInput, 'intakeId' | 'actor'>): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const record = await deps.intakes.find(intakeId)
    const { triage, status } = record?.intake ?? {}
    if (!record || triage?.priority === 'urgent' || status === 'closed' || status === 'rerouted') return false
    const { kind } = await confirmPriority(deps, {
      intakeId, priority: 'urgent', reason: 'Recorded as in danger now.', actor, mayLowerUrgent: false,
      seen: { ...(triage && { priority: triage.priority }), ...(triage?.confirmedBy && { confirmedAt: triage.confirmedBy.at }) },
    })
    if (kind === 'confirmed') return true
  }
  return false
}
