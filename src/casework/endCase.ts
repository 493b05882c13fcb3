import { randomBytes } from 'node:crypto'
import type { CaseOutcome, CaseOutcomes, EndingOutcome, EndingProblem } from '../domain/caseEnding'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { readReason } from '../domain/readReason'
import type { Actor } from '../domain/staff'
import { obstaclesToEnding } from './obstaclesToEnding'
import type { CaseEndings, NamedCase } from './ports'

export interface EndCaseDeps {
  readonly cases: CaseEndings
  readonly outcomes: CaseOutcomes
  readonly now: Clock
}

export interface EndCaseInput {
  readonly intakeId: string
  /** The code that was chosen; absent when none was. */
  readonly outcome: string | undefined
  /** What the outcome asks for, as typed. */
  readonly detail: string
  /** Where that is a reference: whose it is, or why it is nobody's. */
  readonly named: NamedCase | { readonly problem: string } | undefined
  readonly reason: string
  readonly actor: Actor
}

const OTHER_LEFT: EndingProblem = { field: 'detail', text: 'That enquiry is not in the queue, or would end together with this one: say of this one how it ended itself' }

/**
 * The social worker who has an enquiry, or its manager, ends it and says how and why; one that was urgent is its manager's to
 * end. What shares its place ends with it, or all of it stays open. Nothing else ever ends casework.
 * @throws DomainError when there is no such enquiry
 */
export async function endCase({ cases, outcomes, now }: EndCaseDeps, input: EndCaseInput): Promise<EndingOutcome> {
  const { intakeId, actor: { staffId: by, name: byName } } = input
  const token = randomBytes(12).toString('hex')
  const held = await cases.begin(intakeId, token)
  if (!held) throw new DomainError('not_found', 'There is no such enquiry.')
  const obstacles = obstaclesToEnding(held, by)
  if (obstacles.length > 0) return { kind: 'obstacles', obstacles }
  const outcome = outcomes.outcomes.find(({ code }) => code === input.outcome)
  const detail = readDetail(outcome, input)
  const read = readReason(input.reason, 'Enter why it can be ended')
  const problems: readonly EndingProblem[] = [
    ...(outcome ? [] : [{ field: 'outcome', text: 'Select how it ended' } as const]),
    ...('problem' in detail ? [{ field: 'detail', text: detail.problem } as const] : []),
    ...('problem' in read ? [{ field: 'reason', text: read.problem } as const] : []),
  ]
  if (!outcome || 'problem' in detail || 'problem' in read) return { kind: 'refused', problems }
  const closing = { by, byName, at: now(), outcome: outcome.code, outcomeName: outcome.name, reason: `${detail.words}${read.reason}` }
  const done = await cases.end(held, token, closing, detail.duplicateOf)
  switch (done) {
    case 'ended':
      return { kind: 'done' }
    case 'overtaken':
      return { kind: 'overtaken' }
    case 'other_left':
      return { kind: 'refused', problems: [OTHER_LEFT] }
    default:
      return done satisfies never
  }
}

type Detail = { readonly words: string; readonly duplicateOf?: NamedCase } | { readonly problem: string }

/** What the outcome asks for: words begin the reason; a reference is kept by itself, for not everybody may be told of it. */
function readDetail(outcome: CaseOutcome | undefined, { intakeId, detail, named }: EndCaseInput): Detail {
  const asks = outcome?.asks
  if (!asks) return { words: '' }
  if (asks.kind === 'words') {
    const read = readReason(detail, `Enter: ${asks.label.toLowerCase()}`)
    return 'problem' in read ? read : { words: `${asks.label}: ${read.reason}\n` }
  }
  if (!named) return { problem: 'Enter the reference of the other enquiry' }
  if ('problem' in named) return named
  if (named.intakeId === intakeId) return { problem: 'That is the reference of this enquiry' }
  return { words: '', duplicateOf: named }
}
