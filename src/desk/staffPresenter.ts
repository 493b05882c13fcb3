import { ROLE_NAMES } from '../domain/roles'
import { isSecondRole } from '../domain/secondProfessionals'
import { EXPLOITATION_TYPES, type ExploitationType, KNOWN_NATIONS, type KnownNation } from '../domain/skills'
import type { SettingProblem, StaffSettings } from '../domain/staffSettings'
import { type RotaPlace, WEEKDAYS, type Weekday, type WorkingPattern } from '../domain/workingPattern'
import { EXPLOITATION_NAMES } from './allocationWords'
import { capital } from './capital'
import { carriesWords } from './dutyWords'
import { paths } from './paths'
import type { SummaryLink } from './typedForms'

/** What was typed into the form that came back. */
export type TypedSetting =
  | { readonly which: 'rota'; readonly kind: RotaPlace['kind'] | undefined; readonly hours: Readonly<Record<Weekday, string>> }
  | { readonly which: 'skills'; readonly nations: readonly KnownNation[]; readonly exploitation: readonly ExploitationType[]; readonly languages: string }
  | { readonly which: 'limit'; readonly points: string }

interface Ticked {
  readonly value: string
  readonly text: string
  readonly checked: boolean
}

export interface StaffView {
  readonly title: string
  readonly role: string
  readonly duty: string
  readonly leave: string
  /** Such as "12.5 of 25 points, 9 enquiries"; empty for who is given none. */
  readonly carries: string
  readonly rota: {
    readonly action: string
    readonly choices: readonly (Ticked & { readonly hint: string })[]
    readonly days: readonly { readonly id: Weekday; readonly label: string; readonly value: string; readonly error: string | undefined }[]
    readonly error: string | undefined
  }
  readonly skills: { readonly action: string; readonly nations: readonly Ticked[]; readonly exploitation: readonly Ticked[]; readonly languages: string; readonly error: string | undefined } | undefined
  readonly limit: { readonly action: string; readonly points: string; readonly note: string; readonly error: string | undefined } | undefined
  readonly problems: readonly SummaryLink[]
}

interface CameBack {
  readonly form: TypedSetting
  readonly problems: readonly SettingProblem[]
}

const DAY_NAMES: Readonly<Record<Weekday, string>> = {
  Mo: 'Monday', Tu: 'Tuesday', We: 'Wednesday', Th: 'Thursday', Fr: 'Friday', Sa: 'Saturday', Su: 'Sunday',
}

/** One member of staff: when they work, what they know and how much they may carry. */
export function staffView(person: StaffSettings, back?: CameBack): StaffView {
  const { name, role, given } = person
  const errorOf = (field: SettingProblem['field']): string | undefined => back?.problems.find((problem) => problem.field === field)?.text
  return {
    title: name,
    role: ROLE_NAMES[role],
    duty: paths.duty,
    leave: paths.leave(person.staffId),
    carries: given ? carriesWords(given) : '',
    rota: rotaForm(person, back?.form.which === 'rota' ? back.form : undefined, errorOf),
    skills: given && skillsForm(person.staffId, given.skills, back?.form.which === 'skills' ? back.form : undefined, errorOf),
    limit: given && {
      action: paths.limit(person.staffId), points: back?.form.which === 'limit' ? back.form.points : String(given.limit), error: errorOf('points'),
      note: given.limit < given.heaviest ? `An urgent enquiry weighs ${given.heaviest} points: with this limit ${name} is given no urgent one.` : '',
    },
    problems: (back?.problems ?? []).map(({ field, text }) => ({ text, href: `#${field}` })),
  }
}

type ErrorOf = (field: SettingProblem['field']) => string | undefined

function rotaForm({ staffId, role, rota, pattern }: StaffSettings, typed: Extract<TypedSetting, { which: 'rota' }> | undefined, errorOf: ErrorOf): StaffView['rota'] {
  const kind = typed ? typed.kind : rota.kind
  const choice = (value: RotaPlace['kind'], text: string, hint: string): Ticked & { hint: string } => ({ value, text, hint, checked: value === kind })
  return {
    action: paths.rota(staffId),
    choices: [
      choice('service_hours', 'All hours in which the service is open', ''),
      choice('pattern', 'Hours of their own', 'The hours below, while the service is open'),
      // Officers take no turns: they are called in their hours.
      ...(isSecondRole(role) ? [] : [choice('off', 'Not on the rota', 'They are given no enquiries and are not rung for callers, unless they say that they are available')]),
    ],
    days: WEEKDAYS.map((day) => ({ id: day, label: DAY_NAMES[day], value: typed ? typed.hours[day] : hoursOf(pattern ?? [], day), error: errorOf(day) })),
    error: errorOf('rota'),
  }
}

const hoursOf = (pattern: WorkingPattern, day: Weekday): string => pattern.filter((shift) => shift.day === day).map(({ from, to }) => `${from}-${to}`).join(', ')

function skillsForm(
  staffId: string, skills: NonNullable<StaffSettings['given']>['skills'], typed: Extract<TypedSetting, { which: 'skills' }> | undefined, errorOf: ErrorOf,
): StaffView['skills'] {
  const { nations, exploitation } = typed ?? skills
  return {
    action: paths.skills(staffId),
    nations: KNOWN_NATIONS.map((value) => ({ value, text: value, checked: nations.includes(value) })),
    exploitation: EXPLOITATION_TYPES.map((value) => ({ value, text: capital(EXPLOITATION_NAMES[value]), checked: exploitation.includes(value) })),
    languages: typed ? typed.languages : skills.languages.map(capital).join(', '),
    error: errorOf('languages'),
  }
}
