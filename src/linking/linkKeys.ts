import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { LinkSign } from '../domain/thread'
import { findBirthDates, findBirthYears } from './findBirth'
import { findNames } from './findNames'
import { findPlacements, findTowns } from './findPlaces'
import { findReferences, type ReferenceKind } from './findReferences'
import { type NameKey, nameKeys } from './nameKeys'
import type { LinkKey } from './ports'

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

/**
 * What an enquiry is looked up by. A reference is enough by itself. Everything else counts in pairs, and of each pair one
 * tells of the child: a name with a date of birth, an age and a town, a placement, a telephone number or a sender; or a
 * date of birth with one of the last three. Each key is a whole pair, so a name that thousands bear is never looked up
 * by itself, and nothing that is stored tells of a name alone.
 *
 * Not found: a child described but not named; a name together with a number that two messages give apart; ages and towns
 * without a name; what stands in quoted mail, signatures, attachments and recordings.
 */
export function linkKeys({ text: whole, saidAt, numbers, sender }: NewWords): readonly LinkKey[] {
  const text = whole.slice(0, MOST_READ)
  const names = findNames(text).flatMap(nameKeys)
  const births = findBirthDates(text).map((date): Fact => ({ key: `birth ${date}`, sign: 'birth_date' }))
  const around: readonly Fact[] = [
    ...findPlacements(text).map((place): Fact => ({ key: `placement ${place}`, sign: 'placement' })),
    ...[...new Set([...numbers, ...numbersIn(text)])].map((number): Fact => ({ key: `number ${number}`, sign: 'number' })),
    ...(sender === undefined ? [] : [{ key: `sender ${sender.toLowerCase()}`, sign: 'sender' } as const]),
  ]
  const ages = findBirthYears(text, saidAt).flatMap((year) => findTowns(text).map((town): Fact => ({ key: `age ${year} ${town}`, sign: 'age_and_town' })))
  const all: readonly LinkKey[] = [
    ...findReferences(text).map(({ kind, value }) => ({ key: `${kind} ${value}`, signs: [SIGN_OF_REFERENCE[kind]], use: 'both' as const })),
    ...[...births, ...around, ...ages].flatMap((fact) => names.map((name) => named(name, fact))),
    ...births.flatMap((birth) => around.map((fact): LinkKey => ({ key: `${birth.key} ${fact.key}`, signs: [birth.sign, fact.sign], use: 'both' }))),
  ]
  return [...new Map(all.map((one) => [`${one.use} ${one.key}`, one])).values()].slice(0, MOST_KEYS)
}

const STRONG: ReadonlySet<LinkSign> = new Set(Object.values(SIGN_OF_REFERENCE))

/** Those by which few others are found that are not about the same child: a reference, or a whole name with its date of birth. */
export const strongKeys = (words: NewWords): readonly LinkKey[] =>
  linkKeys(words).filter(({ signs, use }) => use !== 'kept' && (signs.some((sign) => STRONG.has(sign)) || (signs.includes('name') && signs.includes('birth_date'))))

const named = ({ key, sign, use }: NameKey, fact: Fact): LinkKey => ({ key: `${key} ${fact.key}`, signs: [sign, fact.sign], use })

/** Ten digits or more, as people space them. */
const NUMBER = /(?<![\d+])(?:\+|0)\d(?:[ ()-]{0,2}\d){8,14}(?!\d)/g

/** Numbers for everybody, such as 0800, tell of nobody. */
function numbersIn(text: string): readonly string[] {
  const written = [...text.matchAll(NUMBER)].slice(0, MOST_NUMBERS * 4).map(([number]) => parsePhoneNumberFromString(number.replace(/^00/, '+'), 'GB'))
  const found = written.flatMap((number) => (number?.isPossible() ? [number.number] : []))
  return [...new Set(found.filter((number) => !/^\+44(?:80|3)/.test(number)))].slice(0, MOST_NUMBERS)
}
