import express, { type Request, type Router } from 'express'
import { z } from 'zod'
import type { NextStep } from '../call/callPlan'
import type { SimulatedCall } from '../call/simulatedCall'
import type { Exchange } from '../exchange'
import { PROGRESS_EVENTS } from '../faults'
import { callJson, eventJson } from './callJson'
import { isWithin, matches } from './dates'
import { pageOf } from './paging'
import { RestProblem } from './restProblem'

const phone = z.string().regex(/^\+\d{5,15}$/)
const address = z.url({ protocol: /^https?$/ })
const method = z.literal('POST', 'The simulated network posts its webhooks').optional()
const several = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat())
const RING_SECONDS = 60
/** A call's events can be read this long after its end, by the network's clock. */
const EVENTS_AFTER_MS = 15 * 60_000

const Script = z.object({ Url: address.optional(), Method: method, Twiml: z.string().max(4000).optional() })
const NewCall = Script.extend({
  To: phone, From: phone,
  StatusCallback: address.optional(), StatusCallbackMethod: method,
  StatusCallbackEvent: several.pipe(z.array(z.enum(PROGRESS_EVENTS))).optional(),
  Timeout: z.coerce.number().int().min(1).max(600).optional(),
})
const Update = Script.extend({ Status: z.enum(['completed', 'canceled']).optional() })

/** Twilio's numbers of the faults of each field. */
const CODES: Readonly<Record<string, readonly [number, string]>> = {
  To: [21211, "Invalid 'To' Phone Number"], From: [21212, "Invalid 'From' Phone Number"],
  Url: [21205, 'Url is not a valid URL'], StatusCallback: [21609, 'StatusCallback is not a valid URL'],
  StatusCallbackEvent: [21626, 'Invalid StatusCallbackEvent'],
}

/** Calls: to place one, look at one or many, end one or send it elsewhere. */
export function callRoutes(exchange: Exchange): Router {
  const router = express.Router({ mergeParams: true })
  const { state, settings: { accountSid } } = exchange
  router.post('/Calls.json', (request, response) => {
    const call = place(exchange, request)
    response.status(201).json(callJson(call, accountSid))
  })
  router.get('/Calls.json', (request, response) => {
    const items = [...state.calls.values()].toReversed().filter((call) =>
      matches(request, 'To', call.plan.to) && matches(request, 'From', call.plan.from) && matches(request, 'Status', call.status) &&
      isWithin(request, 'StartTime', call.createdAt) && (call.endedAt ? isWithin(request, 'EndTime', call.endedAt) : !/EndTime/.test(request.url)))
    response.json(pageOf(request, { items, key: 'calls', sidOf: ({ callSid }) => callSid, toJson: (call) => callJson(call, accountSid) }))
  })
  router.get('/Calls/:sid.json', (request, response) => {
    response.json(callJson(found(exchange, request), accountSid))
  })
  router.post('/Calls/:sid.json', (request, response) => {
    const call = found(exchange, request)
    update(call, request)
    response.json(callJson(call, accountSid))
  })
  router.get('/Calls/:sid/Events.json', (request, response) => {
    const { endedAt, posts, callSid } = found(exchange, request)
    const isReady = endedAt !== undefined && state.date().getTime() - endedAt.getTime() >= EVENTS_AFTER_MS
    const items = isReady ? posts.map((post, index) => ({ post, sid: `${callSid}-${index}` })) : []
    response.json(pageOf(request, { items, key: 'events', sidOf: ({ sid }) => sid, toJson: ({ post }) => eventJson(post, endedAt ?? state.date()) }))
  })
  return router
}

function found({ state }: Exchange, request: Request): SimulatedCall {
  const call = state.calls.get(String(request.params['sid']))
  if (!call) throw RestProblem.notFound(request.originalUrl)
  return call
}

function place(exchange: Exchange, request: Request): SimulatedCall {
  const form: Readonly<Record<string, unknown>> = request.body
  if (form['To'] === undefined) throw new RestProblem(400, 21201, "No 'To' number is specified")
  if (form['From'] === undefined) throw new RestProblem(400, 21213, "No 'From' number is specified")
  const { To, From, StatusCallback, StatusCallbackEvent, Timeout, ...script } = parsed(NewCall, form)
  return exchange.place({
    direction: 'outbound-api', to: To, from: From, ringSeconds: Timeout ?? RING_SECONDS,
    begin: scriptOf(script) ?? missingScript(),
    ...(StatusCallback !== undefined && { progress: { url: StatusCallback, events: StatusCallbackEvent ?? ['completed'] } }),
  })
}

function update(call: SimulatedCall, request: Request): void {
  const { Status, ...script } = parsed(Update, request.body)
  const begin = scriptOf(script)
  if (Status === 'canceled' || (Status === 'completed' && call.status !== 'in-progress')) call.cancel()
  if (Status === 'completed' && call.status === 'in-progress') call.line.putDown('service')
  if (!begin) return
  if (call.status !== 'in-progress') throw new RestProblem(400, 21220, 'Call is not in-progress. Cannot redirect.')
  call.sendTo(begin)
}

function scriptOf({ Url, Twiml }: z.infer<typeof Script>): ((call: SimulatedCall) => Promise<NextStep>) | undefined {
  if (Url !== undefined) return async (call) => call.script.fetch(Url, {})
  // A document without an address: relative ones in it lead nowhere.
  return Twiml === undefined ? undefined : async () => ({ document: Twiml, url: '' })
}

function missingScript(): never {
  throw new RestProblem(400, 21205, 'Url parameter is required.')
}

function parsed<T>(shape: z.ZodType<T>, form: unknown): T {
  const result = shape.safeParse(form)
  if (result.success) return result.data
  const field = String(result.error.issues[0]?.path[0])
  const [code, message] = CODES[field] ?? [20001, `Invalid ${field}`]
  throw new RestProblem(400, code, message)
}
