import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { ON_CALL_TURNS } from '../domain/onCall'
import { pageContext, staffIdOf } from './deskRequest'
import type { OnCallDesk } from './onCallPorts'
import { onCallView, type TypedOnCall, type UnconfirmedEnd } from './onCallPresenter'
import { paths } from './paths'
import type { Entrance, Views } from './ports'

export interface OnCallControllerDeps {
  readonly onCall: OnCallDesk
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const typed = z.string().trim().max(100).catch('')
const wishSchema = z.object({
  staff: typed.refine((id) => /^[0-9a-f]*$/.test(id)).catch(''), fromDay: typed, fromTime: typed, toDay: typed, toTime: typed, phone: typed,
  turn: z.coerce.number().pipe(z.literal(ON_CALL_TURNS)).optional().catch(undefined),
})
const endSchema = z.object({ time: typed, confirmed: z.literal('yes').optional().catch(undefined) })

const DONE = {
  set: 'They are on the on-call list.',
  set_number: 'They are on the on-call list. The number that you entered is their number on record from now on: they are rung and sent text messages on it for everything, callers too.',
  end: 'Taken off the on-call list.',
} as const
const doneSchema = z.enum(['set', 'set_number', 'end'])

/** The member of staff whom a form of the on-call list names; undefined when it names none. */
export const onCallStaffIn = (body: unknown): string | undefined => wishSchema.parse(body ?? {}).staff || undefined

export interface OnCallController {
  readonly showOnCall: RequestHandler
  readonly setOnCall: RequestHandler
  readonly endOnCall: RequestHandler
}

/** Who is rung or sent a text message while the service is closed. */
export function onCallController(deps: OnCallControllerDeps): OnCallController {
  return {
    showOnCall: async (request, response) => sendOnCall(deps, request, response),

    setOnCall: async (request, response) => {
      const form = wishSchema.parse(request.body ?? {})
      const { staff: staffId, fromDay, fromTime, toDay, toTime, phone, turn } = form
      const outcome = await deps.onCall.set({ staffId, from: `${fromDay} ${fromTime}`, to: `${toDay} ${toTime}`, turn, phone })
      if (outcome.kind === 'set') return response.redirect(303, `${paths.onCall}?done=${outcome.isNewNumber ? 'set_number' : 'set'}`)
      response.status(422)
      return sendOnCall(deps, request, response, { typed: { ...form, turn, problems: outcome.problems } })
    },

    endOnCall: async (request, response) => {
      const staffId = staffIdOf(request)
      const { time: timeId, confirmed } = endSchema.parse(request.body ?? {})
      const outcome = await deps.onCall.end({ staffId, timeId, isConfirmed: confirmed === 'yes' })
      if (outcome.kind === 'ended') return response.redirect(303, `${paths.onCall}?done=end`)
      response.status(409)
      return sendOnCall(deps, request, response, { unconfirmed: { staffId, timeId, ...outcome } })
    },
  }
}

async function sendOnCall(
  deps: OnCallControllerDeps, request: Request, response: Response, back: { readonly typed?: TypedOnCall; readonly unconfirmed?: UnconfirmedEnd } = {},
): Promise<void> {
  const page = onCallView({ board: await deps.onCall.board(), now: deps.now(), ...back })
  const isFresh = back.typed === undefined && back.unconfirmed === undefined
  const done = isFresh ? doneSchema.safeParse(request.query['done']).data : undefined
  response.send(deps.views.render('on-call', { ...pageContext(deps.entrance, request), page, done: done && DONE[done] }))
}
