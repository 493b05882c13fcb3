import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { isLoose, type LinkSign } from '../domain/thread'
import { birthFact, type Fact, nearlyBorn } from './birthFacts'
import { findBirthDates, findBirthYears } from './findBirth'
import { findBornBeside } from './findBornBeside'
import { findNames } from './findNames'
import { findPlacements, findTowns } from './findPlaces'
import { type FoundReference, findReferences, type ReferenceKind } from './findReferences'
import { keysOfName, looseNameKeys, type NameKey } from './nameKeys'
import type { LinkKey, WeakKeys } from './ports'

export interface NewWords {
  /** What was said or written anew: no quoted mail, no signatures. */
  readonly text: string
  readonly saidAt: Date
  /** E.164: the caller's, and where they want to be rung back. */
  readonly numbers: readonly string[]
  /** The address of whoever wrote. */
  readonly sender?: string
}

/** Characters of an enquiry that are looked through; a child is named early. */
const MOST_READ = 30_000
/** Keys of one enquiry: each is a line of an index. */
const MOST_KEYS = 300
const MOST_NUMBERS = 5

const SIGN_OF_REFERENCE: Readonly<Record<ReferenceKind, LinkSign>> = { crime: 'crime_reference', home_office: 'home_office_reference', nrm: 'nrm_reference', cad: 'cad_reference' }

type Facts = ReturnType<typeof factsIn>

/** Weak ones that are looked for, of each kind. */
const MOST_WEAK = 3

/** What an enquiry is looked up by, its words gone through once. */
export function lookupKeys(words: NewWords): { readonly keys: readonly LinkKey[]; readonly weak: WeakKeys } {
  const facts = factsIn(words)
  const { names, births, placements, numbers } = facts
  return {
    keys: pairKeys(facts),
    // For an enquiry that names nobody, or beside one that does not.
    weak: { keys: [...placements.slice(0, MOST_WEAK), ...numbers.slice(0, MOST_WEAK)], namesNobody: names.length + births.filter(isOwn).length === 0 },
  }
}

/**
 * What tells of a child. A reference is enough by itself. Everything else counts in pairs, and of each pair one
 * tells of the child: a name with a date of birth, an age and a town, a placement, a telephone number or a sender; or a
 * date of birth, but no 1 January, with one of the last three. Each key is a whole pair, so a name that thousands bear is never looked up
 * by itself, and nothing that is stored tells of a name alone.
 *
 * Not found: a child described but not named; a name together with a number that two messages give apart; ages and towns
 * without a name; what stands in quoted mail, signatures, attachments and recordings.
 */
function pairKeys({ references, names, births, placements, numbers, sender, ages }: Facts): readonly LinkKey[] {
  const around: readonly Fact[] = [...placements, ...numbers, ...sender]
  const keys = names.flatMap(keysOfName)
  return distinct([
    ...references,
    ...[...births, ...around, ...ages].flatMap((fact) => keys.map((name) => named(name, fact))),
    ...births.filter(isOwn).flatMap((birth) => around.map((fact): LinkKey => ({ key: `${birth.key} ${fact.key}`, signs: [birth.sign, fact.sign], use: 'both' }))),
    ...births.flatMap((birth) => looseKeys(names, keys, birth)),
  ])
}

/**
 * What comes near to a name and a date of birth: beside that date the name with other vowels, or one word of it, but not on a 1 January,
 * which is put down for whoever has no birthday; and the name beside a date that is nearly the same, in full but where day and month are exchanged.
 */
function looseKeys(names: readonly string[], keys: readonly NameKey[], birth: ReturnType<typeof birthFact>): readonly LinkKey[] {
  const near = nearlyBorn(birth.date)
  return [
    ...names.flatMap(looseNameKeys).filter(({ sign }) => sign === 'name_alike' || isOwn(birth)).map((name) => named(name, birth)),
    ...keys.flatMap((name) => near.filter(({ sign }) => name.sign === 'name' || sign === 'birth_date_turned').flatMap((fact) => {
      const use = commonUse(name.use, fact.use)
      return use === undefined ? [] : [{ ...named(name, fact), use }]
    })),
  ]
}

/** None where the one is only kept and the other only asked. */
function commonUse(one: LinkKey['use'], other: LinkKey['use']): LinkKey['use'] | undefined {
  if (one === 'both') return other
  return other === 'both' || other === one ? one : undefined
}

/** Each once, as it was said first and where: of too many the first are kept, which tell most. */
function distinct(keys: readonly LinkKey[]): readonly LinkKey[] {
  const found = new Map<string, LinkKey>()
  for (const one of keys) if (!found.has(`${one.use} ${one.key}`)) found.set(`${one.use} ${one.key}`, one)
  return [...found.values()].slice(0, MOST_KEYS)
}

/** Without what is not seen, which stands in names of Arabic letters above all. */
const readable = (text: string): string => text.slice(0, MOST_READ).replaceAll(/\p{Cf}/gu, '')

function factsIn({ text: whole, saidAt, numbers, sender }: NewWords) {
  const text = readable(whole)
  const towns = findTowns(text)
  const beside = findBornBeside(text, saidAt)
  return {
    references: referenceKeys(text, saidAt),
    names: namesIn(text, beside),
    births: birthsIn(text, beside),
    placements: findPlacements(text).map((place) => ({ key: `placement ${place}`, sign: 'placement' as const })),
    numbers: [...new Set([...numbers, ...numbersIn(text)])].map((number) => ({ key: `number ${number}`, sign: 'number' as const })),
    sender: sender === undefined ? [] : [{ key: `sender ${sender.toLowerCase()}`, sign: 'sender' as const }],
    ages: findBirthYears(text, saidAt).flatMap((year) => towns.map((town): Fact => ({ key: `age ${year} ${town}`, sign: 'age_and_town' }))),
  }
}

const referenceKeys = (text: string, saidAt: Date): readonly LinkKey[] => findReferences(text, saidAt).map(referenceKey)
const referenceKey = ({ kind, value }: FoundReference): LinkKey => ({ key: `${kind} ${value}`, signs: [SIGN_OF_REFERENCE[kind]], use: 'both' })

type Beside = ReturnType<typeof findBornBeside>
/** A birthday that tells of a child: not the 1 January of whoever has none. */
const isOwn = ({ sign }: Fact): boolean => sign === 'birth_date'
const birthsIn = (text: string, beside: Beside) => [...new Set([...findBirthDates(text), ...beside.map(({ birth }) => birth)])].map(birthFact)
const namesIn = (text: string, beside: Beside): readonly string[] => [...new Set([...findNames(text), ...beside.map(({ name }) => name)])]

/** The keys of what is known by itself, not found in words: references, and names with dates of birth. */
export const keysOfFacts = ({ references, names, births }: { readonly references: readonly FoundReference[]; readonly names: readonly string[]; readonly births: readonly string[] }): readonly LinkKey[] =>
  pairKeys({ references: references.map(referenceKey), names, births: births.map(birthFact), placements: [], numbers: [], sender: [], ages: [] })
    // Whichever enquiry is looked up asks for them.
    .filter(({ use, signs }) => use !== 'asked' || !isLoose(signs))

/**
 * What is asked of others that are about the same child as good as surely: a reference, or a whole name with its date of
 * birth, which no 1 January is. Names, which cost most to find, are looked for only where there is a date of birth.
 */
export function strongKeys({ text: whole, saidAt }: Pick<NewWords, 'text' | 'saidAt'>): readonly LinkKey[] {
  const text = readable(whole)
  const beside = findBornBeside(text, saidAt)
  const births = birthsIn(text, beside).filter(isOwn)
  const names = births.length === 0 ? [] : namesIn(text, beside).flatMap(keysOfName).filter(({ sign, use }) => sign === 'name' && use !== 'kept')
  return [...referenceKeys(text, saidAt), ...births.flatMap((birth) => names.map((name) => named(name, birth)))].slice(0, MOST_KEYS)
}

const named = ({ key, sign, use }: NameKey, fact: Fact): LinkKey => ({ key: `${key} ${fact.key}`, signs: [sign, fact.sign], use })

/** Ten digits or more, as people space them. */
const NUMBER = /(?<![\d+])(?:\+|0)\d(?:[ ()-]{0,2}\d){8,14}(?!\d)/g

/** Numbers for everybody, such as 0800, tell of nobody. */
function numbersIn(text: string): readonly string[] {
  const written = [...text.matchAll(NUMBER)].slice(0, MOST_NUMBERS * 4).map(([number]) => parsePhoneNumberFromString(number.replace(/^00/, '+'), 'GB'))
  const found = written.flatMap((number) => (number?.isPossible() ? [number.number] : []))
  return [...new Set(found.filter((number) => !/^\+44(?:80|3)/.test(number)))].slice(0, MOST_NUMBERS)
}
