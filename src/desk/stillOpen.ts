import type { LinkKind } from '../domain/thread'
import type { DeskChildren } from './children/childPorts'
import { paths } from './paths'
import type { IntakeRecord } from './ports'

/** Somebody who is barred from an enquiry, and from one that is linked to it is not. */
export interface StillOpen {
  readonly staffId: string
  readonly name: string
  readonly intakeId: string
  readonly reference: string
  readonly kind: LinkKind
}

/**
 * Whom a link leaves the other enquiry open to: a conflict of interest in one of two that are linked does not bar from the other. Only of
 * those in the record, which are the ones that whoever looks may open.
 */
export async function stillOpen(children: Pick<DeskChildren, 'conflicts'>, { intake: { barred = [] }, barredBeside, thread }: Pick<IntakeRecord, 'intake' | 'barredBeside' | 'thread'>): Promise<readonly StillOpen[]> {
  const linked = thread?.linked ?? []
  const closedTo = new Map([...barred, ...barredBeside].map(({ staffId, name }) => [staffId, name]))
  if (linked.length === 0 || closedTo.size === 0) return []
  const { ofEnquiries } = await children.conflicts({ childIds: [], intakeIds: linked.map(({ id }) => id) })
  return [...closedTo].flatMap(([staffId, name]) => linked
    .filter(({ id }) => ofEnquiries.get(id)?.has(staffId) !== true)
    .map(({ id: intakeId, reference, kind }) => ({ staffId, name, intakeId, reference, kind })))
}

const ABOUT: Readonly<Record<LinkKind, string>> = { same_child: 'the same child', sibling: 'a sibling' }

/** As a sentence in three parts, the reference being a link. */
export const stillOpenParts = ({ name, intakeId, reference, kind }: StillOpen) =>
  ({ before: `${name} can still open`, reference, href: paths.intake(intakeId), after: `which is linked to it as about ${ABOUT[kind]}.` })

/** Such as "Dilys Duty can still open KP4R-Q5CY, which is linked to it as about the same child." */
export function stillOpenWords(one: StillOpen): string {
  const { before, reference, after } = stillOpenParts(one)
  return `${before} ${reference}, ${after}`
}
