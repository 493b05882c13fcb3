import type { BesideChild, ChildConflicts, DeskChildren } from './childPorts'

/** A record and what it may be brought together with. */
export type Bringing = readonly [childId: string, beside: BesideChild]

/** Who has a conflict of interest on one side alone, of each two that were looked at. */
export type ConflictsOf = (...bringing: Bringing) => ChildConflicts

const keyOf = (childId: string, beside: BesideChild): string => `${childId} ${'intakeId' in beside ? beside.intakeId : beside.childId}`

export async function readConflicts(children: Pick<DeskChildren, 'conflicts'>, some: readonly Bringing[]): Promise<ConflictsOf> {
  const read = new Map(await Promise.all(some.map(async ([childId, beside]) => [keyOf(childId, beside), await children.conflicts(childId, beside)] as const)))
  return (childId, beside) => read.get(keyOf(childId, beside)) ?? { ofRecord: [], ofOther: [] }
}

/** What it does to them that an enquiry is put under a record: for whoever is about to say so. */
export const putWords = ({ ofRecord, ofOther }: ChildConflicts, { record, enquiry }: { readonly record: string; readonly enquiry: string }): readonly string[] => [
  ...(ofOther.length === 0 ? [] : [`Conflict of interest: ${namesOf(ofOther)} cannot open ${enquiry}. Once it stands under ${record} they cannot open that record either.`]),
  ...(ofRecord.length === 0 ? [] : [`Conflict of interest: ${namesOf(ofRecord)} cannot open ${record}, because of another enquiry about this child. This does not keep them from ${enquiry}: a manager can close that to them as well.`]),
]

/** The same of two records that are said to be of one child. */
export const mergeWords = ({ ofRecord, ofOther }: ChildConflicts, { record, other }: { readonly record: string; readonly other: string }): readonly string[] => [
  ...closing(ofRecord, record, other), ...closing(ofOther, other, record),
]

const closing = (names: readonly string[], closed: string, open: string): readonly string[] =>
  (names.length === 0 ? [] : [`Conflict of interest: ${namesOf(names)} cannot open ${closed}. Once the two are one child they cannot open ${open} either.`])

const namesOf = (names: readonly string[]): string => [names.slice(0, -1).join(', '), ...names.slice(-1)].filter((part) => part !== '').join(' and ')
