import { type ChildDetails, type ChildEvent, CHILD_PARTS } from '../../domain/child'
import { CHILD_FIELDS } from '../../domain/childFields'
import { latestFact } from '../../domain/recordedFacts'
import type { EnquiryFacts } from '../factPorts'
import { factWords } from '../factLines'
import { FACT_TITLES } from '../factPresenter'
import { londonDateTime } from '../londonTime'
import { paths } from '../paths'
import { senderName } from '../senderPresenter'
import { type RelatedView, relatedView } from '../threadPresenter'
import type { SummaryLink } from '../typedForms'
import type { ChildEnquiry, ChildRecord, KnownChild, SaidBy } from './childPorts'
import { childWords, partWords } from './childWords'
import { type ConflictsOf, mergeWords } from './conflictWords'
import { type ChildBox, childBox, type SoughtChild } from './findByReference'
import type { TakenBackOfChild } from './takeBackOfChild'

interface Row {
  readonly key: string
  readonly value: string
}

/** Takes back what somebody said, with a reason. */
interface BackForm {
  readonly what: TakenBackOfChild
  readonly id: string
  readonly fieldId: string
  readonly summary: string
  readonly reason: string
  readonly error: string | undefined
}

interface OtherChild {
  readonly reference: string
  readonly href: string
  readonly name: string
  readonly said: string
  readonly back: BackForm | undefined
}

interface Happening {
  readonly title: string
  readonly by: string
  readonly at: string
  readonly atIso: string
  readonly details: readonly string[]
  readonly link: SummaryLink | undefined
}

export interface ChildPageView {
  readonly title: string
  readonly reference: string
  readonly name: string
  readonly recorded: string
  readonly rows: readonly Row[]
  readonly changeHref: string | undefined
  /** Records that are of the same child. */
  readonly merged: readonly (Omit<OtherChild, 'href'> & { readonly rows: readonly Row[] })[]
  readonly enquiries: readonly (RelatedView & { readonly asks: string; readonly holder: string; readonly said: string; readonly back: BackForm | undefined })[]
  readonly timeline: readonly Happening[]
  readonly siblings: readonly OtherChild[]
  /** Where a sibling is recorded, of each enquiry; empty for who may only read. */
  readonly siblingForms: readonly SummaryLink[]
  /** Another record that is of this child, or of a sibling; absent for who may only read. */
  readonly byReference: ChildBox | undefined
  readonly pairAction: string
  readonly backAction: string
  readonly history: readonly Happening[]
  readonly problems: readonly SummaryLink[]
}

export interface TypedBack {
  readonly what: TakenBackOfChild
  readonly otherId: string
  readonly reason: string
  readonly problem: string
}

export interface ChildPageInput {
  readonly record: ChildRecord
  readonly facts: readonly EnquiryFacts[]
  readonly staffId: string
  readonly may: { readonly record: boolean; readonly part: boolean }
  readonly typedBack?: TypedBack | undefined
  readonly sought?: SoughtChild | undefined
  /** With the record that was looked up. */
  readonly conflicts?: ConflictsOf | undefined
}

/** Everything that is known of one child, and where it stands. None of it is a caller's own words. */
export function childView({ record, facts, staffId, may, typedBack, sought, conflicts }: ChildPageInput): ChildPageView {
  const { child, merged, enquiries, siblings, history } = record
  const { id, reference, details } = child
  const backOf = (what: TakenBackOfChild, otherId: string, said: SaidBy | undefined): BackForm | undefined =>
    (said && may.record && (may.part || said.by === staffId) ? backForm(what, otherId, typedBack) : undefined)
  const conflictsWith = ({ child: other }: KnownChild): readonly string[] => (conflicts ? mergeWords(conflicts(id, { childId: other.id }), { record: reference, other: other.reference }) : [])
  const byReference = may.record ? childBox(paths.otherChildSought(id), sought, conflictsWith) : undefined
  return {
    title: `Child ${reference}`, reference, name: childWords(details),
    recorded: `Recorded by ${child.recordedByName} on ${londonDateTime(child.recordedAt)}.`,
    rows: rowsOf(details), changeHref: may.record ? paths.childDetails(id) : undefined,
    merged: merged.map((one) => ({
      reference: one.reference, name: childWords(one.details), said: `Found to be the same child by ${one.merged.byName} on ${londonDateTime(one.merged.at)}.`,
      rows: rowsOf(one.details).filter(({ value }) => value !== NOT_RECORDED), back: backOf('merge', one.id, one.merged),
    })),
    enquiries: enquiries.map((one) => ({
      ...relatedView(one, false), asks: whoAsks(one, facts), holder: holderOf(one),
      said: one.under ? `Put here by ${one.under.byName} on ${londonDateTime(one.under.at)}.` : 'Belongs with one that was put here.',
      back: backOf('enquiry', one.id, one.under),
    })),
    timeline: timelineOf(enquiries, facts),
    siblings: siblings.map((one) => ({
      reference: one.reference, href: paths.child(one.id), name: childWords(one.details),
      said: `Said by ${one.said.byName} on ${londonDateTime(one.said.at)}.`, back: backOf('sibling', one.id, one.said),
    })),
    siblingForms: may.record ? enquiries.filter(({ under }) => under !== undefined).map((one) => ({ text: `named in enquiry ${one.reference}`, href: `${paths.childOf(one.id)}?sibling=${id}` })) : [],
    byReference, pairAction: paths.childPair(id), backAction: paths.childBack(id),
    history: history.toReversed().map((event) => happeningOf(event)),
    problems: [...(typedBack ? [{ text: typedBack.problem, href: `#${fieldIdOf(typedBack)}` }] : []), ...(byReference?.problems ?? [])],
  }
}

const NOT_RECORDED = 'Not recorded'

const rowsOf = (details: ChildDetails): readonly Row[] => CHILD_PARTS.flatMap((part) => {
  const { [part]: value } = details
  if (part === 'apart' && value === undefined) return []
  return [{ key: ROW_TITLES[part] ?? CHILD_FIELDS[part].label, value: value === undefined ? NOT_RECORDED : partWords(part, value) }]
})

/** Shorter than what is asked. */
const ROW_TITLES: Readonly<Partial<Record<keyof ChildDetails, string>>> = {
  apart: 'How to tell them from others', birthDate: 'Date of birth', age: 'Age, as they say', ageDisputed: 'Age in dispute', language: 'Language',
  nrm: 'NRM reference',
}

const fieldIdOf = ({ what, otherId }: Pick<TypedBack, 'what' | 'otherId'>): string => `back-${what}-${otherId}`
const BACK_WORDS: Readonly<Record<TakenBackOfChild, string>> = { enquiry: 'It is not about this child', sibling: 'They are not siblings', merge: 'They are two children after all' }

function backForm(what: TakenBackOfChild, otherId: string, typed: TypedBack | undefined): BackForm {
  const own = typed?.what === what && typed.otherId === otherId ? typed : undefined
  return { what, id: otherId, fieldId: fieldIdOf({ what, otherId }), summary: BACK_WORDS[what], reason: own?.reason ?? '', error: own?.problem }
}

/** As far as it is known: of a caller, once somebody has verified them. */
function whoAsks({ id, channel, sender }: ChildEnquiry, facts: readonly EnquiryFacts[]): string {
  const verified = latestFact(facts.find((one) => one.id === id)?.facts, 'caller_verified')?.values
  if (verified) return `Verified: ${[verified['person'], verified['organisation']].filter((word) => word !== undefined).join(', ')}`
  if (sender) return `From ${senderName(sender)}`
  return channel === 'phone' ? 'Caller not verified' : 'Sender not known'
}

const holderOf = ({ socialWorkerName, managerName }: ChildEnquiry): string =>
  (socialWorkerName === undefined ? 'Nobody has it yet.' : `${socialWorkerName} has it${managerName === undefined ? '' : `; manager: ${managerName}`}.`)

/** What is recorded in all of its enquiries, in one order, each with the enquiry in which it stands. */
function timelineOf(enquiries: readonly ChildEnquiry[], facts: readonly EnquiryFacts[]): readonly Happening[] {
  const linkTo = ({ id, reference }: { readonly id: string; readonly reference: string }): SummaryLink => ({ text: reference, href: paths.intake(id) })
  const came = enquiries.map((one) => ({ when: one.receivedAt, title: 'Enquiry received', by: '', details: [], link: linkTo(one) }))
  const recorded = facts.flatMap((one) => one.facts.map((fact) => ({ when: fact.at, title: FACT_TITLES[fact.kind], by: fact.byName, details: [factWords(fact)], link: linkTo(one) })))
  return [...came, ...recorded].toSorted((one, other) => other.when.getTime() - one.when.getTime()).map(({ when, ...rest }) => ({ ...rest, ...timesOf(when) }))
}

const timesOf = (at: Date): Pick<Happening, 'at' | 'atIso'> => ({ at: londonDateTime(at), atIso: at.toISOString() })

function happeningOf({ kind, at, byName, other = '', intakeId, childId, reason, changes = [], of }: ChildRecord['history'][number]): Happening {
  const link = intakeId === undefined ? (childId === undefined ? undefined : { text: other, href: paths.child(childId) }) : { text: other, href: paths.intake(intakeId) }
  return {
    title: `${of === undefined ? '' : `${of}: `}${EVENT_TITLES[kind](other)}`, by: byName, ...timesOf(at), link: other === '' ? undefined : link,
    details: [...(reason === undefined ? [] : [reason]), ...changes.map(({ part, from, to }) => `${ROW_TITLES[part] ?? CHILD_FIELDS[part].label}: ${wordsOf(part, from)} → ${wordsOf(part, to)}`)],
  }
}

const wordsOf = (part: keyof ChildDetails, value: string | undefined): string => (value === undefined ? 'nothing' : partWords(part, value))

const EVENT_TITLES: Readonly<Record<ChildEvent['kind'], (other: string) => string>> = {
  recorded: (other) => (other === '' ? 'Recorded' : `Recorded of enquiry ${other}`),
  changed: () => 'Changed',
  put_under: (other) => `Enquiry ${other} is about this child`,
  not_about: (other) => `Enquiry ${other} is not about this child`,
  taken_off: (other) => `Enquiry ${other} taken off`,
  one: (other) => `Found to be the same child as ${other}`,
  siblings: (other) => `A sibling of ${other}`,
  two: (other) => `Found to be another child than ${other}`,
  sibling_taken_back: (other) => `Found not to be a sibling of ${other}`,
  merge_taken_back: (other) => `Found to be another child than ${other} after all`,
}
