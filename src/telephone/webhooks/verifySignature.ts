import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks'

export interface SignatureSettings {
  /** The origin that Twilio was told, without a slash at the end: what the Host header says counts for nothing. */
  readonly publicBaseUrl: string
  /** The primary token and, while tokens are being rotated, the secondary. */
  readonly authTokens: readonly string[]
}

export interface SignedRequest {
  /** The path and query as they arrived. */
  readonly originalUrl: string
  readonly signature: string | undefined
  /** A form's fields, or the bytes of a JSON body. */
  readonly body: Readonly<Record<string, unknown>> | Buffer
}

/**
 * Whether Twilio signed the request with one of our tokens. Never throws: what cannot be checked is not signed.
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function isSignedByTwilio(settings: SignatureSettings, request: SignedRequest): boolean {
  const { originalUrl, signature, body } = request
  if (!signature || !originalUrl.startsWith('/')) return false
  const url = settings.publicBaseUrl + originalUrl
  return settings.authTokens.some((token) => {
    try {
      return Buffer.isBuffer(body)
        ? validateRequestWithBody(token, signature, url, body.toString('utf8')) && isUtf8(body)
        : validateRequest(token, signature, url, { ...body })
    } catch {
      return false
    }
  })
}

/** The library hashes text: bytes that are no UTF-8 would be changed on their way into its hash. */
const isUtf8 = (body: Buffer): boolean => body.equals(Buffer.from(body.toString('utf8')))
