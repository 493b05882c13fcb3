import twilio from 'twilio'
import RequestClient from 'twilio/lib/base/RequestClient'

export interface TwilioSettings {
  readonly accountSid: string
  readonly authToken: string
  /** Replaces the REST origin, media included: stand-ins, regional edges. A path goes in front of Twilio's. @defaultValue Twilio's own */
  readonly apiUrl?: string | undefined
  /** How long one request may take in all. @defaultValue 10 seconds, in milliseconds */
  readonly timeoutMs?: number
}

export type TwilioClient = ReturnType<typeof twilio>

const TWILIO_ORIGIN = 'https://api.twilio.com'
const ANSWER_WITHIN_MS = 10_000
/** More than any page of a list can be. */
const MOST_BYTES = 20 * 1024 * 1024

/** The SDK's HTTP client, bounded in time and size as a whole, and led to another origin where one is set. */
export class TwilioHttp extends RequestClient {
  /** What the paths of requests follow, without a slash at the end. */
  readonly base: string

  constructor({ apiUrl, timeoutMs = ANSWER_WITHIN_MS }: Pick<TwilioSettings, 'apiUrl' | 'timeoutMs'>) {
    super({ timeout: timeoutMs })
    const { origin, pathname } = new URL(apiUrl ?? TWILIO_ORIGIN)
    this.base = `${origin}${pathname.replace(/\/$/, '')}`
    this.axios.defaults.maxContentLength = MOST_BYTES
    // The SDK's own timeout counts silence only: a server that drips would hold a request for ever.
    this.axios.interceptors.request.use((config) => ({ ...config, signal: config.signal ?? AbortSignal.timeout(timeoutMs) }))
  }

  override async request<T>(options: RequestClient.RequestOptions<T>): ReturnType<typeof RequestClient.prototype.request<T>> {
    const { pathname, search } = new URL(options.uri)
    // With debugging switched on in the environment the SDK would print numbers.
    return super.request({ ...options, uri: `${this.base}${pathname}${search}`, logLevel: 'error' })
  }
}

export function twilioClient({ accountSid, authToken }: TwilioSettings, http: TwilioHttp): TwilioClient {
  // The SDK insists on an id that begins with AC; whether the account exists is Twilio's to say.
  const client = twilio('AC', authToken, { httpClient: http })
  client.username = accountSid
  client.accountSid = accountSid
  return client
}
