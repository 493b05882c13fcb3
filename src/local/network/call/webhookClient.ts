import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks'
import type { PostedWebhook } from './callSounds'

export interface WebhookSettings {
  /** Where the service listens, and the origin under which it signs and names itself; both without a slash at the end. */
  readonly webUrl: string
  readonly publicBaseUrl: string
  readonly accountSid: string
  readonly authToken: string
}

/** How often and when to try again: Twilio's defaults, or what the fragment of the URL asks for. Times in milliseconds. */
interface Patience {
  readonly tries: number
  readonly onRefused: boolean
  readonly onTimeout: boolean
  readonly on5xx: boolean
  readonly readTimeoutMs: number
}

const LONGEST_WAIT_MS = 15_000

/**
 * Posts one webhook as Twilio would: signed, without the URL's fragment, and again as the fragment asks. Never throws;
 * a service that cannot be reached is status 0.
 */
export async function postWebhook(
  settings: WebhookSettings,
  target: string,
  params: Readonly<Record<string, string>>,
): Promise<PostedWebhook> {
  const [url = '', fragment = ''] = target.split('#')
  const patience = readPatience(fragment)
  const request = {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'X-Twilio-Signature': getExpectedTwilioSignature(settings.authToken, url, { ...params }),
    },
    body: new URLSearchParams(params).toString(),
  }
  const startedAt = performance.now()
  let answer: Answer = { kind: 'answer', status: 0, body: '', contentType: '' }
  let tries = 0
  while (tries < patience.tries) {
    const outcome = await attempt(addressOf(settings, url), request, patience.readTimeoutMs)
    tries += 1
    if (outcome.kind === 'answer') {
      answer = outcome
      if (outcome.status < 500 || !patience.on5xx) break
    } else if (outcome.kind === 'refused' ? !patience.onRefused : !patience.onTimeout) break
  }
  const { status, body, contentType } = answer
  return { url, params, status, body, contentType, ms: performance.now() - startedAt, tries }
}

interface Answer {
  readonly kind: 'answer'
  readonly status: number
  readonly body: string
  readonly contentType: string
}

type Outcome =
  | Answer
  | { readonly kind: 'refused' }
  | { readonly kind: 'timeout' }

async function attempt(address: string, request: RequestInit, timeoutMs: number): Promise<Outcome> {
  try {
    const response = await fetch(address, { ...request, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    return { kind: 'answer', status: response.status, body: await response.text(), contentType: response.headers.get('content-type') ?? '' }
  } catch (error) {
    return { kind: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'refused' }
  }
}

/** The service may be reached elsewhere than where it says it is: it stands behind this machine's loopback. */
const addressOf = ({ publicBaseUrl, webUrl }: WebhookSettings, url: string): string =>
  url.startsWith(publicBaseUrl) ? webUrl + url.slice(publicBaseUrl.length) : url

function readPatience(fragment: string): Patience {
  const asked = new URLSearchParams(fragment)
  const causes = (asked.get('rp') ?? 'ct').split(',')
  const anyCause = causes.includes('all')
  return {
    tries: 1 + Number(asked.get('rc') ?? 1),
    onRefused: anyCause || causes.includes('ct'),
    onTimeout: anyCause || causes.includes('rt'),
    on5xx: anyCause || causes.includes('5xx'),
    readTimeoutMs: Math.min(Number(asked.get('rt') ?? LONGEST_WAIT_MS), LONGEST_WAIT_MS),
  }
}
