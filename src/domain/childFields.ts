import { type ChildDetails, CHILD_PARTS, type ChildPart } from './child'

export interface ChildField {
  readonly label: string
  readonly hint?: string
  /** A box of several lines. */
  readonly long?: true
  /** What can be chosen, in words; free text where absent. */
  readonly choices?: Readonly<Record<string, string>>
}

/** What is asked of a child, in this order. Nothing of it must be known but how to tell this child from another. */
export const CHILD_FIELDS: Readonly<Record<ChildPart, ChildField>> = {
  name: { label: 'Name', hint: 'The whole of it, as it was given. Leave it empty where nobody knows it.' },
  otherNames: { label: 'Other names and spellings', hint: 'One a line.', long: true },
  apart: { label: 'Where no name is known: how to tell this child from others', hint: 'Such as: the boy found at a car wash on 3 March.' },
  birthDate: { label: 'Date of birth, as it was given', hint: 'Such as 27 3 2010.' },
  age: { label: 'Age, as they say', hint: 'Such as: says 15, assessed as 18.' },
  ageDisputed: { label: 'Is the age or the date of birth in dispute?', hint: 'Whoever may be a child is treated as one.', choices: { yes: 'Yes', no: 'No', not_known: 'Not known' } },
  gender: { label: 'Gender, as they say' },
  nationality: { label: 'Nationality', hint: 'Several with commas.' },
  language: { label: 'Language that they need', hint: 'Its English name, such as Vietnamese.' },
  nrm: { label: 'National Referral Mechanism reference' },
  homeOffice: { label: 'Home Office reference' },
  crime: { label: 'Crime reference', hint: 'Several with commas.' },
}

/** The day, the month and the year of birth are typed apart. */
export const BIRTH_FIELDS = ['birthDay', 'birthMonth', 'birthYear'] as const
type BirthField = (typeof BIRTH_FIELDS)[number]
export type ChildFieldName = Exclude<ChildPart, 'birthDate'> | BirthField
export type TypedChild = Readonly<Partial<Record<ChildFieldName, string>>>

/** Characters of one answer. */
const LONGEST_ANSWER = 500

export interface ChildProblem {
  readonly field: ChildFieldName
  readonly text: string
}

/** What was typed of a child, and what is wrong with it. @param today `YYYY-MM-DD` */
export function readChild(typed: TypedChild, today: string): { readonly details: ChildDetails; readonly problems: readonly ChildProblem[] } {
  const born = readBirthDate(typed, today)
  const details: ChildDetails = Object.fromEntries(CHILD_PARTS.flatMap((part) => {
    const value = part === 'birthDate' ? born.date : tidied(typed[part])
    return value === undefined ? [] : [[part, value]]
  }))
  const { name, otherNames, apart } = details
  const nameless = name === undefined && otherNames === undefined && apart === undefined
  return {
    details,
    problems: [
      ...(nameless ? [{ field: 'name', text: 'Enter a name, or how to tell this child from others' } as const] : []),
      ...(born.problem ? [orAge(born.problem, typed)] : []), ...CHILD_PARTS.flatMap((part) => problemOf(part, details[part]) ?? []),
    ],
  }
}

/** What stands in the fields of a form about these details. */
export function typedFrom({ birthDate = '', ...rest }: ChildDetails): TypedChild {
  const [birthYear, birthMonth, birthDay] = birthDate.split('-').map((number) => number.replace(/^0/, ''))
  return { ...rest, ...(birthDate !== '' && { birthYear, birthMonth, birthDay }) }
}

/** Of several lines each without what surrounds it; undefined where nothing is left. */
function tidied(typed = ''): string | undefined {
  const text = typed.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '').join('\n')
  return text === '' ? undefined : text
}

function problemOf(part: ChildPart, value: string | undefined): ChildProblem | undefined {
  if (value === undefined || part === 'birthDate') return undefined
  const { label, choices } = CHILD_FIELDS[part]
  if (choices && !Object.hasOwn(choices, value)) return { field: part, text: `Select: ${label.replace(/\?$/, '')}` }
  if (value.length > LONGEST_ANSWER) return { field: part, text: `${label} must be ${LONGEST_ANSWER} characters or fewer` }
  return TELLS[part]?.(value) === false ? { field: part, text: `${label}: enter it as it was given, or leave it empty` } : undefined
}

const hasDigit = (value: string): boolean => /\d/.test(value)
function areWords(value: string): boolean {
  const said = value.split(',').filter((one) => one.trim() !== '')
  return said.length > 0 && said.every((one) => /\p{L}{2}/u.test(one))
}
/** Whether an answer by which others are found or matched can tell anything. */
const TELLS: Readonly<Partial<Record<ChildPart, (value: string) => boolean>>> = { nrm: hasDigit, homeOffice: hasDigit, crime: hasDigit, nationality: areWords, language: areWords }

/** Of a date of which only a part is known. */
const orAge = ({ field, text }: ChildProblem, typed: TypedChild): ChildProblem =>
  ({ field, text: BIRTH_FIELDS.every((one) => (typed[one]?.trim() ?? '') !== '') ? text : `${text}, or say what is known as the age` })

/** Nobody whom the service sees to was born before. */
const EARLIEST_BIRTH = '1900-01-01'

/** Years at which hardly anybody of whom this service hears is held to be a child; whose age is in dispute is mostly younger. */
const UNLIKELY_AGE = 25

/** Nothing is saved until somebody has seen that this is no child’s age. */
export interface LongAgo {
  readonly kind: 'long_ago'
  readonly birthDate: string
  readonly years: number
}

/**
 * A date of birth that is to be asked about: so long ago that a slip is likelier than a child. All `YYYY-MM-DD`.
 * @param seen the one that they were asked about, and left as it is
 */
export function longAgo(birthDate: string | undefined, seen: string | undefined, today: string): LongAgo | undefined {
  if (birthDate === undefined || birthDate === seen) return undefined
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (today.slice(5) < birthDate.slice(5) ? 1 : 0)
  return years >= UNLIKELY_AGE ? { kind: 'long_ago', birthDate, years } : undefined
}

/** The date of birth that was typed; undefined where none was. @param today `YYYY-MM-DD` */
export function readBirthDate(typed: TypedChild, today: string): { readonly date?: string; readonly problem?: ChildProblem } {
  const [day = '', month = '', year = ''] = BIRTH_FIELDS.map((field) => typed[field]?.trim() ?? '')
  const [missing] = BIRTH_FIELDS.filter((_, place) => [day, month, year][place] === '')
  if (day === '' && month === '' && year === '') return {}
  if (missing !== undefined) return { problem: { field: missing, text: 'A date of birth has a day, a month and a year: enter all three' } }
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const read = /^\d{4}-\d{2}-\d{2}$/.test(date) ? new Date(`${date}T00:00:00Z`) : new Date(Number.NaN)
  if (Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== date) return { problem: { field: 'birthDay', text: 'The date of birth must be a real date, such as 27 3 2010' } }
  if (date > today) return { problem: { field: 'birthYear', text: 'The date of birth must be in the past' } }
  if (date < EARLIEST_BIRTH) return { problem: { field: 'birthYear', text: 'The date of birth must be in 1900 or later' } }
  return { date }
}
