import { createPrivateKey } from 'node:crypto'
import { z } from 'zod'

/** The shapes of the settings by which acknowledgements are signed (RFC 6376). */

const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?'
const LEAST_BITS = 1_024

export const dkimDomain = z.string().regex(new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`), 'must be a domain such as advice.example').transform((value) => value.toLowerCase())

export const dkimSelector = z.string().regex(new RegExp(`^${LABEL}(?:\\.${LABEL})*$`), 'must be the name under _domainkey, such as advice-2026')

/** A key as PEM, its line ends written as they are or as `\n`, or all of the PEM in base64. */
export const dkimPrivateKey = z.string().transform((value, context) => {
  const pem = value.includes('-----BEGIN') ? value.replaceAll('\\n', '\n') : Buffer.from(value, 'base64').toString('utf8')
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS) return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    // Said below, without the key.
  }
  context.addIssue({ code: 'custom', message: `must be an RSA private key of ${LEAST_BITS} bits or more as PEM (openssl genrsa 2048 makes one)` })
  return z.NEVER
})

const DKIM = ['DKIM_DOMAIN', 'DKIM_SELECTOR', 'DKIM_PRIVATE_KEY'] as const

/** All three or none: half a signature would be taken for a forgery, and none at all for an oversight. */
export function dkimComplaints(given: Readonly<Record<string, string | undefined>>): string[] {
  const missing = DKIM.filter((name) => given[name] === undefined)
  return missing.length === DKIM.length ? [] : missing.map((name) => `${name} is missing: DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY are set together or not at all`)
}
