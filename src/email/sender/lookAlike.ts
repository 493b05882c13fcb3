import { type DomainBook, type DomainForm, domainForm, type ImitableWord } from './domainBook'
import type { DomainName } from './domainName'
import { skeleton } from './skeleton'

/** A shorter word is inside too many others. */
const JOINED_WORD = 5

/**
 * The professional body's domain that a domain imitates without being it: by letters that look alike, by one slip of the
 * pen, with hyphens or nothing for dots, with more labels behind it, or by carrying the body's own name with something added. A name
 * that only has common words, or a body's among others, is another body's. Undefined when it
 * imitates none, or is one itself.
 */
export function imitatedDomain(domain: DomainName, book: DomainBook): string | undefined {
  const known = remembered.get(book) ?? new Map<string, string | undefined>()
  remembered.set(book, known)
  const key = JSON.stringify(domain)
  if (!known.has(key)) {
    if (known.size === MOST_REMEMBERED) known.clear()
    known.set(key, findImitated(domain, book))
  }
  return known.get(key)
}

/** Most mail comes from few domains, and to hold one against every body's is dear. */
const remembered = new WeakMap<DomainBook, Map<string, string | undefined>>()
const MOST_REMEMBERED = 1_000

function findImitated(domain: DomainName, book: DomainBook): string | undefined {
  if (book.recognise(domain) || book.isPersonal(domain)) return undefined
  const written = [...new Set([domain.ascii, skeleton(domain.shown)])].map(domainForm)
  const suffix = book.suffixes.find(({ forms }) => forms.some((form) => written.some((one) => imitates(one, form))))
  if (suffix) return suffix.domain
  const labels = written.flatMap((form) => form.labels)
  const inLabels = ({ forms }: ImitableWord, test: (label: string, word: string) => boolean): boolean =>
    forms.some((word) => labels.some((label) => test(label, word)))
  return book.brands.find((brand) => inLabels(brand, carriesHyphenated))?.of ?? book.shared.find((name) => inLabels(name, beginsWith))?.of ??
    book.words.find((word) => inLabels(word, (label, text) => label !== text && carries(label, text)))?.of
}

const imitates = (domain: DomainForm, suffix: DomainForm): boolean =>
  hasBetween(domain.dotted, suffix.dotted, '.') || isJoined(domain, suffix) || isOneSlipAway(domain, suffix)

/** `police-uk.example`, `policeuk.example`, `kent-police-uk.example`. */
const isJoined = (domain: DomainForm, { hyphened, bare }: DomainForm): boolean =>
  domain.labels.some((label) => hasBetween(label, hyphened, '-') || carries(label, bare))

/** The label is the word, has it between hyphens or, when it is long enough to be no chance, begins or ends with it. */
const carries = (label: string, word: string): boolean =>
  hasBetween(label, word, '-') || (word.length >= JOINED_WORD && (label.startsWith(word) || label.endsWith(word)))

/** `salvation-army.example` too. */
const carriesHyphenated = (label: string, name: string): boolean => carries(label, name) || carries(label.replaceAll('-', ''), name)

/** What stands before a name makes another body's of it (Welsh Refugee Council), what stands behind is only added. */
const beginsWith = (label: string, name: string): boolean => hasBetween(label, name, '-') || label.replaceAll('-', '').startsWith(name)

/** Whether a part stands in a text with the sign, or the text's end, on either side. */
const hasBetween = (text: string, part: string, sign: string): boolean => text.includes(part) && `${sign}${text}${sign}`.includes(`${sign}${part}${sign}`)

/** The last labels differ from the suffix in one, by one slip. The top level counts as it is: `police.ua` is no slip. */
function isOneSlipAway(domain: DomainForm, { labels: wanted }: DomainForm): boolean {
  if (domain.labels.length < wanted.length || domain.labels.at(-1) !== wanted.at(-1)) return false
  const labels = domain.labels.slice(-wanted.length)
  const different = wanted.flatMap((label, place) => (label === labels[place] ? [] : [[labels[place] ?? '', label] as const]))
  const [pair] = different
  return different.length === 1 && pair !== undefined && isSlip(...pair)
}

/**
 * One letter more, less or other, or two neighbours changed round. Where a word is so short that a slip makes other
 * ordinary words of it, fewer kinds count.
 */
export function isSlip(written: string, wanted: string): boolean {
  if (written === wanted) return false
  let start = 0
  while (start < wanted.length && written[start] === wanted[start]) start++
  const rest = { written: written.slice(start), wanted: wanted.slice(start) }
  if (written.length === wanted.length + 1) return written.length >= 4 && rest.written.slice(1) === rest.wanted
  if (written.length + 1 === wanted.length) return wanted.length >= 5 && rest.written === rest.wanted.slice(1)
  if (written.length !== wanted.length) return false
  if (rest.written.slice(1) === rest.wanted.slice(1)) return wanted.length >= 6
  const [first = '', second = ''] = rest.wanted
  return wanted.length >= 3 && rest.written === `${second}${first}${rest.wanted.slice(2)}`
}
