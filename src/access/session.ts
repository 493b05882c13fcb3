import session, { type SessionData, type Store } from 'express-session'
import type { Request, RequestHandler } from 'express'

declare module 'express-session' {
  interface SessionData {
    staffId: string
    /** Milliseconds since 1970, all three by our own clock. */
    signedInAt: number
    seenAt: number
    /** Where somebody was going when we asked them to sign in; a path of ours. */
    returnTo: string
  }
}

export interface SessionSettings {
  readonly store: Store
  /** At least 32 bytes. */
  readonly secret: string
  /** The origin that browsers see; https makes the cookie secure. */
  readonly publicBaseUrl: string
}

const COOKIE = 'sid'
/** `__Host-` makes the browser refuse this cookie from any other host, or without https. */
const SECURE_COOKIE = '__Host-sid'

/** A cookie that dies with the browser; how long a session lives is decided by `sessionLimits`. */
export function sessionMiddleware({ store, secret, publicBaseUrl }: SessionSettings): RequestHandler {
  const secure = isSecure(publicBaseUrl)
  return session({
    store,
    secret,
    name: secure ? SECURE_COOKIE : COOKIE,
    resave: false,
    saveUninitialized: false,
    proxy: secure,
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
  })
}

export const isSecure = (publicBaseUrl: string): boolean => new URL(publicBaseUrl).protocol === 'https:'

/** A new session id with these contents, and nothing of the old session: an id known before sign-in is worth nothing after it. */
export async function startSession(request: Request, contents: Pick<SessionData, 'staffId' | 'signedInAt' | 'seenAt'>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error: unknown) => (error ? reject(asError(error)) : resolve()))
  })
  Object.assign(request.session, contents)
  await new Promise<void>((resolve, reject) => {
    request.session.save((error: unknown) => (error ? reject(asError(error)) : resolve()))
  })
}

const STRANGER_MS = 30 * 60_000

/** Lets a session that nobody has signed in to end soon, however many strangers open one. */
export function keepBriefly(request: Request): void {
  if (request.session.staffId === undefined) request.session.cookie.maxAge = STRANGER_MS
}

export async function endSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(asError(error)) : resolve()))
  })
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('The session store failed.'))
