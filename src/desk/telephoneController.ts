import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { answerNext } from './answerNext'
import { pageContext, requireVisitor, staffIdOf } from './deskRequest'
import { paths } from './paths'
import type { Entrance, Views } from './ports'
import { readCallers } from './readCallers'
import { setAvailability } from './setAvailability'
import { telephoneView, type TypedAvailability } from './telephonePresenter'
import type { Telephone } from './telephonePorts'

export interface TelephoneControllerDeps {
  readonly telephone: Telephone
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const KINDS = ['by_rota', 'available', 'away'] as const
const wishSchema = z.object({ availability: z.enum(KINDS).optional().catch(undefined), until: z.string().max(100).catch('') })
/** The whole form says whether somebody may be woken; the one-press buttons leave it as it is. */
const wholeSchema = z.object({ form: z.literal('whole'), onCall: z.literal('yes').optional().catch(undefined) })

const DONE = { own: 'Saved.', staff: 'Saved. They can see it on their own page.' } as const
const doneSchema = z.enum(['own', 'staff'])

export interface TelephoneController {
  readonly showTelephone: RequestHandler
  readonly setAvailability: RequestHandler
  readonly setStaffAvailability: RequestHandler
  readonly answerNext: RequestHandler
  /** Who waits, alone, for a page that keeps itself up to date. */
  readonly sendCallers: RequestHandler
}

export function telephoneController(deps: TelephoneControllerDeps): TelephoneController {
  const { telephone, entrance, views } = deps
  return {
    showTelephone: async (request, response) => sendTelephone(deps, request, response),

    setAvailability: async (request, response) => {
      const { availability: kind, until } = wishSchema.parse(request.body ?? {})
      const whole = wholeSchema.safeParse(request.body).data
      const onCall = whole ? whole.onCall === 'yes' : undefined
      const outcome = await setAvailability(deps, { staffId: requireVisitor(entrance, request).staff.id, kind, until, onCall })
      if (outcome.kind === 'set') return response.redirect(303, whole ? `${paths.telephone}?done=own` : `${paths.queue}?done=availability`)
      response.status(422)
      return sendTelephone(deps, request, response, { kind, until, onCall: onCall ?? false, problems: outcome.problems })
    },

    setStaffAvailability: async (request, response) => {
      const { availability: kind } = wishSchema.parse(request.body ?? {})
      await setAvailability(deps, { staffId: staffIdOf(request), kind: kind ?? 'by_rota', until: '' })
      response.redirect(303, `${paths.telephone}?done=staff`)
    },

    answerNext: async (request, response) => {
      await answerNext({ telephone }, requireVisitor(entrance, request).staff.id)
      response.redirect(303, `${paths.queue}?done=next`)
    },

    sendCallers: async (request, response) => {
      const callers = await readCallers(deps, requireVisitor(entrance, request))
      response.send(views.render('partials/callers', { ...pageContext(entrance, request), callers }))
    },
  }
}

async function sendTelephone(deps: TelephoneControllerDeps, request: Request, response: Response, typed?: TypedAvailability): Promise<void> {
  const visitor = requireVisitor(deps.entrance, request)
  const page = telephoneView({
    board: await deps.telephone.board(), staffId: visitor.staff.id, mayManage: visitor.may('telephone.manage'), now: deps.now(), typed,
  })
  const done = doneSchema.safeParse(request.query['done']).data
  response.send(deps.views.render('telephone', { ...pageContext(deps.entrance, request), page, done: typed ? undefined : done && DONE[done] }))
}
