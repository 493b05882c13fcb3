import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { LinkSign } from '../domain/thread'
import { findBirthDates, findBirthYears } from './findBirth'
import { findBornBeside } from './findBornBeside'
import { findNames } from './findNames'
import { findPlacements, findTowns } from './findPlaces'
import { type FoundReference, findReferences, type ReferenceKind } from './findReferences'
import { looseNameKeys, type NameKey, nameKeys } from './nameKeys'
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

interface Fact {
  readonly key: string
  readonly sign: LinkSign
}

type Facts = ReturnType<typeof factsIn>

/** Weak ones that are looked for, of each kind. */
const MOST_WEAK = 3

/** What an enquiry is looked up by, its words gone through once. */
export function lookupKeys(words: NewWords): { readonly keys: readonly LinkKey[]; readonly weak: WeakKeys } {
  const facts = factsIn(words)
  const { names, births, placements, numbers } = facts
  return {
    keys: distinct([...pairKeys(facts), ...looselyAsked(facts)]),
    // For an enquiry that names nobody, or beside one that does not.
    weak: { keys: [...placements.slice(0, MOST_WEAK), ...numbers.slice(0, MOST_WEAK)], namesNobody: names.length + births.length === 0 },
  }
}

/**
 * What tells of a child. A reference is enough by itself. Everything else counts in pairs, and of each pair one
 * tells of the child: a name with a date of birth, an age and a town, a placement, a telephone number or a sender; or a
 * date of birth with one of the last three. Each key is a whole pair, so a name that thousands bear is never looked up
 * by itself, and nothing that is stored tells of a name alone.
 *
 * Not found: a child described but not named; a name together with a number that two messages give apart; ages and towns
 * without a name; what stands in quoted mail, signatures, attachments and recordings.
 */
function pairKeys({ references, names, births, placements, numbers, sender, ages }: Facts): readonly LinkKey[] {
  const around: readonly Fact[] = [...placements, ...numbers, ...sender]
  const alike = names.flatMap(looseNameKeys).filter(({ use }) => use === 'both')
  const keys = names.flatMap(nameKeys)
  return [
    ...references,
    ...[...births, ...around, ...ages].flatMap((fact) => keys.map((name) => named(name, fact))),
    ...births.flatMap((birth) => around.map((fact): LinkKey => ({ key: `${birth.key} ${fact.key}`, signs: [birth.sign, fact.sign], use: 'both' }))),
    ...births.flatMap((birth) => alike.map((name) => named(name, birth))),
  ]
}

/**
 * What is asked of others besides, and kept by none: whether they have one word of the name with that date of birth, or the name with
 * its day and month exchanged. One word is not asked about on a 1 January: it is put down for whoever has no birthday.
 */
function looselyAsked({ names, births }: Facts): readonly LinkKey[] {
  const keys = names.flatMap(nameKeys).filter(({ use }) => use !== 'kept')
  const parts = names.flatMap(looseNameKeys).filter(({ use }) => use === 'asked')
  const turned = births.flatMap(({ date }): readonly Fact[] => turnedDate(date).map((key) => ({ key: `birth ${key}`, sign: 'birth_date_turned' })))
  return [
    ...turned.flatMap((birth) => keys.map((name): LinkKey => ({ ...named(name, birth), use: 'asked' }))),
    ...births.filter(({ sign }) => sign === 'birth_date').flatMap((birth) => parts.map((name) => named(name, birth))),
  ]
}

/** None where that is no date, or the same. */
function turnedDate(date: string): readonly string[] {
  const [year, month = '', day = ''] = date.split('-')
  return day <= '12' && day !== month ? [`${year}-${day}-${month}`] : []
}

/** Each once, as it was said first. */
const distinct = (keys: readonly LinkKey[]): readonly LinkKey[] =>
  [...new Map(keys.toReversed().map((one) => [`${one.use} ${one.key}`, one])).values()].toReversed().slice(0, MOST_KEYS)

function factsIn({ text: whole, saidAt, numbers, sender }: NewWords) {
  const text = whole.slice(0, MOST_READ)
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
const birthsIn = (text: string, beside: Beside): readonly Birth[] => [...new Set([...findBirthDates(text), ...beside.map(({ birth }) => birth)])].map(birthFact)
const namesIn = (text: string, beside: Beside): readonly string[] => [...new Set([...findNames(text), ...beside.map(({ name }) => name)])]
type Birth = Fact & { readonly date: string }
/** 1 January is what is put down where nobody knows the day, so that many have it. */
const birthFact = (date: string): Birth => ({ key: `birth ${date}`, sign: date.endsWith('-01-01') ? 'birth_date_january' : 'birth_date', date })

/** The keys of what is known by itself, not found in words: references, and names with dates of birth. */
export const keysOfFacts = ({ references, names, births }: { readonly references: readonly FoundReference[]; readonly names: readonly string[]; readonly births: readonly string[] }): readonly LinkKey[] =>
  distinct(pairKeys({ references: references.map(referenceKey), names, births: births.map(birthFact), placements: [], numbers: [], sender: [], ages: [] }))

/**
 * What is asked of others that are about the same child as good as surely: a reference, or a whole name with its date of
 * birth, which no 1 January is. Names, which cost most to find, are looked for only where there is a date of birth.
 */
export function strongKeys({ text: whole, saidAt }: Pick<NewWords, 'text' | 'saidAt'>): readonly LinkKey[] {
  const text = whole.slice(0, MOST_READ)
  const beside = findBornBeside(text, saidAt)
  const births = birthsIn(text, beside).filter(({ sign }) => sign === 'birth_date')
  const names = births.length === 0 ? [] : namesIn(text, beside).flatMap(nameKeys).filter(({ sign, use }) => sign === 'name' && use !== 'kept')
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
