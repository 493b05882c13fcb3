import { ProviderFailure } from '../telephone/providerFailure'
import type { RecordingMedia } from '../telephone/provider'
import type { TwilioHttp, TwilioSettings } from './twilioClient'
import { asking, kindOfStatus } from './twilioFailure'

export interface MediaLimits {
  /** Bytes. An hour of a telephone's sound is less. @defaultValue 50 MB */
  readonly mostBytes?: number
  /** The whole of it, redirects included. @defaultValue 40 seconds, in milliseconds: less than the claim on the work lasts */
  readonly withinMs?: number
}

const MOST_HOPS = 5

/**
 * Fetches a recording's sound from an address built of the account and its sid alone. The network may lead on to where
 * it stores media: over https only, or at its own origin, and elsewhere without our credentials.
 *
 * @returns undefined while or once there is none
 * @throws ProviderFailure when the sound does not come whole, in time, or within the size
 */
export async function fetchTwilioMedia(
  http: TwilioHttp, { accountSid, authToken }: TwilioSettings, sid: string,
  { mostBytes = 50 * 1024 * 1024, withinMs = 40_000 }: MediaLimits = {},
): Promise<RecordingMedia | undefined> {
  const [account, recording] = [accountSid, sid].map(encodeURIComponent)
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  const signal = AbortSignal.timeout(withinMs)
  let url = new URL(`${http.base}/2010-04-01/Accounts/${account}/Recordings/${recording}.wav`)
  const home = url.origin
  let leftHome = false
  for (let hops = 0; hops <= MOST_HOPS; hops += 1) {
    leftHome ||= url.origin !== home
    const response = await asking(async () => http.axios.get<unknown>(url.href, {
      // As it is, so that the announced size is that of what we keep.
      headers: { 'Accept-Encoding': 'identity', ...(!leftHome && { Authorization: authorization }) },
      decompress: false, maxContentLength: mostBytes, maxRedirects: 0, proxy: false, responseType: 'arraybuffer', signal, timeout: withinMs,
      validateStatus: () => true,
    }))
    const { status, data } = response
    const header = (name: string): string | undefined => textOf(response.headers[name])
    const location = status >= 300 && status < 400 ? header('location') : undefined
    if (location === undefined) return toMedia(status, data, header)
    url = nextAddress(location, url, home)
  }
  throw new ProviderFailure('refused', 'too_many_redirects')
}

function nextAddress(location: string, from: URL, home: string): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined
  if (!next || (next.protocol !== 'https:' && next.origin !== home)) throw new ProviderFailure('refused', 'unsafe_redirect')
  return next
}

function toMedia(status: number, data: unknown, header: (name: string) => string | undefined): RecordingMedia | undefined {
  if (status === 404 || status === 410) return undefined
  if (status !== 200 || !Buffer.isBuffer(data)) throw new ProviderFailure(kindOfStatus(status), `http_${status}`, status)
  const size = header('content-length')
  return {
    bytes: data,
    contentType: header('content-type') ?? 'application/octet-stream',
    ...(size !== undefined && /^\d+$/.test(size) && { announcedSize: Number(size) }),
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
