import type { Authentication } from '../../domain/senderStanding'
import type { HeaderLine } from '../reading/messageReading'
import { VALUE_LIMIT } from '../reading/readHeaders'
import { type AuthenticationResults, type MethodResult, readAuthenticationResults } from './parseAuthenticationResults'
import { domainName, domainOfAddress, isSameOrganisation } from './domainName'

/** No server that passes mail on adds so many; below them no field counts. */
const FIELDS_READ = 50

/**
 * What our own mail server says of the domain that a message is from.
 *
 * Anybody can write an Authentication-Results field into a message, in our server's name too. Servers add theirs on top,
 * and must take away those that came in under their own name (RFC 8601, 5). So only the topmost field in our server's
 * name counts, and none at all when one above it cannot be read.
 *
 * @param authservId what our server calls itself in those fields; when absent, no field counts
 * @param from the domain of the message's From, in ASCII
 */
export function senderAuthentication(headers: readonly HeaderLine[], authservId: string | undefined, from: string): Authentication {
  const results = authservId === undefined ? undefined : ownResults(headers, authservId)
  return results ? verdictOn(results.results, from) : 'not_known'
}

function ownResults(headers: readonly HeaderLine[], authservId: string): AuthenticationResults | undefined {
  const fields = headers.filter(({ name }) => name === 'authentication-results').slice(0, FIELDS_READ)
  for (const { value } of fields) {
    // A value that was cut off may have lost the half of a domain: `header.from=police.uk` of `police.uk.example`.
    const field = value.length < VALUE_LIMIT ? readAuthenticationResults(value) : undefined
    if (!field) return undefined
    if (field.authservId.toLowerCase() === authservId.toLowerCase()) return field
  }
  return undefined
}

/** DMARC decides where the server speaks of it; else a signature or an envelope of the same organisation does. */
function verdictOn(results: readonly MethodResult[], from: string): Authentication {
  const of = (method: string) => results.filter((each) => each.method === method)
  const dmarc = of('dmarc').filter(({ result }) => result !== 'none')
  if (dmarc.some(({ result }) => result === 'fail' || result === 'permerror')) return 'failed'
  if (dmarc.length > 0) return dmarc.every((each) => each.result === 'pass' && domainIn(each, 'header.from') === from) ? 'confirmed' : 'not_known'

  const aligned = (each: MethodResult, property: string): boolean => {
    const domain = domainIn(each, property)
    return each.result === 'pass' && domain !== undefined && isSameOrganisation(domain, from)
  }
  const spf = of('spf')
  if (of('dkim').some((each) => aligned(each, 'header.d') || aligned(each, 'header.i'))) return 'confirmed'
  if (spf.length > 0 && spf.every((each) => aligned(each, 'smtp.mailfrom'))) return 'confirmed'
  const refused = [...of('dkim'), ...spf].some(({ result }) => ['fail', 'softfail', 'permerror'].includes(result))
  return refused ? 'failed' : 'not_known'
}

/** `@school.example` and `sam@school.example` name a domain as `school.example` does. */
function domainIn({ properties }: MethodResult, property: string): string | undefined {
  const value = properties.get(property) ?? ''
  const domain = value.includes('@') ? domainOfAddress(value) : domainName(value)
  return domain?.asWritten ? domain.ascii : undefined
}
