import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Logger } from 'pino'
import { answerCall } from './answerCall'
import type { KeyedStep } from './callEvent'
import { TWILIO_PATHS } from './callUrls'
import { continueCall } from './continueCall'
import { endCall } from './endCall'
import { openThisMinute } from './openThisMinute'
import { readCallerId } from './phoneNumbers'
import type { CallDeps, CallReply } from './takeCallEvent'
import { callRenderer, fallbackTwiml, type TwimlSettings } from './twiml'
import { readKeyedStep, readMessage, readRecording, readStatus, readWebhook } from './webhookForm'
import { type GateSettings, webhookErrors, webhookGate } from './webhookGate'
import { withDeadline } from './withDeadline'

export interface TelephoneDeps extends CallDeps, GateSettings, TwimlSettings {
  readonly log: Logger
  /** How long a caller may wait for the store before the fallback is better, in milliseconds. @defaultValue 1800 */
  readonly deadlineMs?: number
}

const DEADLINE_MS = 1_800

type Take = (request: Request, call: { callSid: string; caller: ReturnType<typeof readCallerId> }) => Promise<CallReply>

/** Every address that Twilio rings us at. All are signed POSTs; nothing else has an effect. */
export function telephoneRoutes(given: TelephoneDeps): Router {
  const deps = { ...given, isOpen: openThisMinute(given.isOpen) }
  const router = Router({ caseSensitive: true, strict: true })
  const gate = webhookGate(deps, deps.log)
  const post = (path: string, handler: RequestHandler): void => {
    router.route(path).post(...gate, handler).all(refuseMethod)
  }
  const step = (kind: KeyedStep['kind']): void =>
    post(TWILIO_PATHS[kind], take((request, call) =>
      continueCall(deps, { ...call, event: readKeyedStep(kind, request.body, request.query) })))
  const take = taker(deps)

  post(TWILIO_PATHS.voice, take((_request, call) => answerCall(deps, { ...call, event: { kind: 'voice' } })))
  step('menu')
  step('callback_confirm')
  step('callback_number')
  step('callback_safety')
  post(TWILIO_PATHS.message, take((request, call) => continueCall(deps, { ...call, event: readMessage(request.body) })))
  post(TWILIO_PATHS.recording, take((request, call) => continueCall(deps, { ...call, event: readRecording(request.body) })))
  post(TWILIO_PATHS.status, take((request, call) => endCall(deps, { ...call, event: readStatus(request.body) })))

  const fallback = fallbackTwiml(deps.publicBaseUrl)
  post(TWILIO_PATHS.fallback, (request, response) => {
    deps.log.error({ callSid: readWebhook(request.body).CallSid }, 'a call went to the fallback')
    sendTwiml(response, fallback)
  })
  router.use('/twilio', webhookErrors(deps.log))
  return router
}

/** Makes a handler of a use case: who calls, within the deadline, and the answer as TwiML or as 204. */
function taker(deps: TelephoneDeps): (use: Take) => RequestHandler {
  const render = callRenderer(deps)
  const { log, deadlineMs = DEADLINE_MS } = deps
  return (use) => async (request, response) => {
    const started = performance.now()
    const { CallSid: callSid, From } = readWebhook(request.body)
    const reply = await withDeadline(deadlineMs, use(request, { callSid, caller: readCallerId(From) }))
    sendTwiml(response, render(reply.answer, reply.reference))
    log.info({ callSid, state: reply.state, ms: Math.round(performance.now() - started) }, 'call')
  }
}

// Written without Express's `send`: an entity tag would be worked out for every answer, and nobody asks twice.
function sendTwiml(response: Response, twiml: string | undefined): void {
  response.setHeader('Cache-Control', 'no-store')
  if (twiml === undefined) return void response.status(204).end()
  response.setHeader('Content-Type', 'text/xml; charset=utf-8')
  response.end(twiml)
}

const refuseMethod: RequestHandler = (_request, response) =>
  void response.status(405).set('Allow', 'POST').type('text').send('Only POST is answered here.\n')
