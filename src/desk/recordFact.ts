import { DomainError } from '../domain/errors'
import { ABOUT_ALL, type FactProblem, readFact } from '../domain/factFields'
import { type FactKind, isDangerNow, type RecordedFact } from '../domain/recordedFacts'
import type { Actor } from '../domain/staff'
import type { DeskChildren, KnownChild } from './children/childPorts'
import type { DeskFacts } from './factPorts'
import type { DeskIntakes } from './ports'
import { raiseEach, raiseForDanger, type RaiseForDangerDeps } from './raiseForDanger'
import { DANGER_IN_ANOTHER } from './raiseLinked'
import { warnOfReferral } from './warnOfReferral'

export interface RecordFactDeps extends RaiseForDangerDeps {
  readonly intakes: RaiseForDangerDeps['intakes'] & Pick<DeskIntakes, 'openAmong'>
  readonly facts: DeskFacts
  readonly children: Pick<DeskChildren, 'around'>
}

export interface RecordFactInput {
  readonly intakeId: string
  readonly kind: FactKind
  readonly typed: Readonly<Record<string, unknown>>
  readonly actor: Actor
}

export type RecordFactOutcome =
  | { readonly kind: 'recorded' }
  /** And the enquiry is urgent now, and in the queue. */
  | { readonly kind: 'recorded_and_raised' }
  /** Danger now is recorded, and the enquiry is not urgent for it: whoever recorded it must hear that. */
  | { readonly kind: 'recorded_not_raised' }
  | { readonly kind: 'invalid'; readonly problems: readonly FactProblem[] }

/**
 * A named person writes down a fact about the child or the referral, with the time. Danger now makes the enquiry urgent,
 * by their word, and each that is linked to it as about the same child, or goes on under the child's record; nothing recorded here ever lowers one. @throws DomainError when there is no such enquiry
 */
export async function recordFact(deps: RecordFactDeps, { intakeId, kind, typed, actor }: RecordFactInput): Promise<RecordFactOutcome> {
  const { values, problems } = readFact(kind, typed)
  const whose = kind === 'caller_verified' ? {} : whoseFact(typed['about'], (await deps.children.around(intakeId, [], actor.staffId)).own)
  const warning = kind === 'nrm_referral' && typed['knownReferral'] !== 'seen' && !whose.problem ? await warnOfReferral(deps, intakeId, { actor, about: whose.about?.id }) : undefined
  const wrong = [...(whose.problem ? [whose.problem] : []), ...problems, ...(warning ? [warning] : [])]
  if (wrong.length > 0) return { kind: 'invalid', problems: wrong }
  const fact = { kind, values, at: deps.now(), by: actor.staffId, byName: actor.name, ...(whose.about && { about: whose.about }) }
  const { raised, outcome } = isDangerNow(fact)
    ? await raiseAndRecord(deps, fact, { intakeId, actor, ...(whose.about && { about: whose.about }) })
    : { raised: 'not_asked' as const, outcome: await deps.facts.record(intakeId, fact) }
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such enquiry.')
  if (outcome === 'authority_first') {
    return { kind: 'invalid', problems: [{ field: 'by', text: 'Record the contact with the child’s local authority or Trust first' }] }
  }
  switch (raised) {
    case 'raised':
      return { kind: 'recorded_and_raised' }
    case 'overtaken':
      return { kind: 'recorded_not_raised' }
    case 'urgent_before':
    case 'not_asked':
      return { kind: 'recorded' }
    default:
      return raised satisfies never
  }
}

/** Of an enquiry about several children it must be said which one a fact is about, or that it is about all. */
function whoseFact(typed: unknown, children: readonly KnownChild[]): { readonly about?: NonNullable<RecordedFact['about']>; readonly problem?: FactProblem } {
  if (children.length < 2 || typed === ABOUT_ALL) return {}
  const child = children.find((one) => one.child.id === typed)?.child
  return child ? { about: { id: child.id, reference: child.reference } } : { problem: { field: 'about', text: 'Select which child it is about' } }
}

type Endangered = Pick<RecordFactInput, 'intakeId' | 'actor'> & Pick<RecordedFact, 'about'>

/** Those linked as about the same child, and those under the child's record. @param known those that were raised before */
async function raiseOthers(deps: RecordFactDeps, { intakeId, actor, about }: Endangered, known: Set<string>): Promise<boolean> {
  const same = (await deps.facts.ofSameChild(intakeId, about?.id)).filter(({ id, by }) => by !== 'thread' && !known.has(id))
  for (const { id } of same) known.add(id)
  const { areRaised } = await raiseEach(deps, same.map(({ id, by }) => ({ intakeId: id, actor, reason: DANGER_IN_ANOTHER, unlessEnded: by === 'child' })))
  return areRaised
}

/** Tried again when somebody ends the enquiry in between: what says danger must not have ended. */
const TRIES = 3

/**
 * Raised first, the others before it: should a process end in between, it is urgent and the fact is asked for again. The other
 * way round it says danger and stays ordinary. What cannot be raised is recorded all the same, and whoever recorded it hears
 * so. What came to be about the same child meanwhile is looked for once more.
 */
async function raiseAndRecord(deps: RecordFactDeps, fact: RecordedFact, endangered: Endangered) {
  const known = new Set<string>()
  let areOthers = true
  for (let tries = 1; ; tries += 1) {
    areOthers = (await raiseOthers(deps, endangered, known)) && areOthers
    const own = await raiseForDanger(deps, endangered)
    const outcome = await deps.facts.record(endangered.intakeId, fact, { inQueue: areOthers && own !== 'overtaken' && tries < TRIES })
    if (outcome === 'left_queue') continue
    areOthers = (await raiseOthers(deps, endangered, known)) && areOthers
    return { raised: areOthers ? own : 'overtaken' as const, outcome }
  }
}
