import type { DomainFamily, ProfessionalDomains } from '../../domain/senderStanding'
import type { DomainName } from './domainName'
import { skeleton, wordsIn } from './skeleton'

/** A domain in the forms in which others are held against it. */
export interface DomainForm {
  readonly dotted: string
  readonly labels: readonly string[]
  /** `police-uk` */
  readonly hyphened: string
  /** `policeuk` */
  readonly bare: string
}

export const domainForm = (dotted: string): DomainForm => ({
  dotted, labels: dotted.split('.'), hyphened: dotted.replaceAll('.', '-'), bare: dotted.replaceAll('.', ''),
})

/** A body's domain, as written and as it looks. */
export interface ImitableDomain {
  readonly domain: string
  readonly forms: readonly DomainForm[]
}

/** A word by which a body is known, as written and as it looks. */
export interface ImitableWord {
  /** The domain that the body is known by. */
  readonly of: string
  readonly forms: readonly string[]
}

/** What is added before a name and makes no other body's of it. */
const ADDED_BEFORE = ['', 'the', 'my', 'our', 'uk', 'mail', 'email', 'secure', 'login']

/** `refugeecouncil`, however it is spaced. */
const joined = (name: string): string => name.replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Once where the two are the same. */
const written = (text: string): readonly string[] => [...new Set([text, skeleton(text)])]

/** The list of professional bodies' domains, made ready for looking up. */
export interface DomainBook {
  readonly version: string
  /** The family that a domain belongs to; whole labels count, and the longest suffix. */
  recognise(domain: DomainName): DomainFamily | undefined
  isPersonal(domain: DomainName): boolean
  readonly suffixes: readonly ImitableDomain[]
  readonly brands: readonly ImitableWord[]
  /** Each also with what is added before a name without making it another body's: `myrefugeecouncil`. */
  readonly shared: readonly ImitableWord[]
  readonly words: readonly ImitableWord[]
  /** What the names of bodies look like: wordsIn. */
  readonly names: readonly string[]
  /** Those of the names that other bodies carry after a word of their own: wordsIn. */
  readonly sharedNames: readonly string[]
}

export function domainBook({ version, families, personal }: ProfessionalDomains): DomainBook {
  const bySuffix = new Map(families.flatMap((family) => family.suffixes.map((suffix) => [suffix, family] as const)))
  const providers = new Map(personal.domains.map((domain) => [domain, true] as const))
  const named = (list: 'brands' | 'words') =>
    families.flatMap((family) => (family[list] ?? []).map((word) => ({ of: knownBy(word, family.suffixes), forms: written(word) })))
  return {
    version,
    recognise: (domain) => longestSuffix(bySuffix, domain),
    isPersonal: (domain) => longestSuffix(providers, domain) ?? false,
    suffixes: [...bySuffix.keys()].map((domain) => ({ domain, forms: written(domain).map(domainForm) })),
    brands: named('brands'),
    shared: families.flatMap(({ shared = [], suffixes }) => shared.map(joined).map((name) => ({
      of: knownBy(name, suffixes), forms: ADDED_BEFORE.flatMap((before) => written(`${before}${name}`)),
    }))),
    words: named('words'),
    names: families.flatMap(({ names }) => names ?? []).map(wordsIn),
    sharedNames: families.flatMap(({ shared }) => shared ?? []).map(wordsIn),
  }
}

/** The domain that a body's name stands in, else the family's first. */
const knownBy = (word: string, suffixes: readonly string[]): string =>
  suffixes.find((suffix) => suffix.split('.').includes(word.replaceAll('-', ''))) ?? suffixes[0] ?? ''

function longestSuffix<T>(bySuffix: ReadonlyMap<string, T>, { ascii, asWritten }: DomainName): T | undefined {
  if (!asWritten) return undefined
  const labels = ascii.split('.')
  const suffix = labels.map((_label, place) => labels.slice(place).join('.')).find((candidate) => bySuffix.has(candidate))
  return suffix === undefined ? undefined : bySuffix.get(suffix)
}
