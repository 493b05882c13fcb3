import { type RequestHandler, type Response, Router } from 'express'
import type { Logger } from 'pino'
import { type GateSettings, webhookErrors, webhookGate } from './webhookGate'

type Post = (path: string, handler: RequestHandler) => void

/** A router of signed POSTs: `add` puts them in; the gate stands before each, and what goes wrong is answered for all. */
export function signedPosts(settings: GateSettings, log: Logger, add: (post: Post) => void): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const gate = webhookGate(settings, log)
  add((path, handler) => {
    router.route(path).post(...gate, handler).all(refuseMethod)
  })
  router.use('/twilio', webhookErrors(log))
  return router
}

/** Written without Express's `send`: an entity tag would be worked out for every answer, and nobody asks twice. */
export function sendTwiml(response: Response, twiml: string | undefined): void {
  response.setHeader('Cache-Control', 'no-store')
  if (twiml === undefined) return void response.status(204).end()
  response.setHeader('Content-Type', 'text/xml; charset=utf-8')
  response.end(twiml)
}

const refuseMethod: RequestHandler = (_request, response) =>
  void response.status(405).set('Allow', 'POST').type('text').send('Only POST is answered here.\n')
