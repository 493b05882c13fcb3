import type { ChildDetails, SoughtDetails } from '../domain/child'
import { findBirthDates } from './findBirth'
import { findReferences } from './findReferences'
import { keysOfFacts } from './linkKeys'
import { type NameKey, nameKeys } from './nameKeys'
import { foldLetters } from './nameSkeleton'
import type { LinkKey } from './ports'

/** What a child's record is found by: what somebody wrote into its fields, read as it would be in a message that says what each is. */
export function childKeys({ name = '', otherNames = '', birthDate, nrm = '', homeOffice = '', crime = '' }: ChildDetails): readonly LinkKey[] {
  // Alone as well: who types "CRN 42/1" into a field for it has said what it is.
  const written = (cue: string, text: string): string => text.split(/[,;\n]/).flatMap((one) => [`${cue} ${one.trim()}`, one]).join('\n')
  return keysOfFacts({
    references: findReferences([written('NRM', nrm), written('Home Office', homeOffice), written('crime', crime)].join('\n')),
    names: namesOf({ name, otherNames }).flatMap(nameKeys),
    births: birthDate === undefined ? [] : findBirthDates(`born ${birthDate}`),
  })
}

const namesOf = ({ name = '', otherNames = '' }: Pick<ChildDetails, 'name' | 'otherNames'>): readonly string[] => [name, ...otherNames.split(/[,;\n]/)].map((one) => one.trim()).filter((one) => one !== '')

/**
 * What a person finds a record by: a name alone, as near as `nameKeys` finds one, and a date of birth alone. A name as it is written
 * counts too, so that one in another script, or one that many bear, is found by itself.
 * @param use `kept` with the record, or `asked` for
 * @returns of names the keys that tell most first: of the whole of one, of one that leaves something out, and of a part
 */
export function childSearchKeys({ birthDate, ...names }: SoughtDetails, use: 'kept' | 'asked'): { readonly names: readonly (readonly string[])[]; readonly births: readonly string[] } {
  const written = namesOf(names)
  const keys = written.flatMap(nameKeys).filter((one) => one.use === use || one.use === 'both')
  const keysOf = (near: Nearness): readonly string[] => [...new Set(keys.filter((one) => nearnessOf(one) === near).map(({ key }) => key))]
  return { names: [[...written.map((name) => `written ${foldLetters(name)}`), ...keysOf('whole')], keysOf('shorter'), keysOf('part')], births: birthDate === undefined ? [] : [`birth ${birthDate}`] }
}

type Nearness = 'whole' | 'shorter' | 'part'

function nearnessOf({ use, sign }: NameKey): Nearness {
  if (use === 'both') return 'whole'
  return sign === 'name' ? 'shorter' : 'part'
}
