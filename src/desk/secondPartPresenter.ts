import type { Colleagues } from '../domain/handover'
import type { Intake } from '../domain/intake'
import { ROLE_NAMES } from '../domain/roles'
import { callSeen, isSecondRole, type SecondProfessional, type SecondRole } from '../domain/secondProfessionals'
import type { StaffMember } from '../domain/staff'
import { capital } from './capital'
import { acceptByWords, type TellingView, tellingViews } from './escalationPresenter'
import { londonShort } from './londonTime'
import { paths } from './paths'
import { nobodyAtWork } from './nobodyAtWork'
import { type PersonForm, personForm, type PersonFormInput } from './personForm'
import type { Officer } from './secondPorts'
import { becauseWords } from './secondWords'
import type { IndicatorLabel } from './triagePresenter'
import type { SummaryLink, TypedForm, TypedSecond } from './typedForms'

/** The part of one second professional in words. */
export interface SecondPartView {
  readonly title: string
  readonly because: string
  /** Who is on it, or that nobody is. */
  readonly standing: string
  /** Somebody is waited for. */
  readonly awaited: boolean
  /** Where an officer says that they are on it; absent for everybody else. */
  readonly acceptHref: string | undefined
  readonly forms: readonly PersonForm[]
  /** Why nobody of the role can take it on, or be named; empty where somebody can. */
  readonly nobody: string
  readonly toldTitle: string
  readonly tellings: readonly TellingView[]
}

export interface SecondsView {
  readonly parts: readonly SecondPartView[]
  readonly problems: readonly SummaryLink[]
}

export interface SecondsInput {
  readonly intake: Intake
  readonly staff: StaffMember
  /** Whom a manager may name, by role; empty for everybody else. */
  readonly officers: Partial<Readonly<Record<SecondRole, readonly Officer[]>>>
  readonly colleagues: Pick<Colleagues, 'everybody'>
  readonly may: { readonly manage: boolean }
  readonly labelOf: IndicatorLabel
  readonly typed: TypedForm | undefined
  readonly now: Date
}

/** Whom an enquiry calls for beside its social worker, who is on it, and how that is changed. */
export function secondsView({ intake, ...input }: SecondsInput): SecondsView {
  const state = input.typed?.form === 'second' ? input.typed.state : undefined
  return {
    parts: (intake.secondProfessionals ?? []).map((second) => partView(intake, second, input, state)),
    problems: state ? state.problems.map(({ field, text }) => ({ text, href: `#${formId(state.role, state.which)}-${field}` })) : [],
  }
}

/** Whether they may write notes on it: of second professionals only the one who is on it. */
export const mayNote = ({ secondProfessionals = [] }: Intake, { id, role }: Pick<StaffMember, 'id' | 'role'>): boolean =>
  !isSecondRole(role) || secondProfessionals.some((second) => second.role === role && second.acceptance?.by === id)

function partView(
  { id, status }: Intake, second: SecondProfessional, { staff, officers, colleagues, may, labelOf, now }: Omit<SecondsInput, 'intake' | 'typed'>, state: TypedSecond | undefined,
): SecondPartView {
  const { role, acceptance, notNeeded, because } = second
  const open = status !== 'rerouted' && status !== 'closed'
  const others = (officers[role] ?? []).filter(({ staffId }) => staffId !== acceptance?.by)
  const mayName = open && may.manage && (others.length > 0 || (state?.role === role && state.which === 'name'))
  const isAwaited = open && !acceptance && !notNeeded
  const absent = open && (isAwaited || may.manage) ? nobodyAtWork(colleagues, role) : undefined
  const isTheirs = acceptance?.by === staff.id
  const form = (which: TypedSecond['which'], action: string): PersonForm => personForm({
    id: formId(role, which), action, role, seen: which === 'dismiss' ? callSeen(second) : undefined, words: WORDS[which](ROLE_NAMES[role], acceptance?.byName ?? ''),
    people: others, typed: state?.role === role && state.which === which ? state : undefined,
  })
  return {
    title: capital(ROLE_NAMES[role]),
    because: becauseWords(because, labelOf),
    standing: open || acceptance || notNeeded ? standingWords(second, now) : NOT_ASKED[status === 'closed' ? 'closed' : 'rerouted'],
    awaited: isAwaited,
    nobody: absent ?? (open && may.manage && others.length === 0 ? NOBODY_TO_NAME : ''),
    acceptHref: isAwaited && staff.role === role ? paths.secondAcceptance(id) : undefined,
    forms: open ? [
      ...(isTheirs ? [form('back', paths.secondReturn(id))] : []),
      ...(mayName ? [form('name', paths.secondNaming(id))] : []),
      ...(may.manage && acceptance ? [form('take', paths.secondTaking(id))] : []),
      ...(may.manage && isAwaited ? [form('dismiss', paths.secondDismissal(id))] : []),
    ] : [],
    toldTitle: `Who was told that no ${ROLE_NAMES[role]} is on it`,
    tellings: tellingViews(second.tellings ?? [], now),
  }
}

/** Who is on it, or that nobody is: "Pat Police is on this, since 10:02." */
export function standingWords({ acceptance, asked, notNeeded, acceptBy }: SecondProfessional, now: Date): string {
  if (acceptance) return `${acceptance.byName} is on this, since ${londonShort(acceptance.at, now)}.`
  if (notNeeded) return `No officer is needed, says ${notNeeded.byName}.`
  return [
    asked ? `${asked.byName} was asked to take this on, at ${londonShort(asked.at, now)}; nobody is on this yet.` : 'Nobody is on this yet.',
    ...(acceptBy ? [`${acceptByWords(acceptBy, now)}.`] : []),
  ].join(' ')
}

const NOBODY_TO_NAME = 'No other officer of this role can be named: whoever is at work is on it already, or has a conflict of interest.'

/** Where nobody is on it, by why nobody is asked any more. */
const NOT_ASKED = {
  rerouted: 'Nobody is on this, and no officer is told of it while a list has it: bring it back if one is needed.',
  closed: 'Nobody was on this.',
} as const

const formId = (role: SecondRole, which: TypedSecond['which']): string => `${role}-${which}`

const REASON = 'Reason'
const WORDS: Readonly<Record<TypedSecond['which'], (role: string, name: string) => PersonFormInput['words']>> = {
  back: () => ({ summary: 'Give it back', toLabel: undefined, reasonLabel: REASON, button: 'Give it back' }),
  name: (role) => ({ summary: `Name ${withArticle(role)}`, toLabel: capital(role), reasonLabel: undefined, button: 'Name this officer' }),
  take: (_role, name) => ({ summary: `Take it from ${name}`, toLabel: undefined, reasonLabel: REASON, button: 'Take it from them' }),
  dismiss: (role) => ({ summary: `No ${role} is needed`, toLabel: undefined, reasonLabel: REASON, button: 'No officer is needed' }),
}

const withArticle = (noun: string): string => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
