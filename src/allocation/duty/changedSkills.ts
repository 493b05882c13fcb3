import { DomainError } from '../../domain/errors'
import { EXPLOITATION_TYPES, KNOWN_NATIONS, type Skills } from '../../domain/skills'

export const LIST_OF_TYPES = EXPLOITATION_TYPES.join(', ')

interface TypedSkills {
  readonly nations?: string | undefined
  readonly languages?: string | undefined
  readonly exploitation?: string | undefined
}

/** Lists that were typed replace those there were; the others stay. @throws DomainError that names what is not known */
export function changedSkills(present: Skills, { nations, languages, exploitation }: TypedSkills): Skills {
  if (nations === undefined && languages === undefined && exploitation === undefined) {
    throw new DomainError('invalid', 'Say at least one of --nations, --languages and --exploitation.')
  }
  return {
    nations: nations === undefined ? present.nations : listed(nations).map((typed) => oneOf(KNOWN_NATIONS, typed, 'nation')),
    languages: languages === undefined ? present.languages : languagesIn(languages),
    exploitation: exploitation === undefined ? present.exploitation : listed(exploitation).map((typed) => oneOf(EXPLOITATION_TYPES, typed, 'kind of exploitation')),
  }
}

export function writtenSkills({ nations, languages, exploitation }: Skills): string {
  const written = (list: readonly string[]): string => (list.length === 0 ? 'none' : list.join(', '))
  return `nations ${written(nations)}; languages ${written(languages)}; exploitation ${written(exploitation)}.`
}

const listed = (text: string): readonly string[] =>
  text.trim().toLowerCase() === 'none' ? [] : [...new Set(text.split(',').map((part) => part.trim()).filter(Boolean))]

function oneOf<T extends string>(known: readonly T[], typed: string, what: string): T {
  const found = known.find((one) => one.toLowerCase() === typed.toLowerCase())
  if (found === undefined) throw new DomainError('invalid', `There is no ${what} "${typed}". There are: ${known.join(', ')}.`)
  return found
}

function languagesIn(typed: string): readonly string[] {
  const read = readLanguages(typed)
  if ('problem' in read) throw new DomainError('invalid', `${read.problem}.`)
  return read.languages
}

/** Languages as typed, or what is wrong with one. */
export function readLanguages(typed: string): { readonly languages: readonly string[] } | { readonly problem: string } {
  const languages = [...new Set(listed(typed).map((language) => language.toLowerCase()))]
  const unknown = languages.find((language) => !/^\p{L}[\p{L} -]{1,30}$/u.test(language))
  return unknown === undefined ? { languages } : { problem: `"${unknown}" is not a language. Write its English name, such as Welsh` }
}
