import { ABOUT_ALL, type FactField, FACT_FIELDS } from '../domain/factFields'
import type { Intake } from '../domain/intake'
import { FACT_KINDS, type FactKind, latestFact } from '../domain/recordedFacts'
import type { ReferralPrompts } from '../domain/referralPrompts'
import { KNOWN_NATIONS, type KnownNation } from '../domain/skills'
import type { Evidence, Signal } from '../domain/triage'
import type { ChildOfIntake } from './children/childPorts'
import { childWords } from './children/childWords'
import { type FactLine, factLines, linesElsewhere, NOT_RECORDED } from './factLines'
import type { SameChildFacts } from './factPorts'
import { londonDateTime } from './londonTime'
import { paths } from './paths'
import type { SummaryLink, TypedForm } from './typedForms'

export interface FactFieldView {
  readonly id: string
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly choices: readonly { readonly value: string; readonly text: string; readonly checked: boolean }[]
  readonly value: string
  readonly error: string | undefined
}

export interface FactView {
  readonly kind: FactKind
  readonly title: string
  /** What is recorded, or that nothing is. */
  readonly says: string
  readonly by: string
  /** Of each child apart, where something is recorded of one of several. */
  readonly ofEach: readonly FactLine[]
  /** The same in other enquiries about the same child. */
  readonly elsewhere: ReturnType<typeof linesElsewhere>
  /** A warning was shown that to record it again means to have seen it. */
  readonly warned: boolean
  readonly isOpen: boolean
  readonly fields: readonly FactFieldView[]
}

export interface NationPrompts {
  readonly nation: string
  readonly sentences: readonly string[]
}

export interface ChildView {
  /** Of a caller whom nobody has verified; empty once somebody has. */
  readonly unverified: string
  readonly prompts: readonly string[]
  /** Not so where it must be asked of one of the children; all nations are there then. */
  readonly nationIsKnown: boolean
  readonly nations: readonly NationPrompts[]
  readonly facts: readonly FactView[]
  /** Where facts are recorded; absent for who may only read. */
  readonly action: string | undefined
  readonly problems: readonly SummaryLink[]
}

export const FACT_TITLES: Readonly<Record<FactKind, string>> = {
  caller_verified: 'Caller verified', nation: 'Nation', language: 'Language and interpreter', missing_now: 'Missing now', in_contact_now: 'In contact with the exploiter now',
  authority_contacted: 'Local authority contacted', nrm_referral: 'National Referral Mechanism referral',
}

const TELL_NOTHING =
  'Nobody has verified this caller. Take what they tell and give general advice; tell them nothing else, not even whether we hold a record, and never where a child is placed. ' +
  'To verify them, look up their organisation’s switchboard yourself and ask for them by name: never ring the number that they gave. If you doubt them, do not let them know; tell a manager.'

/** What is known of the child and the referral, each fact apart and with its time; and what to think of in that nation. */
export function childView(
  { intake, elsewhere, children, prompts, mayRecord, typed }: { readonly intake: Intake; readonly elsewhere: readonly SameChildFacts[]; readonly children: readonly ChildOfIntake[]; readonly prompts: ReferralPrompts; readonly mayRecord: boolean; readonly typed: TypedForm | undefined },
): ChildView {
  const returned = typed?.form === 'fact' ? typed.state : undefined
  const { nations, isKnown: nationIsKnown } = nationsOf(intake, children)
  const isVerified = latestFact(intake.facts, 'caller_verified') !== undefined
  return {
    unverified: intake.channel === 'phone' && !isVerified ? TELL_NOTHING : '',
    prompts: [...prompts.always, ...prompts.whoRefers],
    nationIsKnown, nations: nations.map((one) => nationPrompts(prompts, one)),
    facts: FACT_KINDS.map((kind) => {
      const lines = factLines(intake.facts, kind, children)
      const [line] = lines
      const isOfEach = lines.some(({ reference }) => reference !== '')
      return {
        ofEach: isOfEach ? lines : [],
        kind, title: FACT_TITLES[kind], says: isOfEach ? '' : line?.says ?? NOT_RECORDED, isOpen: returned?.kind === kind,
        elsewhere: elsewhere.flatMap((other) => linesElsewhere(other, kind)),
        warned: returned?.kind === kind && (returned.typed['knownReferral'] === 'seen' || returned.problems.some(({ warns }) => warns)),
        by: isOfEach ? '' : line?.by ?? hintOf(kind, intake),
        fields: [...aboutField(kind, children), ...fieldsOf(kind)].map((field) => fieldView(kind, field, returned?.kind === kind ? returned : undefined)),
      }
    }),
    action: mayRecord ? paths.facts(intake.id) : undefined,
    problems: returned?.problems.map(({ field, text }) => ({ text, href: `#${fieldId(returned.kind, field)}` })) ?? [],
  }
}

/** Where each child is, as was recorded of them, or else as the rules read it. */
function nationsOf({ facts, triage }: Intake, children: readonly ChildOfIntake[]): { readonly nations: readonly KnownNation[]; readonly isKnown: boolean } {
  const lines = factLines(facts, 'nation', children)
  const found = (lines.length > 0 ? lines : [undefined]).map((line) => KNOWN_NATIONS.find((one) => one === (line?.values?.['nation'] ?? triage?.nation)))
  return { nations: KNOWN_NATIONS.filter((one) => found.includes(undefined) || found.includes(one)), isKnown: !found.includes(undefined) }
}

/** What the rules read is said to be just that. */
function hintOf(kind: FactKind, { triage }: Intake): string {
  const signal = SIGNAL_OF[kind]
  const evidence = signal && triage?.signals[signal]
  if (triage && evidence) return `The rules read it in ${readIn(evidence)}, ${londonDateTime(triage.at)}: ask, and record it`
  const nation = kind === 'nation' && KNOWN_NATIONS.find((one) => one === triage?.nation)
  return nation ? `The rules read ${nation}` : ''
}

const SIGNAL_OF: Readonly<Partial<Record<FactKind, Signal>>> = { missing_now: 'missingNow', in_contact_now: 'inContactNow' }

/** A worker's words are not the caller's. */
const readIn = (evidence: readonly Evidence[]): string =>
  (evidence.length > 0 && evidence.every(({ part }) => part === 'note') ? 'a note' : 'what was said')

const nationPrompts = ({ nations }: ReferralPrompts, nation: KnownNation): NationPrompts => {
  const { authority, guardian, prompts } = nations[nation]
  return { nation, sentences: [`First contact: ${authority}`, `Guardian: ${guardian}`, ...prompts] }
}

const fieldId = (kind: FactKind, field: string): string => `fact-${kind}-${field}`

type AskedField = Pick<FactField, 'name' | 'label' | 'hint' | 'choices'>

const fieldsOf = (kind: FactKind): readonly AskedField[] => FACT_FIELDS[kind]

/** Of an enquiry about several children; who rings is nobody's. */
const aboutField = (kind: FactKind, children: readonly ChildOfIntake[]): readonly AskedField[] => (children.length < 2 || kind === 'caller_verified' ? [] : [{
  name: 'about', label: 'Which child is it about?',
  choices: { ...Object.fromEntries(children.map(({ child: { id, reference, details } }) => [id, `${reference}: ${childWords(details)}`])), [ABOUT_ALL]: 'Each of them' },
}])

function fieldView(kind: FactKind, { name, label, hint = '', choices = {} }: AskedField, returned: { readonly typed: Readonly<Record<string, unknown>>; readonly problems: readonly { readonly field: string; readonly text: string }[] } | undefined): FactFieldView {
  const typed = returned?.typed[name]
  const value = typeof typed === 'string' ? typed : ''
  return {
    id: fieldId(kind, name), name, label, hint, value,
    choices: Object.entries(choices).map(([one, text]) => ({ value: one, text, checked: one === value })),
    error: returned?.problems.find(({ field }) => field === name)?.text,
  }
}
