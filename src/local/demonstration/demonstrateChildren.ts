import { recordChild, type RecordChildDeps } from '../../desk/children/recordChild'
import type { DeskChildren } from '../../desk/children/childPorts'
import type { Actor } from '../../domain/staff'
import { CHILD_LETTERS, DEMONSTRATION_CHILDREN } from './children'

/** What the demonstration's people do at the desk. */
export interface DemonstrationDesk {
  readonly children: RecordChildDeps['children'] & Pick<DeskChildren, 'putUnder'>
  /** Of the enquiry that came in with this subject; undefined where none did. */
  readonly idBySubject: (subject: string) => Promise<string | undefined>
}

export interface DemonstrateChildrenDeps extends DemonstrationDesk {
  readonly actor: Actor
  readonly now: RecordChildDeps['now']
}

/** Records a girl and her brother of one enquiry, and puts another about her under her record; where the enquiries are not there, nothing. */
export async function demonstrateChildren({ children, idBySubject, actor, now }: DemonstrateChildrenDeps): Promise<void> {
  const [school, clinic] = CHILD_LETTERS
  const [first, second] = await Promise.all([idBySubject(school.subject), idBySubject(clinic.subject)])
  if (first === undefined || second === undefined) return
  const [girl, brother] = DEMONSTRATION_CHILDREN
  const form = { intakeId: first, token: 'demonstration', others: [], actor }
  const recorded = await recordChild({ children, now }, { ...form, typed: girl, seen: 0, siblings: [] })
  if (recorded.kind !== 'recorded') return
  const { childId } = recorded
  await recordChild({ children, now }, { ...form, typed: brother, seen: 1, siblings: [childId] })
  await children.putUnder({ childId, intakeId: second, by: actor.staffId, byName: actor.name, at: now() })
}
