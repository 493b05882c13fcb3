import type { Intake } from '../../domain/intake'
import type { LinkKind } from '../../domain/thread'
import { londonDateTime } from '../londonTime'
import { paths } from '../paths'
import type { AroundThread } from '../threadPorts'
import { mayBeWords } from '../threadPresenter'
import type { ChildMatch, ChildPair, ChildrenOfIntake, KnownChild } from './childPorts'
import { childWords } from './childWords'
import { type Bringing, type ConflictsOf, mergeWords, putWords } from './conflictWords'

interface ChildLineView {
  readonly id: string
  readonly reference: string
  readonly href: string
}

/** What can be said by one press: of the record at `action`. */
interface Offer {
  readonly says: string
  readonly record: ChildLineView
  readonly action: string
  readonly enquiry: string
  readonly button: string
  /** Absent where there is nothing else to say. */
  readonly otherwise: string | undefined
  /** Who sees less once it is said. */
  readonly conflicts: readonly string[]
}

export interface ChildrenView {
  readonly own: readonly (ChildLineView & { readonly name: string; readonly recorded: string; readonly siblings: readonly string[] })[]
  readonly offers: readonly Offer[]
  /** Of two records: whether they are of one child. */
  readonly questions: readonly { readonly says: string; readonly one: ChildLineView; readonly other: ChildLineView; readonly action: string; readonly conflicts: readonly string[] }[]
  /** Where the child is recorded; absent for who may not, and where no child is concerned. */
  readonly record: { readonly href: string; readonly text: string } | undefined
  readonly enquiry: string
}

export interface ChildrenInput {
  readonly intake: Pick<Intake, 'id' | 'reference'>
  readonly conflicts: ConflictsOf
  readonly around: ChildrenOfIntake
  readonly linked: AroundThread['linked']
  readonly mayBe: readonly ChildMatch[]
  readonly mayRecord: boolean
}

/** Which child an enquiry is about, which it may be, and what is to be said of it. */
export function childrenView(input: ChildrenInput): ChildrenView {
  const { intake: { id: intakeId }, around, mayRecord } = input
  const { own, unsaid } = around
  return {
    own: own.map((record) => ({
      ...lineOf(record), name: childWords(record.child.details), recorded: `Recorded by ${record.child.recordedByName} on ${londonDateTime(record.child.recordedAt)}.`,
      siblings: record.siblings.map(({ reference }) => reference),
    })),
    offers: mayRecord ? [...linkedOffers(input), ...matchOffers(input)] : [],
    questions: mayRecord ? unsaid.map((pair) => questionOf(pair, input)) : [],
    record: mayRecord ? { href: paths.childOf(intakeId), text: own.length === 0 ? 'Record the child' : 'Record another child' } : undefined,
    enquiry: intakeId,
  }
}

const lineOf = ({ child: { id, reference } }: KnownChild): ChildLineView => ({ id, reference, href: paths.child(id) })

/** What may be brought together on this page. */
export const offeredTogether = ({ intake: { id: intakeId }, around: { own, beside, unsaid }, mayBe }: Pick<ChildrenInput, 'intake' | 'around' | 'mayBe'>): readonly Bringing[] => [
  ...[...mayBe.map(({ record }) => record), ...beside.flatMap(({ children }) => children)].map(({ child }): Bringing => [child.id, { intakeId }]),
  ...own.flatMap(({ child }) => beside.flatMap((one): readonly Bringing[] => (one.children.length > 0 ? [] : [[child.id, { intakeId: one.intakeId }]]))),
  ...unsaid.map(({ one, other }): Bringing => [one.child.id, { childId: other.child.id }]),
]

const offerOf = (record: KnownChild, { id, reference }: ChildrenInput['intake'], conflicts: ConflictsOf, words: Pick<Offer, 'says' | 'button' | 'otherwise'>): Offer => ({
  ...words, record: lineOf(record), action: paths.childEnquiries(record.child.id), enquiry: id,
  conflicts: putWords(conflicts(record.child.id, { intakeId: id }), { record: record.child.reference, enquiry: reference }),
})

/** Of two enquiries that are linked as about the same child one has a record: the other can stand under it. */
function linkedOffers({ intake, around: { own, beside }, linked, conflicts }: ChildrenInput): readonly Offer[] {
  return linked.filter(({ kind }) => kind === 'same_child').flatMap(({ id, reference }) => {
    const theirs = beside.find((one) => one.intakeId === id)?.children ?? []
    if (own.length === 0) {
      return theirs.map((record) => offerOf(record, intake, conflicts, {
        says: `${reference} is linked to this as about the same child, and has a record:`, button: `This is the child of ${record.child.reference}`, otherwise: undefined,
      }))
    }
    return theirs.length > 0 ? [] : own.map((record) => offerOf(record, { id, reference }, conflicts, {
      says: `${reference} is linked to this as about the same child, and stands under no record yet.`, button: `Put ${reference} under ${record.child.reference} as well`, otherwise: undefined,
    }))
  })
}

function matchOffers({ intake, mayBe, around: { beside }, conflicts }: ChildrenInput): readonly Offer[] {
  const offered = new Set(beside.flatMap(({ children }) => children.map(({ child }) => child.id)))
  return mayBe.filter(({ record }) => !offered.has(record.child.id)).map(({ record, signs }) => offerOf(record, intake, conflicts, {
    says: `It may be ${mayBeWords('this child', signs)}.`, button: `This is the child of ${record.child.reference}`, otherwise: 'It is another child',
  }))
}

function questionOf({ one, other }: ChildPair, { around: { beside }, linked, conflicts }: ChildrenInput): ChildrenView['questions'][number] {
  const from = linked.find(({ id }) => beside.some((its) => its.intakeId === id && its.children.some(({ child }) => child.id === other.child.id)))
  const says = from === undefined
    ? 'This enquiry, or what belongs with it, has two records of children. Are they of one child?'
    : LINKED_QUESTIONS[from.kind](from.reference)
  return {
    says, one: lineOf(one), other: lineOf(other), action: paths.childPair(one.child.id),
    conflicts: mergeWords(conflicts(one.child.id, { childId: other.child.id }), { record: one.child.reference, other: other.child.reference }),
  }
}

const LINKED_QUESTIONS: Readonly<Record<LinkKind, (reference: string) => string>> = {
  same_child: (reference) => `${reference} is linked to this as about the same child, and has another record. Are the two records of one child?`,
  sibling: (reference) => `${reference} is linked to this as about a sibling, and has a record. Are the two children siblings?`,
}
