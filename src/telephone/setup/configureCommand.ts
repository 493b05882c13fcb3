import { parseArgs } from 'node:util'
import type { WantedFallback } from './numberSetup'

export const CONFIGURE_USAGE = `Usage:
  npm run twilio:configure -- [--fallback URL | --fallback-here] [--yes]
  npm run twilio:configure -- --check [--fallback URL | --fallback-here]
--fallback URL   where the fallback script is hosted, away from the application (https)
--fallback-here  the application answers for itself, which helps with its smaller failures only
--check          compare, and change nothing
--yes            change without asking
`

export interface ConfigureRequest {
  readonly check: boolean
  readonly yes: boolean
  readonly fallback: WantedFallback
}

/** The command line, or what is wrong with it. */
export function understandConfigure(argv: readonly string[], publicBaseUrl: string): ConfigureRequest | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: { check: { type: 'boolean' }, yes: { type: 'boolean' }, fallback: { type: 'string' }, 'fallback-here': { type: 'boolean' } },
    })
    const fallback = wantedFallback(values.fallback, values['fallback-here'] ?? false, publicBaseUrl)
    return 'problem' in fallback ? fallback : { check: values.check ?? false, yes: values.yes ?? false, fallback }
  } catch (error) {
    return { problem: `${error instanceof Error ? error.message : 'The arguments could not be understood.'}\n\n${CONFIGURE_USAGE}` }
  }
}

function wantedFallback(url: string | undefined, here: boolean, publicBaseUrl: string): WantedFallback | { readonly problem: string } {
  if (here) return url === undefined ? { kind: 'here' } : { problem: 'Say either --fallback or --fallback-here.' }
  if (url === undefined) return { kind: 'as_is' }
  const address = URL.canParse(url) ? new URL(url) : undefined
  if (address?.protocol !== 'https:') return { problem: '--fallback needs an address such as https://files.example/fallback.xml' }
  if (address.origin === new URL(publicBaseUrl).origin) {
    return {
      problem: 'That address is the application\'s own: when it is down, the fallback is down with it. Host the script elsewhere ' +
        '(npm run --silent twilio:fallback prints it), or say --fallback-here if you mean it.',
    }
  }
  return { kind: 'away', url }
}
