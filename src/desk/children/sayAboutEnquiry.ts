import { DomainError } from '../../domain/errors'
import type { Actor } from '../../domain/staff'
import type { DeskIntakes } from '../ports'
import type { DeskChildren } from './childPorts'
import { type RaiseForChildDeps, sayAndRaise } from './raiseForChild'

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
 * @returns `not_raised`: said, but one that should be urgent for it is not
 * @throws DomainError `not_found` when there is no such enquiry or record that they may see; `conflict` when it is said not to be about the child under whose record it stands
 */
export async function sayAboutEnquiry(deps: SayAboutEnquiryDeps, { childId, intakeId, answer, actor }: SayAboutEnquiryInput): Promise<'said' | 'not_raised'> {
  const { intakes, children, now } = deps
  const isOpen = (await children.standing(childId, actor.staffId)) === 'open' && !(await intakes.isBarred(intakeId, actor.staffId))
  if (!isOpen) throw nothingThere()
  const about = { childId, intakeId, by: actor.staffId, byName: actor.name, at: now() }
  const { said, areRaised } = answer === 'is'
    ? await sayAndRaise(deps, { childIds: [childId], intakeId, actor }, async () => children.putUnder(about))
    : { said: await children.notAbout(about), areRaised: true }
  if (said === 'unknown') throw nothingThere()
  if (said === 'overtaken') throw new DomainError('conflict', 'Somebody put this enquiry under the record meanwhile. Open the record to see, and take it off with a reason if that is wrong.')
  return areRaised ? 'said' : 'not_raised'
}

const nothingThere = (): DomainError => new DomainError('not_found', 'There is no such enquiry, or no such record of a child.')
