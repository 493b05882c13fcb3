import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import type { DeskIntakes } from '../ports'
import type { DeskChildren } from './childPorts'
import { raiseForChild, type RaiseForChildDeps } from './raiseForChild'

export interface SayAboutEnquiryDeps extends RaiseForChildDeps {
  readonly intakes: RaiseForChildDeps['intakes'] & Pick<DeskIntakes, 'isBarred'>
  readonly children: RaiseForChildDeps['children'] & Pick<DeskChildren, 'standing' | 'putUnder' | 'notAbout'>
}

export interface SayAboutEnquiryInput {
  readonly childId: string
  readonly intakeId: string
  readonly answer: 'is' | 'is_not'
  readonly actor: Actor
}

/**
 * A named person says whether an enquiry is about the child of a record. Said twice it is said once. Danger
 * that is recorded of the child in another enquiry makes this one urgent, and the other way round.
 * @throws DomainError `not_found` when there is no such enquiry or record that they may see
 */
export async function sayAboutEnquiry(deps: SayAboutEnquiryDeps, { childId, intakeId, answer, actor }: SayAboutEnquiryInput): Promise<'put' | 'before' | 'said'> {
  const { intakes, children, now } = deps
  const isOpen = (await children.standing(childId, actor.staffId)) === 'open' && !(await intakes.isBarred(intakeId, actor.staffId))
  const about = { childId, intakeId, by: actor.staffId, byName: actor.name, at: now() }
  const outcome = isOpen ? await (answer === 'is' ? children.putUnder(about) : children.notAbout(about)) : 'unknown'
  if (outcome === 'unknown') throw new DomainError('not_found', 'There is no such enquiry, or no such record of a child.')
  if (answer === 'is') await raiseForChild(deps, { childId, actor })
  return outcome
}
