import { callUrl } from '../webhooks/callUrls'
import type { NumberSetup } from './ports'

/** `away`: hosted away from the application; `here`: the application's own; `as_is`: whatever the number has. */
export type WantedFallback = { readonly kind: 'away'; readonly url: string } | { readonly kind: 'here' } | { readonly kind: 'as_is' }

/**
 * What the number must have so that calls reach the application. A fallback hosted away is a file, which GET fetches;
 * nothing may take the number's calls in place of the addresses.
 */
export function wantedSetup(publicBaseUrl: string, fallback: WantedFallback): Partial<NumberSetup> {
  return {
    voiceUrl: callUrl(publicBaseUrl, 'voice'), voiceMethod: 'POST',
    ...(fallback.kind === 'away' && { voiceFallbackUrl: fallback.url, voiceFallbackMethod: 'GET' }),
    ...(fallback.kind === 'here' && { voiceFallbackUrl: callUrl(publicBaseUrl, 'fallback'), voiceFallbackMethod: 'POST' }),
    statusCallback: callUrl(publicBaseUrl, 'status'), statusCallbackMethod: 'POST',
    voiceApplicationSid: '', trunkSid: '',
  }
}

const NAMES = {
  voiceUrl: 'voice URL', voiceMethod: 'voice method',
  voiceFallbackUrl: 'fallback URL', voiceFallbackMethod: 'fallback method',
  statusCallback: 'status callback', statusCallbackMethod: 'status method',
  voiceApplicationSid: 'application', trunkSid: 'trunk',
} as const

type Field = keyof typeof NAMES
const FIELDS: readonly Field[] = [
  'voiceUrl', 'voiceMethod', 'voiceFallbackUrl', 'voiceFallbackMethod', 'statusCallback', 'statusCallbackMethod', 'voiceApplicationSid', 'trunkSid',
]

export interface Difference {
  readonly field: Field
  /** For people. */
  readonly name: string
  readonly is: string
  readonly wanted: string
}

export const differences = (is: NumberSetup, wanted: Partial<NumberSetup>): readonly Difference[] =>
  FIELDS.flatMap((field) => {
    const value = wanted[field]
    return value === undefined || value === is[field] ? [] : [{ field, name: NAMES[field], is: is[field], wanted: value }]
  })

export const changeOf = (found: readonly Difference[]): Partial<NumberSetup> =>
  Object.fromEntries(found.map(({ field, wanted }) => [field, wanted]))

/** A line for each: what it is, and what it is to be. */
export const describeDifferences = (found: readonly Difference[]): string =>
  found.map(({ name, is, wanted }) => `  ${name}: ${shown(is)} -> ${shown(wanted)}\n`).join('')

/** Without what may be secret in an address: a password, and what stands behind a question mark. */
function shown(value: string): string {
  if (value === '') return '(none)'
  if (!URL.canParse(value)) return value
  const { protocol, host, pathname, search, hash, username, password } = new URL(value)
  return `${protocol}//${username || password ? '***@' : ''}${host}${pathname}${search && '?***'}${hash}`
}
