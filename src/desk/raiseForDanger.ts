import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import type { Actor } from '../domain/staff'
import type { DeskIntakes } from './ports'
import type { RoutingDesk } from './routingPorts'

export interface RaiseForDangerDeps {
  readonly intakes: Pick<DeskIntakes, 'find' | 'confirmPriority'>
  readonly routing: Pick<RoutingDesk, 'bringBack'>
  readonly now: Clock
  readonly log: Pick<Logger, 'error'>
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

/** Whoever asked for it must hear where one is not urgent. */
export interface Raising {
  readonly areRaised: boolean
  /** Those that were not urgent before. */
  readonly raised: readonly string[]
}

/** Each of these, whatever happens with one of them. */
export async function raiseEach(deps: RaiseForDangerDeps, inputs: readonly RaiseForDangerInput[]): Promise<Raising> {
  let areRaised = true
  const raised: string[] = []
  for (const input of inputs) {
    const { intakeId } = input
    try {
      const outcome = await raiseForDanger(deps, input)
      if (outcome === 'overtaken') areRaised = false
      if (outcome === 'raised') raised.push(intakeId)
    } catch (error) {
      deps.log.error({ err: error, intakeId }, 'an enquiry could not be raised for danger; whoever recorded or linked it was told')
      areRaised = false
    }
  }
  return { areRaised, raised }
}

/**
 * What comes to be about the same child by a person's word is raised before that is said: should a process end in between, it is
 * urgent and the word is asked for again. And looked at once more afterwards, for the danger that somebody recorded at the same moment.
 */
export async function sayBetweenRaising<T>(raise: () => Promise<Raising>, say: () => Promise<T>): Promise<Raising & { readonly said: T }> {
  const before = await raise()
  const said = await say()
  const after = await raise()
  return { said, areRaised: before.areRaised && after.areRaised, raised: [...before.raised, ...after.raised] }
}

async function isBroughtBack({ routing }: RaiseForDangerDeps, input: Required<Omit<RaiseForDangerInput, 'unlessEnded'>>): Promise<boolean> {
  try {
    return (await routing.bringBack({ ...input, priorityFollows: true })).kind === 'done'
  } catch (error) {
    // Somebody brought it back at the same moment: it is looked at again.
    if (error instanceof DomainError && error.code === 'conflict') return false
    throw error
  }
}
