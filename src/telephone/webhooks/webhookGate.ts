import { type ErrorRequestHandler, type RequestHandler, type Response, raw, urlencoded } from 'express'
import type { Logger } from 'pino'
import { z, ZodError } from 'zod'
import { isSignedByTwilio, type SignatureSettings } from './verifySignature'
import { readWebhook } from './webhookForm'

export interface GateSettings extends SignatureSettings {
  /** Ours: a webhook that is well signed but speaks for another account is refused. */
  readonly accountSid: string
}

/** A webhook's body is a few hundred bytes. */
const BODY_LIMIT = '64kb'

/** What every webhook passes before it may have an effect. Leaves the form's fields in `request.body`. */
export function webhookGate(settings: GateSettings, log: Logger): RequestHandler[] {
  // A wrong token or public address refuses every real call: that must be seen.
  const refuse = (response: Response): void => {
    log.warn({ status: 403 }, 'a webhook was refused: it is not signed for this service')
    response.status(403).type('text').send('Not signed for this service.\n')
  }
  return [
    // Not `extended`: it would rebuild names with brackets into objects, and the signature covers the names as sent.
    urlencoded({ extended: false, limit: BODY_LIMIT, inflate: false }),
    raw({ type: 'application/json', limit: BODY_LIMIT, inflate: false }),
    (request, response, next) => {
      const body = bodyOf(request.body)
      if (!body) return void response.status(415).type('text').send('A signed form or JSON body is expected.\n')
      const signature = request.get('X-Twilio-Signature')
      if (!isSignedByTwilio(settings, { originalUrl: request.originalUrl, signature, body })) return refuse(response)
      request.body = Buffer.isBuffer(body) ? parseJson(body) : body
      if (readWebhook(request.body).AccountSid !== settings.accountSid) return refuse(response)
      next()
    },
  ]
}

const fields = z.record(z.string(), z.unknown())

function bodyOf(body: unknown): Readonly<Record<string, unknown>> | Buffer | undefined {
  if (Buffer.isBuffer(body)) return body
  const form = fields.safeParse(body)
  return form.success ? form.data : undefined
}

class BadRequest extends Error {
  readonly status = 400
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new BadRequest('The body is no JSON.')
  }
}

/** A bad request is the sender's fault; anything else is ours, and 503 makes Twilio try again and then go to the fallback. */
export function webhookErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const status = clientStatus(error)
    if (status === undefined) log.error({ err: error }, 'a call could not be stored')
    response.status(status ?? 503).type('text').send(status ? 'The request is malformed.\n' : 'Please try again.\n')
  }
}

const withStatus = z.object({ status: z.number().int().min(400).max(499) })

function clientStatus(error: unknown): number | undefined {
  if (error instanceof ZodError) return 400
  const known = withStatus.safeParse(error)
  return known.success ? known.data.status : undefined
}
