import { type Child, CHILD_PARTS, type ChildPart } from '../../domain/child'
import { dayInWords } from '../../domain/dayInWords'
import { BIRTH_FIELDS, CHILD_FIELDS, type ChildFieldName, type ChildProblem, type LongAgo, type TypedChild } from '../../domain/childFields'
import type { ChangedByBoth } from '../../domain/detailsBeside'
import { listed } from '../listed'
import { londonDateTime } from '../londonTime'
import { paths } from '../paths'
import { mayBeWords, veryNameWords } from '../threadPresenter'
import type { SummaryLink } from '../typedForms'
import type { ChangeChildOutcome } from './changeChild'
import type { ChildLine, ChildMatch, KnownChild } from './childPorts'
import { childWords, partWords } from './childWords'
import { type ConflictsOf, putWords } from './conflictWords'
import { type ChildBox, childBox, type SoughtChild } from './findByReference'
import type { FoundByName } from './namedSoFirst'

interface Box {
  readonly id: string
  readonly name: ChildFieldName
  readonly label: string
  readonly value: string
  readonly error: string | undefined
}

export interface ChildFieldView extends Box {
  readonly kind: 'line' | 'lines' | 'choices' | 'date'
  readonly hint: string
  /** What somebody else wrote there, of what both changed; empty elsewhere. */
  readonly beside: string
  readonly choices: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[]
  /** Of a date. */
  readonly boxes: readonly Box[]
}

interface ChildFormView {
  readonly title: string
  readonly back: SummaryLink
  readonly action: string
  readonly fields: readonly ChildFieldView[]
  readonly button: string
  /** The date of birth that they were asked about, or that stood there before. */
  readonly birthSeen: string
  /** What happened while it was filled in, or is to be seen before it is saved; absent where nothing is. */
  readonly meanwhile: { readonly title: string; readonly says: string; readonly then: string; readonly both: readonly SummaryLink[]; readonly link: SummaryLink } | undefined
  readonly problems: readonly SummaryLink[]
}

export interface NewChildView extends ChildFormView {
  readonly seen: number
  readonly token: string
  /** Records that they have seen to be like this child. */
  readonly asked: readonly string[]
  readonly siblings: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[]
  /** Records that may be of this child. */
  readonly mayBe: readonly { readonly id: string; readonly reference: string; readonly href: string; readonly action: string; readonly name: string; readonly why: string; readonly conflicts: readonly string[] }[]
  readonly byReference: ChildBox
  /** Where it is said whose record the enquiry belongs under. */
  readonly enquiry: string
}

export interface ChangedChildView extends ChildFormView {
  readonly version: number
}

/** What was typed, and what is wrong with it. */
export interface TypedChildForm {
  readonly typed: TypedChild
  readonly problems: readonly ChildProblem[]
}

const RECORD = 'Record this child'
const SAVE = 'Save'
const IF_ANOTHER = `If this is a different child, choose “${RECORD}” again.`

const FRESH: TypedChildForm = { typed: {}, problems: [] }

export interface NewChildInput {
  readonly intake: { readonly id: string; readonly reference: string }
  readonly seen: number
  readonly token: string
  /** Recorded of the enquiry already, or named by whoever records a sibling. */
  readonly others: readonly KnownChild[]
  readonly ticked: readonly string[]
  readonly mayBe: readonly ChildMatch[]
  readonly conflicts: ConflictsOf
  /** Records like what was typed. */
  readonly alike?: readonly FoundByName[] | undefined
  /** Those of which that was told before. */
  readonly asked?: readonly string[] | undefined
  readonly birthSeen?: string | undefined
  readonly longAgo?: LongAgo | undefined
  readonly form?: TypedChildForm | undefined
  readonly meanwhile?: Pick<Child, 'id' | 'reference' | 'recordedAt' | 'recordedByName'> | undefined
  readonly sought?: SoughtChild | undefined
}

/** The page on which the child of an enquiry is recorded, or found among those who are. Nothing of it is filled in by the service. */
export function newChildView({ intake, seen, token, others, ticked, mayBe, conflicts, alike = [], asked = [], birthSeen = '', longAgo, form = FRESH, meanwhile, sought }: NewChildInput): NewChildView {
  const conflictsWith = ({ id, reference }: Pick<ChildLine, 'id' | 'reference'>): readonly string[] => putWords(conflicts(id, { intakeId: intake.id }), { record: reference, enquiry: intake.reference })
  const byReference = childBox(paths.childSoughtFor(intake.id), sought, ({ child }) => conflictsWith(child))
  const matches = mayBe.map(({ record, signs }) => ({ line: record.child, words: mayBeWords('this child', signs) }))
  const isKnown = ({ id }: FoundByName): boolean => [...matches.map(({ line }) => line), ...others.map(({ child }) => child)].some((one) => one.id === id)
  return {
    ...formView(form), title: `${others.length === 0 ? 'Record the child' : 'Record another child'}: enquiry ${intake.reference}`,
    back: { text: `Back to enquiry ${intake.reference}`, href: paths.intake(intake.id) },
    action: paths.childOf(intake.id), button: RECORD, birthSeen, seen, token, asked: [...asked, ...alike.flatMap(({ id, mergedIds }) => [id, ...mergedIds])], enquiry: intake.id, byReference,
    siblings: others.map(({ child: { id, reference, details } }) => ({ value: id, text: `${reference}: ${childWords(details)}`, checked: ticked.includes(id) })),
    mayBe: [...matches, ...alike.filter((one) => !isKnown(one)).map((line) => ({ line, words: alikeWords(line) }))].map(({ line, words }) => {
      const { id, reference, details } = line
      return { id, reference, href: paths.child(id), action: paths.childEnquiries(id), name: childWords(details), why: `It may be ${words}.`, conflicts: conflictsWith(line) }
    }),
    meanwhile: longAgoBanner(longAgo, RECORD) ?? alikeBanner(alike) ?? (meanwhile && {
      title: CHANGED_MEANWHILE,
      says: `${meanwhile.recordedByName} recorded a child of this enquiry on ${londonDateTime(meanwhile.recordedAt)}, while you wrote. Nothing of yours is saved yet.`,
      then: IF_ANOTHER,
      both: [], link: { text: `See ${meanwhile.reference}`, href: paths.child(meanwhile.id) },
    }),
    problems: [...problemLinks(form), ...byReference.problems],
  }
}

const alikeWords = ({ isNamedSo, alike }: FoundByName): string => (isNamedSo ? `this child: ${veryNameWords('the very same name', alike)}` : mayBeWords('this child', alike))

/** Two records of one child hide from one another what is known: it is asked before there are two. */
const alikeBanner = ([first, ...more]: readonly FoundByName[]): ChildFormView['meanwhile'] => first && {
  title: 'Recorded already?',
  says: `${listed([first, ...more].map(({ reference }) => reference))} may be ${alikeWords(first)}. Nothing of yours is saved yet.`,
  then: IF_ANOTHER,
  both: [], link: { text: `See ${first.reference}`, href: paths.child(first.id) },
}

/** A slip in the year keeps the record from whoever looks for the right one. */
const longAgoBanner = (longAgo: LongAgo | undefined, button: string): ChildFormView['meanwhile'] => longAgo && {
  title: 'Is the date of birth right?',
  says: `Whoever was born on ${dayInWords(longAgo.birthDate)} is ${longAgo.years} years old. Nothing of yours is saved yet.`,
  then: `If it is right, choose “${button}” again.`,
  both: [], link: { text: 'See the date of birth', href: `#${fieldId('birthDay')}` },
}

const CHANGED_MEANWHILE = 'Somebody else saved first'

export function changedChildView({ child, version, birthSeen, form, meanwhile, longAgo }: {
  readonly child: Child; readonly version: number; readonly birthSeen: string; readonly form: TypedChildForm; readonly longAgo?: LongAgo; readonly meanwhile?: Meanwhile | undefined
}): ChangedChildView {
  const { id, reference } = child
  return {
    ...formView(form, meanwhile?.both), title: `Change what is recorded of child ${reference}`, back: { text: `Back to child ${reference}`, href: paths.child(id) },
    action: paths.childDetails(id), button: SAVE, birthSeen, version,
    meanwhile: longAgoBanner(longAgo, SAVE) ?? (meanwhile && meanwhileView(id, meanwhile)),
    problems: problemLinks(form),
  }
}

type Meanwhile = Pick<Extract<ChangeChildOutcome, { kind: 'overtaken' }>, 'since' | 'both'>

function meanwhileView(childId: string, { since, both }: Meanwhile): ChildFormView['meanwhile'] {
  const names = listed([...new Set(since.map(({ byName }) => byName))])
  const when = since.at(-1)?.at
  return {
    title: CHANGED_MEANWHILE,
    says: `${names} changed this record${when ? ` on ${londonDateTime(when)}` : ''}, while you wrote. Nothing of yours is saved yet.`,
    then: 'What you changed stands below as you wrote it, and the rest as it is recorded now: save once more what is still to change.',
    both: both.map((one) => ({ text: `${CHILD_FIELDS[one.part].label}. ${besideWords(one)}`, href: `#${fieldId(one.part === 'birthDate' ? 'birthDay' : one.part)}` })),
    link: { text: 'What it says now', href: paths.child(childId) },
  }
}

const besideWords = ({ part, byName, value }: ChangedByBoth): string => (value === undefined ? `${byName} emptied this.` : `${byName} wrote: ${partWords(part, value).replaceAll('\n', ', ')}`)

const fieldId = (field: ChildFieldName): string => `child-${field}`

export const problemLinks = ({ problems }: TypedChildForm): readonly SummaryLink[] => problems.map(({ field, text }) => ({ text, href: `#${fieldId(field)}` }))

const formView = ({ typed, problems }: TypedChildForm, both: readonly ChangedByBoth[] = []) => ({
  fields: CHILD_PARTS.map((part) => {
    const beside = both.find((one) => one.part === part)
    return beside ? { ...fieldView(part, typed, problems), beside: besideWords(beside) } : fieldView(part, typed, problems)
  }),
})

/** One field of a form about a child. */
export function fieldView(part: ChildPart, typed: TypedChild, problems: readonly ChildProblem[]): ChildFieldView {
  const { label, hint = '', long, choices } = CHILD_FIELDS[part]
  const box = (name: ChildFieldName, words: string): Box => ({ id: fieldId(name), name, label: words, value: typed[name] ?? '', error: problems.find(({ field }) => field === name)?.text })
  if (part === 'birthDate') {
    const boxes = BIRTH_FIELDS.map((name) => box(name, BIRTH_LABELS[name]))
    return { ...box('birthDay', label), id: 'child-birth', error: boxes.find(({ error }) => error !== undefined)?.error, kind: 'date', hint, beside: '', choices: [], boxes }
  }
  const value = typed[part] ?? ''
  return {
    ...box(part, label), hint, beside: '', boxes: [], kind: choices ? 'choices' : long ? 'lines' : 'line',
    choices: Object.entries(choices ?? {}).map(([one, text]) => ({ value: one, text, checked: one === value })),
  }
}

const BIRTH_LABELS: Readonly<Record<(typeof BIRTH_FIELDS)[number], string>> = { birthDay: 'Day', birthMonth: 'Month', birthYear: 'Year' }
