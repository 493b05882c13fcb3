import { bareSkeleton, foldLetters, heardSkeleton, nameSkeleton } from './nameSkeleton'

/** Middle names and titles that come and go in what people write of one and the same child. */
const PASSING = new Set(['thi', 'van', 'bin', 'bint', 'ibn', 'ben', 'al', 'el', 'ul', 'ap', 'ab', 'ferch', 'verch', 'de', 'da', 'mr', 'miss', 'ms'])

/** Family names that so many bear that one of them alone, without the rest, tells of nobody. */
const TOO_COMMON = ['nguyen', 'tran', 'pham', 'hoang', 'phan', 'khan', 'singh', 'kaur', 'jones', 'davies', 'williams', 'evans', 'smith', 'ahmed', 'ali', 'hoxha', 'begum', 'islam']

/** How the words of a name are evened out, and what so many bear in that way. */
interface Evening {
  readonly skeleton: (word: string) => string
  readonly tooCommon: ReadonlySet<string>
}

const WRITTEN: Evening = { skeleton: nameSkeleton, tooCommon: new Set(TOO_COMMON.map(nameSkeleton)) }
const HEARD: Evening = { skeleton: heardSkeleton, tooCommon: new Set(TOO_COMMON.map(heardSkeleton)) }

/** No more words of a name are looked at. */
const MOST_WORDS = 6

/**
 * How a name is looked up. A key is either kept with an enquiry, or asked for, or both: two enquiries match where one
 * asks for what the other keeps. So "Lan" alone finds "Nguyen Thi Lan", but two different names in full that share a
 * word do not find one another.
 */
export interface NameKey {
  readonly key: string
  readonly sign: 'name' | 'name_alike' | 'first_name' | 'name_in_part'
  readonly use: 'both' | 'kept' | 'asked'
}

/** The keys of a name, in whatever script. */
export const keysOfName = (name: string): readonly NameKey[] => [...nameKeys(name), ...otherScriptKeys(name)]

/**
 * The keys of a name in Latin letters, of which no order, case or mark of its words makes a difference. Not found again: nicknames,
 * translated names, more than one sound written otherwise, and letters left out at the start.
 */
export const nameKeys = (name: string): readonly NameKey[] => keysBy(WRITTEN, name)

/** The same of a name as it is heard: Angela is Anjela and Anxela, and Hoxhaj Hoxha. For a person who searches, and links nothing. */
export const heardKeys = (name: string): readonly NameKey[] => keysBy(HEARD, name).map((one) => ({ ...one, key: `heard ${one.key}`, sign: 'name_alike' }))

function keysBy(evening: Evening, name: string): readonly NameKey[] {
  const bearing = bearingWords(name)
  const [only] = bearing
  if (only === undefined) return []
  return bearing.length === 1 ? aloneKeys(evening.skeleton(only), evening) : [...wholeKeys(bearing, evening), ...partKeys(bearing.map(evening.skeleton), evening)]
}

/** Consonants without which the vowels of a name are missed. */
const FEWEST_CONSONANTS = 3

/**
 * What else a name is found by beside a date of birth, which hardly two strangers share. One in full by its consonants, with its
 * middle and without, and by any one word of it; one word alone, as a caller says it, by its consonants. `part` is kept by `nameKeys` already.
 */
export function looseNameKeys(name: string): readonly NameKey[] {
  const bearing = bearingWords(name)
  const bare = bearing.map(bareSkeleton)
  const telling = bearing.filter((word) => !WRITTEN.tooCommon.has(nameSkeleton(word)))
  const byEar = [...new Set(telling.map(bareSkeleton))].filter((word) => word.length >= FEWEST_CONSONANTS)
  if (bearing.length < 2) return byEar.flatMap((word) => [inPart(`alike alone ${word}`, 'both'), inPart(`alike part ${word}`, 'asked')])
  const alike = [bare, [bare[0] ?? '', bare.at(-1) ?? '']].map(inOrder).filter((words) => words.replaceAll(' ', '').length >= FEWEST_CONSONANTS)
  return [
    ...[...new Set(alike)].map((words): NameKey => ({ key: `alike ${words}`, sign: 'name_alike', use: 'both' })),
    ...tellingParts(bearing.map(nameSkeleton), WRITTEN).map((part) => inPart(`part ${part}`, 'asked')),
    ...byEar.flatMap((word) => [inPart(`alike part ${word}`, 'kept'), inPart(`alike alone ${word}`, 'asked')]),
  ]
}

const inPart = (key: string, use: NameKey['use']): NameKey => ({ key, sign: 'name_in_part', use })

/** Without those that come and go. */
const bearingWords = (name: string): readonly string[] => wordsOf(name).filter((word) => nameSkeleton(word) !== '' && !PASSING.has(word))

const tellingParts = (skeletons: readonly string[], { tooCommon }: Evening): readonly string[] => [...new Set(skeletons)].filter((part) => !tooCommon.has(part))

/**
 * The same of its words in other scripts than Latin, as they are written: Arabic or Cyrillic letters are no sounds to us, so that
 * only what is spelt alike is alike.
 */
function otherScriptKeys(name: string): readonly NameKey[] {
  const words = wordsOf(name).filter((word) => !/\p{Script=Latin}/u.test(word))
  const [only] = words
  if (only === undefined) return []
  return words.length === 1 ? aloneKeys(only, WRITTEN) : [{ key: `whole ${inOrder(words)}`, sign: 'name', use: 'both' }, ...partKeys(words, WRITTEN)]
}

/** Before it is cut: "Abdul Rahman", "Abdel-Rahman" and "Abdulrahman" are one name, as are "Ahmad Zai" and "Ahmadzai"; an article is none. */
function wordsOf(name: string): readonly string[] {
  const joined = foldLetters(name)
    .replaceAll(/\babd[aeiou]?(?:[lr])?[\s-]+(?:(?:al|el|ul|ar|ur|as|us)[\s-]+)?(?=[a-z])/g, 'abdul')
    .replaceAll(/\b(?:al|el|ul)-(?=[a-z])/g, '')
    .replaceAll(/(?<=[a-z])[\s-]+(?=zai\b)|(?<=\boluwa)[\s-]+(?=[a-z])/g, '')
  return joined.split(/[^\p{L}'’]+/u).filter((word) => word !== '').slice(0, MOST_WORDS)
}

/** One word of a name alone. A family name of thousands is looked for by nobody. */
function aloneKeys(only: string, { tooCommon }: Evening): readonly NameKey[] {
  if (tooCommon.has(only)) return []
  return [{ key: `alone ${only}`, sign: 'first_name', use: 'both' }, { key: `part ${only}`, sign: 'first_name', use: 'asked' }]
}

function wholeKeys(bearing: readonly string[], { skeleton }: Evening): readonly NameKey[] {
  const skeletons = bearing.map(skeleton)
  const wholes = new Set([inOrder(skeletons)])
  bearing.forEach((word, at) => {
    const withInstead = (instead: string, words: number): string => inOrder([...skeletons.slice(0, at), skeleton(instead), ...skeletons.slice(at + words)])
    // Thi Lan is written Thilan, El Amrani as Elamrani, and Oluwa Seun as Oluwaseun.
    const [, parted] = /^(?:(?:thi|van)(?=.{2})|[ae]l(?=.{5}))(.+)$/.exec(word) ?? []
    if (parted !== undefined) wholes.add(withInstead(parted, 1))
    if (bearing.length > 2 && at + 1 < bearing.length) wholes.add(withInstead(`${word}${bearing[at + 1]}`, 2))
  })
  return [...wholes].map((whole) => ({ key: `whole ${whole}`, sign: 'name', use: 'both' }))
}

/** One name in full finds another that leaves its middle out, and a word of it that stands alone elsewhere. */
function partKeys(skeletons: readonly string[], evening: Evening): readonly NameKey[] {
  const ends = inOrder([skeletons[0] ?? '', skeletons.at(-1) ?? ''])
  const outer: readonly NameKey[] = skeletons.length === 2
    ? [{ key: `ends ${ends}`, sign: 'name', use: 'asked' }]
    : [{ key: `ends ${ends}`, sign: 'name', use: 'kept' }, { key: `whole ${ends}`, sign: 'name', use: 'asked' }]
  return [...outer, ...tellingParts(skeletons, evening).flatMap((part): readonly NameKey[] => [{ key: `part ${part}`, sign: 'first_name', use: 'kept' }, { key: `alone ${part}`, sign: 'first_name', use: 'asked' }])]
}

const inOrder = (skeletons: readonly string[]): string => skeletons.toSorted().join(' ')
