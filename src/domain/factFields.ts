import type { FactKind } from './recordedFacts'
import { KNOWN_NATIONS } from './skills'

export interface FactField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly required: boolean
  /** What can be chosen, in words; free text where absent. */
  readonly choices?: Readonly<Record<string, string>>
}

const YES_NO = { yes: 'Yes', no: 'No', not_known: 'Not known' } as const
const LAST_CONTACT = {
  now: 'Now', week: 'Within a week', month: 'Within a month', three_months: 'Within 3 months', six_months: 'Within 6 months',
  year: '6 to 12 months ago', over_year: 'Over a year ago', not_sure: 'Not sure',
} as const
const text = (name: string, label: string, hint?: string): FactField => ({ name, label, required: true, ...(hint !== undefined && { hint }) })
const choice = (name: string, label: string, choices: FactField['choices'] & object): FactField => ({ name, label, required: true, choices })

/** What is asked of each fact. The contact with the authority has the three details that the Home Office's form demands. */
export const FACT_FIELDS: Readonly<Record<FactKind, readonly FactField[]>> = {
  caller_verified: [
    text('person', 'Whom you spoke with there'), text('organisation', 'Their organisation'),
    text('numberFrom', 'Where you found the switchboard’s number', 'Never the number that they gave.'),
  ],
  nation: [choice('nation', 'Where the child is', Object.fromEntries(KNOWN_NATIONS.map((nation) => [nation, nation])))],
  language: [
    text('language', 'Which language the child speaks', 'Its English name, such as Vietnamese; several with commas. Never use somebody who is with the child to interpret.'),
    choice('interpreter', 'Is an interpreter needed?', YES_NO),
  ],
  missing_now: [choice('answer', 'Is the child missing now?', YES_NO), { ...text('since', 'Since when, as they say'), required: false }],
  in_contact_now: [choice('answer', 'Is the child with, or in contact with, the exploiter now?', YES_NO), { ...choice('lastContact', 'Last contact', LAST_CONTACT), required: false }],
  authority_contacted: [
    text('name', 'Which authority or Trust'), text('person', 'Who took it there'), text('phone', 'Their telephone'), text('email', 'Their email'),
  ],
  nrm_referral: [
    choice('by', 'Who refers', { us: 'We do', callers_organisation: 'The caller’s own organisation' }),
    { ...text('organisation', 'Which organisation, if it is theirs'), required: false },
  ],
}

/** The answer that a fact is about each child of the enquiry. */
export const ABOUT_ALL = 'all'

/** Characters of one answer. */
const LONGEST_ANSWER = 500

export interface FactProblem {
  readonly field: string
  readonly text: string
  /** To send it once more means to have seen this. */
  readonly warns?: true
}

/** What was typed for a fact, as far as it is asked for; and what is wrong with it. */
export function readFact(kind: FactKind, typed: Readonly<Record<string, unknown>>): { readonly values: Readonly<Record<string, string>>; readonly problems: readonly FactProblem[] } {
  const answers = FACT_FIELDS[kind].map((field) => {
    const answer = typed[field.name]
    return { field, answer: typeof answer === 'string' ? answer.trim() : '' }
  })
  const values = Object.fromEntries(answers.flatMap(({ field, answer }) => (answer === '' ? [] : [[field.name, answer]])))
  return { values, problems: answers.flatMap(({ field, answer }) => problemOf(field, answer) ?? []).concat(theirsWithoutName(kind, values)) }
}

function problemOf({ name, label, required, choices }: FactField, answer: string): FactProblem | undefined {
  if (answer === '') return required ? { field: name, text: `${choices ? 'Select' : 'Enter'}: ${label.replace(/\?$/, '')}` } : undefined
  if (choices && !Object.hasOwn(choices, answer)) return { field: name, text: `Select: ${label.replace(/\?$/, '')}` }
  return answer.length > LONGEST_ANSWER ? { field: name, text: `${label} must be ${LONGEST_ANSWER} characters or fewer` } : undefined
}

const theirsWithoutName = (kind: FactKind, { by, organisation }: Readonly<Record<string, string>>): readonly FactProblem[] =>
  kind === 'nrm_referral' && by === 'callers_organisation' && organisation === undefined ? [{ field: 'organisation', text: 'Enter which organisation refers' }] : []
