import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import helmet from 'helmet'

// Keyed by object: helmet knows the request under node's type, express under its own.
const nonces = new WeakMap<object, string>()

/** The nonce for this page's one inline script, which marks the page as having JavaScript. */
export const nonceOf = (request: object): string => nonces.get(request) ?? ''

/**
 * What a browser is allowed to do with our pages: nothing from elsewhere, no inline script or style, no framing, and
 * nothing kept, since every page may speak of a child.
 */
export function securityHeaders({ secure }: { readonly secure: boolean }): RequestHandler {
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (request) => `'nonce-${nonces.get(request) ?? ''}'`],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        mediaSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure,
    xFrameOptions: { action: 'deny' },
  })
  return (request, response, next) => {
    const nonce = randomBytes(16).toString('base64')
    nonces.set(request, nonce)
    response.set('Cache-Control', 'no-store')
    protect(request, response, next)
  }
}
