import type { ChildDetails, SoughtDetails } from '../domain/child'
import { findBirthDates } from './findBirth'
import { findReferences } from './findReferences'
import { keysOfFacts } from './linkKeys'
import { heardKeys, keysOfName, looseNameKeys, type NameKey } from './nameKeys'
import { foldLetters } from './nameSkeleton'
import type { LinkKey } from './ports'

/** What a child's record is found by: what somebody wrote into its fields, read as it would be in a message that says what each is. */
export function childKeys({ name = '', otherNames = '', birthDate, nrm = '', homeOffice = '', crime = '' }: ChildDetails): readonly LinkKey[] {
  // Alone as well: who types "CRN 42/1" into a field for it has said what it is.
  const written = (cue: string, text: string): string => text.split(/[,;\n]/).flatMap((one) => [`${cue} ${one.trim()}`, one]).join('\n')
  return keysOfFacts({
    references: findReferences([written('NRM', nrm), written('Home Office', homeOffice), written('crime', crime)].join('\n')),
    names: namesOf({ name, otherNames }),
    births: birthDate === undefined ? [] : findBirthDates(`born ${birthDate}`),
  })
}

const namesOf = ({ name = '', otherNames = '' }: Pick<ChildDetails, 'name' | 'otherNames'>): readonly string[] => [name, ...otherNames.split(/[,;\n]/)].map((one) => one.trim()).filter((one) => one !== '')

/** How near a name is to the one that is looked for: all of it, what it is without its middle, one word of it, or all of it as it is heard, or with other vowels, which tells little alone. */
type Nearness = 'whole' | 'shorter' | 'part' | 'alike'

/** Consonants that few strangers share: Selam Tesfay is Salam Tesfay, but Lan Tran not Linh Tran. */
const TELLING_CONSONANTS = 6

const isTelling = (alike: string): boolean => alike.startsWith('heard ') || alike.replace(/^alike /, '').replaceAll(' ', '').length >= TELLING_CONSONANTS

interface ChildSearchKeys {
  /** `telling`: those of `alike` that tell of somebody without the date of birth: as it is heard, or by many consonants. */
  readonly names: Readonly<Record<Nearness | 'telling', readonly string[]>>
  readonly births: readonly string[]
}

/**
 * What a person finds a record by: a name alone, as near as `keysOfName` finds one, and a date of birth alone. A name as it is written
 * counts too, so that one that many bear is found by itself, and so do the words of one in another script.
 * @param use `kept` with the record, or `asked` for
 */
export function childSearchKeys({ birthDate, ...named }: SoughtDetails, use: 'kept' | 'asked'): ChildSearchKeys {
  const names = namesOf(named)
  const keys = names.flatMap((name) => [...keysOfName(name), ...heardKeys(name), ...looseNameKeys(name).filter(({ sign }) => sign === 'name_alike')]).filter((one) => one.use === use || one.use === 'both')
  const keysOf = (near: Nearness): readonly string[] => [...new Set(keys.filter((one) => nearnessOf(one) === near).map(({ key }) => key))]
  const written = names.map((name) => `written ${foldLetters(name).replaceAll(/\s+/g, ' ')}`)
  const alike = keysOf('alike')
  return {
    names: { whole: [...written, ...keysOf('whole')], shorter: keysOf('shorter'), part: keysOf('part'), alike, telling: alike.filter(isTelling) },
    births: birthDate === undefined ? [] : [`birth ${birthDate}`],
  }
}

function nearnessOf({ use, sign }: NameKey): Nearness {
  if (sign === 'name_alike') return 'alike'
  if (use === 'both') return 'whole'
  return sign === 'name' ? 'shorter' : 'part'
}
