import type { DomainBook } from './domainBook'
import { type DomainName, domainName, isSameOrganisation } from './domainName'
import { imitatedDomain } from './lookAlike'
import { skeleton, wordsIn } from './skeleton'

/**
 * Whether the name beside an address shows what the address is not: another organisation's address, a professional body's
 * domain, or a body's name beside an address of nobody known. Mail programs often show the name alone.
 */
export function isNameTrick(name: string, domain: DomainName | undefined, book: DomainBook): boolean {
  // Characters that turn the direction of what follows have no business in a name but to make it read as another.
  if (/[\u202A-\u202E\u2066-\u2069]/.test(name)) return true
  const visible = name.replaceAll(/\p{Cf}/gu, '')
  const shown = [...visible.matchAll(/[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+|@[\p{L}\p{N}_.-]+/gu)].flatMap(([text]) => {
    const found = domainName(text.replace(/^@/, ''))
    return found ? [{ found, address: visible.includes(`@${text.replace(/^@/, '')}`) }] : []
  })
  const other = shown.some(({ found, address }) =>
    (address || book.recognise(found) !== undefined) && !(domain && isSameOrganisation(found.ascii, domain.ascii)))
  return other || (!(domain && book.recognise(domain)) && namesBody(visible, domain, book))
}

/** Whole words, however they are spaced and whatever alphabet they are borrowed from. */
function namesBody(name: string, domain: DomainName | undefined, book: DomainBook): boolean {
  const words = wordsIn(name)
  const isAnothers = (body: string): boolean =>
    book.sharedNames.includes(body) && domain !== undefined && isOwnName(words, body, domain) && !imitatedDomain(domain, book)
  return book.names.some((body) => words.includes(body) && !isAnothers(body))
}

/** `Welsh Refugee Council` at `welshrefugeecouncil.org.uk`: with a word of its own before it, and so in the address. */
function isOwnName(words: string, body: string, domain: DomainName): boolean {
  const before = words.slice(0, words.indexOf(body)).trim().split(' ').at(-1) ?? ''
  const own = `${before}${body.replaceAll(' ', '')}`
  return before !== '' && domain.shown.split('.').some((label) => skeleton(label).replaceAll('-', '').includes(own))
}
