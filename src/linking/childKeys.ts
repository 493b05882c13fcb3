import type { ChildDetails } from '../domain/child'
import { findBirthDates } from './findBirth'
import { findReferences } from './findReferences'
import { keysOfFacts } from './linkKeys'
import { nameKeys } from './nameKeys'
import type { LinkKey } from './ports'

/** What a child's record is found by: what somebody wrote into its fields, read as it would be in a message that says what each is. */
export function childKeys({ name = '', otherNames = '', birthDate, nrm = '', homeOffice = '', crime = '' }: ChildDetails): readonly LinkKey[] {
  // Alone as well: who types "CRN 42/1" into a field for it has said what it is.
  const written = (cue: string, text: string): string => text.split(/[,;\n]/).flatMap((one) => [`${cue} ${one.trim()}`, one]).join('\n')
  return keysOfFacts({
    references: findReferences([written('NRM', nrm), written('Home Office', homeOffice), written('crime', crime)].join('\n')),
    names: [name, ...otherNames.split(/[,;\n]/)].flatMap(nameKeys),
    births: birthDate === undefined ? [] : findBirthDates(`born ${birthDate}`),
  })
}
