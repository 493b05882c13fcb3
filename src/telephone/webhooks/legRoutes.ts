import type { Request, RequestHandler, Router } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import { continueCall } from '../call/continueCall'
import { readCallerId } from '../call/phoneNumbers'
import type { CallDeps } from '../call/takeCallEvent'
import type { LegDeps } from '../legs/legDeps'
import type { LegEvent } from '../legs/legEvent'
import { takeLegEvent } from '../legs/takeLegEvent'
import { legTwiml, type LegTwimlSettings, silentTwiml, unknownLegTwiml } from '../speech/legTwiml'
import { callRenderer, type TwimlSettings } from '../speech/twiml'
import { TWILIO_PATHS } from './callUrls'
import { readCallerStatus, readConnected, readLegAnswered, readLegKey, readLegParted, readLegStatus } from './legForm'
import { readWebhook } from './webhookForm'
import type { GateSettings } from './webhookGate'
import { sendTwiml, signedPosts } from './signedPosts'
import { withDeadline } from './withDeadline'

export interface LegRoutesDeps extends GateSettings, TwimlSettings, LegTwimlSettings {
  readonly legs: LegDeps
  readonly calls: CallDeps
  readonly log: Logger
  /** How long the network may wait for the store before it is told to try again, in milliseconds. @defaultValue 1800 */
  readonly deadlineMs?: number
}

const DEADLINE_MS = 1_800

/** Every address of a worker's leg, and the one on the caller's side that tells who took the call. All are signed POSTs. */
export function legRoutes(deps: LegRoutesDeps): Router {
  return signedPosts(deps, deps.log, (post) => {
    post(TWILIO_PATHS.leg_answered, take(deps, (request) => readLegAnswered(request.body)))
    post(TWILIO_PATHS.leg_key, take(deps, (request) => readLegKey(request.body)))
    post(TWILIO_PATHS.leg_parted, take(deps, (request) => readLegParted(request.body, request.query)))
    post(TWILIO_PATHS.leg_status, take(deps, (request) => readLegStatus(request.body)))
    post(TWILIO_PATHS.leg_caller_status, take(deps, (request) => readCallerStatus(request.body)))
    post(TWILIO_PATHS.connected, connected(deps))
  })
}

const legIdOf = (request: Request): string => z.string().max(64).catch('').parse(request.params['legId'])

/** An event that tells nothing is answered with nothing; a leg that is not ours is ended. */
function take(deps: LegRoutesDeps, read: (request: Request) => LegEvent | undefined): RequestHandler {
  const { legs, log, deadlineMs = DEADLINE_MS } = deps
  return async (request, response) => {
    const started = performance.now()
    const event = read(request)
    if (!event) return sendTwiml(response, undefined)
    const legId = legIdOf(request)
    const reply = await withDeadline(deadlineMs, takeLegEvent(legs, { legId, event }))
    if (reply.kind === 'unknown') {
      log.warn({ legId, event: event.kind }, 'the network speaks of a leg that is not ours')
      return sendTwiml(response, isForStatus(event) ? undefined : unknownLegTwiml())
    }
    const { leg, answer } = reply
    const number = answer.kind === 'ring_caller' ? await legs.callbacks.numberFor(leg.intakeId, legId) : undefined
    sendTwiml(response, legTwiml(answer, legId, deps, number))
    log.info({ legId, intakeId: leg.intakeId, event: event.kind, state: leg.state, ms: Math.round(performance.now() - started) }, 'leg')
  }
}

const isForStatus = ({ kind }: LegEvent): boolean => kind === 'status' || kind === 'connected'

/**
 * The caller who was taken off the queue, who may be another than the worker was rung for, is about to hear the worker.
 * What cannot be stored must not keep the two apart: the network tells again of both when they have parted.
 */
function connected(deps: LegRoutesDeps): RequestHandler {
  const { log, deadlineMs = DEADLINE_MS } = deps
  const render = callRenderer(deps)
  return async (request, response) => {
    const { callSid, legId = '' } = readConnected(request.body, request.query)
    const { From } = readWebhook(request.body)
    try {
      const reply = await withDeadline(deadlineMs, connect(deps, { callSid, legId, from: From }))
      if (!reply) log.warn({ callSid, legId }, 'a caller was put through to a leg that is not ours')
      sendTwiml(response, reply ? render(reply.answer, reply) : silentTwiml())
    } catch (error) {
      log.error({ callSid, legId, err: error }, 'who took a call could not be stored; the two were put through')
      sendTwiml(response, silentTwiml())
    }
  }
}

/** The caller's own record first: the offer that stood on it goes with it. */
async function connect({ legs, calls }: LegRoutesDeps, { callSid, legId, from }: { callSid: string; legId: string; from: string | undefined }) {
  const leg = (await legs.legs.find(legId))?.leg
  if (!leg) return undefined
  const conversation = { ...leg.adviser, since: legs.now(), legId }
  const reply = await continueCall(calls, { callSid, caller: readCallerId(from), event: { kind: 'connected', conversation } })
  await takeLegEvent(legs, { legId, event: { kind: 'connected', callerSid: callSid } })
  return reply
}
