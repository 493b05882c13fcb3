import { type ChildDetails, childName, type ChildPart } from '../../domain/child'
import { CHILD_FIELDS } from '../../domain/childFields'
import { withoutTurns } from '../highlight'
import { dayInWords } from '../../domain/dayInWords'

/** A part as people read it. */
export function partWords(part: ChildPart, value: string): string {
  if (part === 'birthDate') return dayInWords(value)
  const said = CHILD_FIELDS[part].choices?.[value] ?? withoutTurns(value)
  return part === 'ageDisputed' && value === 'yes' ? `${said}: treat as a child` : said
}

/** The name, and enough beside it to tell the child from another: "Linh Tran, born 27 March 2010, age in dispute". */
export function childWords(details: ChildDetails): string {
  const { birthDate, age, ageDisputed } = details
  const born = birthDate === undefined ? undefined : `born ${dayInWords(birthDate)}`
  return [withoutTurns(childName(details)), born ?? (age === undefined ? undefined : `age ${withoutTurns(age)}`), ageDisputed === 'yes' ? 'age in dispute' : undefined].filter((word) => word !== undefined).join(', ')
}
