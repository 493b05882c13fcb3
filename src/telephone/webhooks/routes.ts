import type { Request, RequestHandler, Router } from 'express'
import type { Logger } from 'pino'
import { answerCall } from '../call/answerCall'
import type { KeyedStep } from '../call/callEvent'
import { TWILIO_PATHS } from './callUrls'
import { continueCall } from '../call/continueCall'
import { endCall } from '../call/endCall'
import { fallbackRoutes } from './fallbackRoutes'
import { openThisMinute } from '../call/openThisMinute'
import { readCallerId } from '../call/phoneNumbers'
import type { CallDeps, CallReply } from '../call/takeCallEvent'
import { callRenderer, type TwimlSettings } from '../speech/twiml'
import { readKeyedStep, readMessage, readRecording, readStatus, readWebhook } from './webhookForm'
import type { GateSettings } from './webhookGate'
import { sendTwiml, webhookRoutes } from './webhookRoutes'
import { withDeadline } from './withDeadline'

export interface TelephoneDeps extends CallDeps, GateSettings, TwimlSettings {
  readonly log: Logger
  /** How long a caller may wait for the store before the fallback is better, in milliseconds. @defaultValue 1800 */
  readonly deadlineMs?: number
}

const DEADLINE_MS = 1_800

type Take = (request: Request, call: { callSid: string; caller: ReturnType<typeof readCallerId> }) => Promise<CallReply>

/**
 * Every address of a call. All are signed POSTs; nothing else has an effect. The fallback is among them, last; mount
 * `fallbackRoutes` before these to have it answer while the store is still awaited.
 */
export function telephoneRoutes(given: TelephoneDeps): Router {
  const deps = { ...given, isOpen: openThisMinute(given.isOpen) }
  const take = taker(deps)
  const calls = webhookRoutes(deps, deps.log, (post) => {
    const step = (kind: KeyedStep['kind']): void =>
      post(TWILIO_PATHS[kind], take((request, call) =>
        continueCall(deps, { ...call, event: readKeyedStep(kind, request.body, request.query) })))

    post(TWILIO_PATHS.voice, take((_request, call) => answerCall(deps, { ...call, event: { kind: 'voice' } })))
    step('menu')
    step('callback_confirm')
    step('callback_number')
    step('callback_safety')
    post(TWILIO_PATHS.message, take((request, call) => continueCall(deps, { ...call, event: readMessage(request.body) })))
    post(TWILIO_PATHS.recording, take((request, call) => continueCall(deps, { ...call, event: readRecording(request.body) })))
    post(TWILIO_PATHS.status, take((request, call) => endCall(deps, { ...call, event: readStatus(request.body) })))
  })
  return calls.use(fallbackRoutes(deps))
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
