import { foldLetters } from './nameSkeleton'
import { NOT_NAMES } from './notNames'

const MOST_FOUND = 6
const CAPITALS = String.raw`\p{Lu}[\p{L}'’]{1,30}(?:[ -]\p{Lu}[\p{L}'’]{1,30}){0,2}`

const HOME = new RegExp(String.raw`\b(${CAPITALS})[ ](House|Lodge|Cottage|Hostel|Villa|Grange|Manor|Farm|Hotel|Children['’]?s Home)\b`, 'gu')
/** How a street is written, cut short and whole. */
const STREETS: Readonly<Record<string, string>> = {
  st: 'street', rd: 'road', ave: 'avenue', av: 'avenue', ln: 'lane', dr: 'drive', cl: 'close', cres: 'crescent', ter: 'terrace', terr: 'terrace', gdns: 'gardens', gr: 'grove', ct: 'court', pl: 'place', sq: 'square',
}
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const KINDS = [...Object.values(STREETS), 'way', 'walk', 'hill', ...Object.keys(STREETS)].map(capital)
const STREET = new RegExp(String.raw`\b(\d{1,4}[a-zA-Z]?)[, ]{1,2}(${CAPITALS})[ ](${[...new Set(KINDS)].join('|')})\b`, 'gu')
const POSTCODE = /\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b/g
const TOWN = new RegExp(String.raw`\b(?:in|near|around|outside)[ ](${CAPITALS})`, 'gu')

const plain = (words: string): string => foldLetters(words).replaceAll(/['’]/g, '').replaceAll(/[^a-z0-9]+/g, ' ').trim()
const distinct = (places: readonly string[]): readonly string[] => [...new Set(places)].slice(0, MOST_FOUND)

/** Where a child lives or lived, so narrow that few do: a home by its name, a house by its number, a postcode. */
export function findPlacements(text: string): readonly string[] {
  const homes = [...text.matchAll(HOME)].flatMap(([, name = '', kind = '']) => {
    // "At The Oak House" is Oak House; "The House" is none.
    const words = plain(name).split(' ').filter((word) => word !== 'the' && word !== 'at')
    return words.length === 0 || words.every((word) => NOT_NAMES.has(word)) ? [] : [`${words.join(' ')} ${plain(kind)}`]
  })
  const streets = [...text.matchAll(STREET)].map(([, number, name = '', kind = '']) => `${number?.toLowerCase()} ${plain(name)} ${STREETS[plain(kind)] ?? plain(kind)}`)
  const postcodes = [...text.matchAll(POSTCODE)].map(([, outward, inward]) => `${outward}${inward}`.toLowerCase())
  return distinct([...homes, ...streets, ...postcodes])
}

/** Towns that a text names. Not countries, nations and London, where too many are. */
export function findTowns(text: string): readonly string[] {
  return distinct([...text.matchAll(TOWN)].flatMap(([, name = '']) => {
    const town = plain(name)
    return town.split(' ').some((word) => NOT_NAMES.has(word) && !BIG_TOWNS.has(word)) ? [] : [town]
  }))
}

/** They are no names of people, but places for all that. */
const BIG_TOWNS = new Set(['calais', 'dover', 'luton', 'manchester', 'birmingham', 'leeds', 'kent', 'essex'])
