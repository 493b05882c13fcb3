import { domainToASCII, domainToUnicode } from 'node:url'
import { getDomain } from 'tldts'

export interface DomainName {
  /** As mail servers write it: ASCII, small letters, no dot at the end. */
  readonly ascii: string
  /** As people read it. */
  readonly shown: string
  /**
   * False when the name only becomes this domain by being rewritten: wide letters, a Kelvin sign for a K. Nobody writes
   * their own domain so, and it may be taken for no known one.
   */
  readonly asWritten: boolean
}

/** Before the URL parser sees it, which would stop at a slash and call the rest no part of the name. */
const POSSIBLE = /^[\p{L}\p{M}\p{N}\p{Cf}_.\u3002\uff0e\uff61-]{1,255}$/u

/** The domain that a text names, or undefined when it names none. */
export function domainName(text: string): DomainName | undefined {
  // Only A to Z: toLowerCase would make a plain k of a Kelvin sign.
  const lower = text.trim().replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()).replace(/\.$/, '')
  if (!POSSIBLE.test(lower) || lower.split('.').some((label) => label === '')) return undefined
  // Where the name cannot be converted it stands as it is.
  const ascii = domainToASCII(lower) || lower
  const shown = domainToUnicode(ascii) || lower
  return { ascii, shown, asWritten: lower === ascii || lower === shown }
}

/** The domain of a mail address: what stands after its last `@`. */
export const domainOfAddress = (address: string): DomainName | undefined =>
  address.includes('@') ? domainName(address.slice(address.lastIndexOf('@') + 1)) : undefined

/**
 * What one organisation holds of a domain, by the Public Suffix List: `kent.police.uk` of `mail.kent.police.uk`. A public
 * suffix itself is its own.
 */
export const organisationOf = (ascii: string): string => getDomain(ascii, { allowPrivateDomains: true, validateHostname: false }) ?? ascii

/** Whether two domains are one organisation's: "relaxed alignment" (RFC 7489, 3.1). */
export const isSameOrganisation = (one: string, other: string): boolean => organisationOf(one) === organisationOf(other)
