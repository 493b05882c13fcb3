import type { DomainBook } from './domainBook'
import { type DomainName, domainName, isSameOrganisation } from './domainName'
import { wordsIn } from './skeleton'

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
  return other || (!(domain && book.recognise(domain)) && namesBody(visible, book))
}

/** Whole words, however they are spaced and whatever alphabet they are borrowed from. */
function namesBody(name: string, { names }: DomainBook): boolean {
  const words = wordsIn(name)
  return names.some((body) => words.includes(body))
}
