import { listed } from '../listed'
import type { BesideChild, ConflictedStaff, DeskChildren } from './childPorts'

/** A record and what it may be brought together with. */
export type Bringing = readonly [childId: string, beside: BesideChild]

/** Who has a conflict of interest on one side alone; their names. */
interface OneSided {
  readonly ofRecord: readonly string[]
  readonly ofOther: readonly string[]
}

/** Of each two that were looked at: on both sides they see neither now. */
export type ConflictsOf = (...bringing: Bringing) => OneSided

/** Each record and each enquiry is read once, however many it is offered with. */
export async function readConflicts(children: Pick<DeskChildren, 'conflicts'>, some: readonly Bringing[]): Promise<ConflictsOf> {
  if (some.length === 0) return () => ({ ofRecord: [], ofOther: [] })
  const besides = some.map(([, beside]) => beside)
  const { ofRecords, ofEnquiries } = await children.conflicts({
    childIds: unique([...some.map(([childId]) => childId), ...besides.flatMap((beside) => ('childId' in beside ? [beside.childId] : []))]),
    intakeIds: unique(besides.flatMap((beside) => ('intakeId' in beside ? [beside.intakeId] : []))),
  })
  return (childId, beside) => {
    const [record, other] = [ofRecords.get(childId), 'intakeId' in beside ? ofEnquiries.get(beside.intakeId) : ofRecords.get(beside.childId)]
    return { ofRecord: namesBeside(record, other), ofOther: namesBeside(other, record) }
  }
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)]

/** Who is named on one side, and not on the other. */
export const namesBeside = (some: ConflictedStaff = new Map(), others: ConflictedStaff = new Map()): readonly string[] =>
  [...some].flatMap(([staffId, name]) => (others.has(staffId) ? [] : [name])).toSorted((one, other) => one.localeCompare(other))

/** What it does to them that an enquiry is put under a record: for whoever is about to say so. */
export const putWords = ({ ofRecord, ofOther }: OneSided, { record, enquiry }: { readonly record: string; readonly enquiry: string }): readonly string[] => [
  ...(ofOther.length === 0 ? [] : [`Conflict of interest: ${listed(ofOther)} cannot open ${enquiry}. Once it stands under ${record} they cannot open that record either.`]),
  ...(ofRecord.length === 0 ? [] : [`Conflict of interest: ${listed(ofRecord)} cannot open ${record}, because of another enquiry about this child. This does not keep them from ${enquiry}: a manager can close that to them as well.`]),
]

/** The same of two records that are said to be of one child. */
export const mergeWords = ({ ofRecord, ofOther }: OneSided, { record, other }: { readonly record: string; readonly other: string }): readonly string[] => [
  ...closing(ofRecord, record, other), ...closing(ofOther, other, record),
]

const closing = (names: readonly string[], closed: string, open: string): readonly string[] =>
  (names.length === 0 ? [] : [`Conflict of interest: ${listed(names)} cannot open ${closed}. Once the two are one child they cannot open ${open} either.`])
