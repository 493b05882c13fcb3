import type { DeskChildren } from './children/childPorts'
import { namesBeside } from './children/conflictWords'
import { listed } from './listed'
import type { IntakeRecord } from './ports'
import type { RelatedIntake } from './threadPorts'
import type { TypedForm } from './typedForms'

/** What it closes to whom that an enquiry is said to belong with this other: for whoever is about to say so. */
export type JoinConflicts = (other: Pick<RelatedIntake, 'id' | 'reference'>) => readonly string[]

export const NOBODY_LOSES: JoinConflicts = () => []

/** Of those that are suggested and of the one that was looked up, which are read together. */
export async function joinConflicts(
  children: Pick<DeskChildren, 'conflicts'>, { intake: { id, reference }, thread }: Pick<IntakeRecord, 'intake' | 'thread'>, typed: TypedForm | undefined,
): Promise<JoinConflicts> {
  const found = typed?.form === 'belonging' && typed.state.outcome.kind === 'found' ? [typed.state.outcome.between.other] : []
  const others = [...(thread?.suggested ?? []), ...found].map((other) => other.id)
  if (others.length === 0) return NOBODY_LOSES
  const { ofEnquiries } = await children.conflicts({ childIds: [], intakeIds: [id, ...others] })
  return (other) => {
    const [here, there] = [ofEnquiries.get(id), ofEnquiries.get(other.id)]
    return [...closing(namesBeside(here, there), reference, other.reference), ...closing(namesBeside(there, here), other.reference, reference)]
  }
}

const closing = (names: readonly string[], closed: string, open: string): readonly string[] => (names.length === 0 ? [] : [
  `Conflict of interest: ${listed(names)} cannot open ${closed}. Once the two belong together they cannot open ${open} either, nor the record of a child under which one of them stands.`,
])
