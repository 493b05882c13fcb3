import type { RequestHandler } from 'express'

const POLICY = [
  "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "connect-src 'self'",
  "media-src 'self' blob:", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ')
const HERE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/**
 * What every local page wants: only this computer's own names are answered to, so that no web site can reach in under
 * a name of its own; only our own pages may send forms; and a strict content policy.
 */
export const localGuard: RequestHandler = (request, response, next) => {
  response.set('Content-Security-Policy', POLICY)
  response.set('X-Content-Type-Options', 'nosniff')
  response.set('Referrer-Policy', 'same-origin')
  response.set('Cache-Control', 'no-store')
  const host = request.headers.host ?? ''
  if (!HERE.test(host)) {
    response.status(421).type('text').send('The local pages answer at 127.0.0.1 only.')
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD' && isForeign(request.headers.origin, host)) {
    response.status(403).type('text').send('This form was sent from another site.')
    return
  }
  next()
}

/** Browsers name the origin of every form they post; programs that are no browser need not. */
const isForeign = (origin: string | undefined, host: string): boolean => origin !== undefined && origin !== `http://${host}`
