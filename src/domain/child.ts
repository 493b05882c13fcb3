/** What may be known of a child: each part as somebody said it, and what nobody has said is not there. */
export const CHILD_PARTS = [
  'name', 'otherNames', 'apart', 'birthDate', 'age', 'ageDisputed', 'gender', 'nationality', 'language', 'nrm', 'homeOffice', 'crime',
] as const
export type ChildPart = (typeof CHILD_PARTS)[number]

/** `birthDate` as `YYYY-MM-DD`, `ageDisputed` as `yes`, `no` or `not_known`; the rest in words. */
export type ChildDetails = Readonly<Partial<Record<ChildPart, string>>>

/** What a record is found by when somebody looks for a child. */
export type SoughtDetails = Pick<ChildDetails, 'name' | 'otherNames' | 'birthDate'>

/** How the staff know one child. Only people make one or change it. */
export interface Child {
  readonly id: string
  /** What people say to one another: src/domain/childReference.ts. */
  readonly reference: string
  readonly details: ChildDetails
  readonly recordedAt: Date
  readonly recordedByName: string
  /** Raised by every change of the details: a change of older ones does not count. */
  readonly version: number
}

export interface ChildChange {
  readonly part: ChildPart
  readonly from?: string
  readonly to?: string
}

/** What became other between the two. */
export const changesBetween = (before: ChildDetails, after: ChildDetails): readonly ChildChange[] =>
  CHILD_PARTS.filter((part) => before[part] !== after[part]).map((part) => {
    const { [part]: from } = before
    const { [part]: to } = after
    return { part, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  })

/** What a person said of a record; only ever added to. */
export type ChildEventKind =
  | 'recorded' | 'changed'
  /** An enquiry is about this child, is not, or was held to be. */
  | 'put_under' | 'not_about' | 'taken_off'
  /** Of two records. */
  | ChildPairAnswer | 'sibling_taken_back' | 'merge_taken_back'

/** What a person says of two records: `one` child, `siblings`, or `two` children who are none as far as is known. */
export const CHILD_PAIR_ANSWERS = ['one', 'siblings', 'two'] as const
export type ChildPairAnswer = (typeof CHILD_PAIR_ANSWERS)[number]

/** The same in the history of the enquiry: a child was recorded of it, it was put under a record, and taken off again. */
export type ChildKind = 'child_recorded' | 'child_chosen' | 'child_taken_off'

export interface ChildEvent {
  readonly kind: ChildEventKind
  readonly at: Date
  readonly byName: string
  /** The enquiry or the other record that it is about. */
  readonly intakeId?: string
  readonly childId?: string
  /** The reference of that one. */
  readonly other?: string
  /** Why it was taken back. */
  readonly reason?: string
  /** Of `changed`. */
  readonly changes?: readonly ChildChange[]
}

/** The name that people use of a child. */
export const childName = ({ name, otherNames, apart }: ChildDetails): string => name ?? otherNames?.split('\n')[0] ?? (apart === undefined ? 'Name not known' : `Name not known: ${apart}`)
