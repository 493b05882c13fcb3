import { unreachable } from '../../domain/unreachable'
import type { ProviderFailure } from '../providerFailure'

/** What a failure means for whoever sets up the number, and what to look at. */
export function failureInWords({ kind, code, status }: ProviderFailure): string {
  switch (kind) {
    case 'unreachable':
      return `Twilio cannot be reached from here (${code}). Is there a network, and is TWILIO_API_URL right if it is set?`
    case 'no_answer':
      return `Twilio gave no clear answer (${code}). Whether anything was changed shows with --check.`
    case 'busy':
      return 'Twilio takes no more requests for the moment. Try again in a minute.'
    case 'refused':
      return refusal(code, status)
    default:
      return unreachable(kind)
  }
}

function refusal(code: string, status: number | undefined): string {
  if (status === 401 || status === 403) return 'Twilio does not accept TWILIO_AUTH_TOKEN for the account TWILIO_ACCOUNT_SID.'
  if (status === 404) return 'Twilio has no such account: TWILIO_ACCOUNT_SID names another, or none.'
  return `Twilio refuses this with code ${code}: see https://www.twilio.com/docs/api/errors/${code}`
}
