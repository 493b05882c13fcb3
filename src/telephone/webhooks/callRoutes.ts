import type { Request, RequestHandler, Router } from 'express'
import type { Logger } from 'pino'
import { CALLBACK_STEPS } from '../call/callEvent'
import { TWILIO_PATHS } from './callUrls'
import { fallbackRoutes } from './fallbackRoutes'
import { openThisMinute } from '../call/openThisMinute'
import { readCallerId } from '../call/phoneNumbers'
import type { CallReply } from '../call/takeCallEvent'
import type { SpooledReply, SpoolingDeps } from '../spool/answerOrSpool'
import { answerCall, continueCall, endCall } from '../spool/spoolingUseCases'
import { callRenderer, type TwimlSettings } from '../speech/twiml'
import {
  readCallbackStep, readMenuStep, readMessage, readQueueChoice, readQueueLeft, readRecording, readStatus, readTextChoice, readWait, readWebhook,
} from './webhookForm'
import type { GateSettings } from './webhookGate'
import { sendTwiml, signedPosts } from './signedPosts'

export interface TelephoneDeps extends SpoolingDeps, GateSettings, TwimlSettings {
  readonly log: Logger
}

type Take = (request: Request, call: { callSid: string; caller: ReturnType<typeof readCallerId> }) => Promise<CallReply | SpooledReply>

/**
 * Every address of a call. All are signed POSTs; nothing else has an effect. The fallback is among them, last; mount
 * `fallbackRoutes` before these to have it answer while the store is still awaited.
 */
export function telephoneRoutes(given: TelephoneDeps): Router {
  const deps = { ...given, isOpen: openThisMinute(given.isOpen) }
  const take = taker(deps)
  const calls = signedPosts(deps, deps.log, (post) => {
    post(TWILIO_PATHS.voice, take((_request, call) => answerCall(deps, { ...call, event: { kind: 'voice' } })))
    post(TWILIO_PATHS.menu, take((request, call) => continueCall(deps, { ...call, event: readMenuStep(request.body, request.query) })))
    for (const kind of CALLBACK_STEPS) {
      post(TWILIO_PATHS[kind], take((request, call) => continueCall(deps, { ...call, event: readCallbackStep(kind, request.body, request.query) })))
    }
    post(TWILIO_PATHS.wait, take((request, call) => continueCall(deps, { ...call, event: readWait(request.body) })))
    post(TWILIO_PATHS.queue_choice, take((request, call) => continueCall(deps, { ...call, event: readQueueChoice(request.body) })))
    post(TWILIO_PATHS.queue_left, take((request, call) => continueCall(deps, { ...call, event: readQueueLeft(request.body) })))
    post(TWILIO_PATHS.message, take((request, call) => continueCall(deps, { ...call, event: readMessage(request.body) })))
    post(TWILIO_PATHS.text_choice, take((request, call) => continueCall(deps, { ...call, event: readTextChoice(request.body) })))
    post(TWILIO_PATHS.recording, take((request, call) => continueCall(deps, { ...call, event: readRecording(request.body) })))
    post(TWILIO_PATHS.status, take((request, call) => endCall(deps, { ...call, event: readStatus(request.body) })))
  })
  return calls.use(fallbackRoutes(deps))
}

/** Makes a handler of a use case: who calls, and the answer as TwiML or as 204. */
function taker(deps: TelephoneDeps): (use: Take) => RequestHandler {
  const render = callRenderer(deps)
  const { log } = deps
  return (use) => async (request, response) => {
    const started = performance.now()
    const { CallSid: callSid, From } = readWebhook(request.body)
    const reply = await use(request, { callSid, caller: readCallerId(From) })
    if ('spooled' in reply) return sendTwiml(response, reply.twiml)
    sendTwiml(response, render(reply.answer, reply))
    log.info({ callSid, state: reply.state, ms: Math.round(performance.now() - started) }, 'call')
  }
}
