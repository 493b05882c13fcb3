import { z } from 'zod'
import type { Clock } from '../domain/clock'

export interface OAuthSettings {
  readonly tokenUrl: string
  readonly clientId: string
  /** Absent for a public client, which a refresh token needs to stand for. */
  readonly clientSecret?: string
  readonly scope?: string
  /** With one, the user's own grant (Google); without, the application's (Microsoft 365). */
  readonly refreshToken?: string
}

/** Tokens that open a mailbox in place of a password. */
export interface AccessTokens {
  /** One that is good for a while. @throws TokenFailure */
  current(): Promise<string>
  /** The mail server refused this one: the next is fetched anew. */
  refused(token: string): void
}

const ANSWER_WITHIN_MS = 10_000
/** A token is replaced so long before its end, or at half its life if that is shorter. In milliseconds. */
const AHEAD_MS = 5 * 60_000
/** RFC 6749 lets an endpoint leave the life out. In seconds. */
const USUAL_LIFE_S = 3_600

const answerSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(USUAL_LIFE_S),
  refresh_token: z.string().min(1).optional(),
})
const refusalSchema = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) })

/** Fetches tokens from an OAuth 2 token endpoint (RFC 6749, sections 4.4 and 6), and keeps each as long as it is good. */
export class OAuthTokens implements AccessTokens {
  private held: { readonly token: string; readonly until: number } | undefined
  private asking: Promise<string> | undefined
  /** An endpoint may replace it with each answer. */
  private refreshToken: string | undefined

  constructor(private readonly settings: OAuthSettings, private readonly now: Clock) {
    this.refreshToken = settings.refreshToken
  }

  async current(): Promise<string> {
    if (this.held && this.now().getTime() < this.held.until) return this.held.token
    // Several mailboxes that reconnect at once share one question.
    this.asking ??= this.ask().finally(() => (this.asking = undefined))
    return this.asking
  }

  refused(token: string): void {
    if (this.held?.token === token) this.held = undefined
  }

  private async ask(): Promise<string> {
    const askedAt = this.now().getTime()
    const response = await this.post()
    const body: unknown = await response.json().catch(() => undefined)
    if (response.status === 429 || response.status >= 500) throw new TokenFailure('token_endpoint_away')
    if (!response.ok) throw new TokenFailure(['token_refused', refusalSchema.safeParse(body).data?.error].filter(Boolean).join('_'))
    const answer = answerSchema.safeParse(body)
    if (!answer.success) throw new TokenFailure('token_unreadable')
    const { access_token: token, expires_in: life, refresh_token: next } = answer.data
    this.held = { token, until: askedAt + life * 1_000 - Math.min(AHEAD_MS, life * 500) }
    this.refreshToken = next ?? this.refreshToken
    return token
  }

  private async post(): Promise<Response> {
    const { tokenUrl, clientId, clientSecret, scope } = this.settings
    const body = new URLSearchParams({
      client_id: clientId,
      ...(clientSecret !== undefined && { client_secret: clientSecret }),
      ...(scope !== undefined && { scope }),
      ...(this.refreshToken === undefined ? { grant_type: 'client_credentials' } : { grant_type: 'refresh_token', refresh_token: this.refreshToken }),
    })
    try {
      // Redirects are not followed: they would carry the secret to somebody else.
      return await fetch(tokenUrl, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN_MS), headers: { accept: 'application/json' } })
    } catch {
      throw new TokenFailure('token_endpoint_away')
    }
  }
}

/** No token could be had; `code` says why and holds nothing secret. */
export class TokenFailure extends Error {
  constructor(readonly code: string) {
    super(code)
    this.name = 'TokenFailure'
  }
}
