import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import type { DeskIntakes } from './ports'
import type { RoutingDesk } from './routingPorts'

export interface RaiseForDangerDeps {
  readonly intakes: Pick<DeskIntakes, 'find' | 'confirmPriority'>
  readonly routing: Pick<RoutingDesk, 'bringBack'>
  readonly now: Clock
}

export interface RaiseForDangerInput {
  readonly intakeId: string
  readonly actor: Actor
  /** Where the danger is recorded, when that is not this enquiry: it keeps the words for it. */
  readonly reason?: string
  /** What has come to its end stays there. */
  readonly unlessEnded?: boolean
}

const REASON = 'Recorded as in danger now.'
/** Tried again when somebody decides at the same moment: what is urgent must not stay ordinary for that. */
const TRIES = 3

/**
 * Makes an enquiry urgent by the word of a named person. One that is on a list, or was ended there, comes back first: nobody
 * is told of what is not in the queue.
 * @returns `overtaken` when others changed it each time, or it cannot be brought back @throws DomainError when there is no such enquiry
 */
export async function raiseForDanger(deps: RaiseForDangerDeps, { intakeId, actor, reason = REASON, unlessEnded = false }: RaiseForDangerInput): Promise<'raised' | 'urgent_before' | 'overtaken'> {
  let cameBack = false
  for (let tries = 0; tries < TRIES; tries += 1) {
    const record = await deps.intakes.find(intakeId)
    if (!record) throw new DomainError('not_found', 'There is no such enquiry.')
    const { triage, status } = record.intake
    if (unlessEnded && status === 'closed') return 'urgent_before'
    if (status === 'rerouted' || status === 'closed') {
      if (!(await isBroughtBack(deps, { intakeId, actor, reason }))) continue
      cameBack = true
    }
    if (triage?.priority === 'urgent') return cameBack ? 'raised' : 'urgent_before'
    const outcome = await deps.intakes.confirmPriority({
      intakeId, priority: 'urgent', mayRelax: false,
      confirmation: { by: actor.staffId, byName: actor.name, at: deps.now(), reason },
      seen: { ...(triage && { priority: triage.priority }), ...(triage?.confirmedBy && { confirmedAt: triage.confirmedBy.at }) },
    })
    if (outcome === 'confirmed') return 'raised'
  }
  return 'overtaken'
}

/** Each of these, whatever happens with one of them. @returns whether each is urgent now: whoever asked for it must hear where one is not */
export async function raiseEach(deps: RaiseForDangerDeps, inputs: readonly RaiseForDangerInput[]): Promise<boolean> {
  let areRaised = true
  for (const input of inputs) {
    try {
      if ((await raiseForDanger(deps, input)) === 'overtaken') areRaised = false
    } catch {
      areRaised = false
    }
  }
  return areRaised
}

/**
 * What comes to be about the same child by a person's word is raised before that is said: should a process end in between, it is
 * urgent and the word is asked for again. And looked at once more afterwards, for the danger that somebody recorded at the same moment.
 */
export async function sayBetweenRaising<T>(raise: () => Promise<boolean>, say: () => Promise<T>): Promise<{ readonly said: T; readonly areRaised: boolean }> {
  const before = await raise()
  const said = await say()
  const after = await raise()
  return { said, areRaised: before && after }
}

async function isBroughtBack({ routing }: RaiseForDangerDeps, input: Required<Omit<RaiseForDangerInput, 'unlessEnded'>>): Promise<boolean> {
  try {
    return (await routing.bringBack(input)).kind === 'done'
  } catch (error) {
    // Somebody brought it back at the same moment: it is looked at again.
    if (error instanceof DomainError && error.code === 'conflict') return false
    throw error
  }
}
