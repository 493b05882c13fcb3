import type { Router } from 'express'
import type { Logger } from 'pino'
import { TWILIO_PATHS } from './callUrls'
import { fallbackTwiml } from '../speech/twiml'
import { readWebhook } from './webhookForm'
import type { GateSettings } from './webhookGate'
import { sendTwiml, signedPosts } from './signedPosts'

export interface FallbackDeps extends GateSettings {
  readonly log: Logger
}

/**
 * Where Twilio turns when a call could not be answered. Rests on the settings alone, so it can be mounted before the
 * store was ever reached, and answers for as long as the process lives.
 */
export function fallbackRoutes(deps: FallbackDeps): Router {
  const fallback = fallbackTwiml(deps.publicBaseUrl)
  return signedPosts(deps, deps.log, (post) => {
    post(TWILIO_PATHS.fallback, (request, response) => {
      deps.log.error({ callSid: readWebhook(request.body).CallSid }, 'a call went to the fallback')
      sendTwiml(response, fallback)
    })
  })
}
