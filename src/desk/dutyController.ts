import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { pageContext, requireVisitor, staffIdOf } from './deskRequest'
import { dutyView, type TypedLeave } from './dutyPresenter'
import type { DutyDesk, WorkMoved } from './dutyPorts'
import { paths } from './paths'
import type { Entrance, Views } from './ports'

export interface DutyControllerDeps {
  readonly duty: DutyDesk
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const typed = z.string().trim().max(100).catch('')
const HAND_OVERS = ['for_the_leave', 'for_good'] as const
const leaveSchema = z.object({ from: typed, to: typed, cover: typed, handOver: z.enum(HAND_OVERS).optional().catch(undefined) })
const endSchema = z.object({ leave: z.string().max(100).catch('') })

const LEFT = 'Some of the work could not be moved just now. It is tried again by itself; look again in a minute.'
const DONE = { leave: 'The leave is saved.', end: 'The leave is ended.', leaveLeft: `The leave is saved. ${LEFT}`, endLeft: `The leave is ended. ${LEFT}` } as const
const doneSchema = z.enum(['leave', 'end', 'leaveLeft', 'endLeft'])
const doneHref = (done: 'leave' | 'end', work: WorkMoved): string => `${paths.duty}?done=${done}${work === 'left' ? 'Left' : ''}`

export interface DutyController {
  readonly showDuty: RequestHandler
  readonly setLeave: RequestHandler
  readonly endLeave: RequestHandler
}

export function dutyController(deps: DutyControllerDeps): DutyController {
  return {
    showDuty: async (request, response) => sendDuty(deps, request, response),

    setLeave: async (request, response) => {
      const staffId = staffIdOf(request)
      const { cover, ...form } = leaveSchema.parse(request.body ?? {})
      const outcome = await deps.duty.setLeave({ staffId, ...form, coverId: cover === '' ? undefined : cover })
      if (outcome.kind === 'set') return response.redirect(303, doneHref('leave', outcome.work))
      response.status(422)
      return sendDuty(deps, request, response, { staffId, cover, ...form, problems: outcome.problems })
    },

    endLeave: async (request, response) => {
      const { leave: leaveId } = endSchema.parse(request.body ?? {})
      response.redirect(303, doneHref('end', await deps.duty.endLeave({ staffId: staffIdOf(request), leaveId })))
    },
  }
}

async function sendDuty(deps: DutyControllerDeps, request: Request, response: Response, typedLeave?: TypedLeave): Promise<void> {
  const visitor = requireVisitor(deps.entrance, request)
  const page = dutyView({ board: await deps.duty.board(), mayManage: visitor.may('duty.manage'), now: deps.now(), typed: typedLeave })
  const done = doneSchema.safeParse(request.query['done']).data
  response.send(deps.views.render('duty', { ...pageContext(deps.entrance, request), page, done: typedLeave ? undefined : done && DONE[done] }))
}
