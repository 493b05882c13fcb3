import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import type { PersonOnBoard } from '../domain/dutyBoard'
import { DomainError } from '../domain/errors'
import type { Leave } from '../domain/leave'
import { londonDay } from '../domain/workingDays'
import { pageContext, staffIdOf } from './deskRequest'
import type { DutyDesk } from './dutyPorts'
import { leaveDoneHref, type OverLimit } from './leaveDone'
import { leaveView, type TypedLeave } from './leavePresenter'
import type { Entrance, Views } from './ports'

export interface LeaveControllerDeps {
  readonly duty: DutyDesk
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const typed = z.string().trim().max(100).catch('')
const HAND_OVERS = ['for_the_leave', 'for_good'] as const
const leaveSchema = z.object({ from: typed, to: typed, cover: typed, handOver: z.enum(HAND_OVERS).optional().catch(undefined) })
const endSchema = z.object({ leave: z.string().max(100).catch('') })

export interface LeaveController {
  readonly showLeave: RequestHandler
  readonly setLeave: RequestHandler
  readonly endLeave: RequestHandler
}

/** The leave of one member of staff, and who stands in. */
export function leaveController(deps: LeaveControllerDeps): LeaveController {
  return {
    showLeave: async (request, response) => sendLeave(deps, request, response),

    setLeave: async (request, response) => {
      const { cover, ...form } = leaveSchema.parse(request.body ?? {})
      const outcome = await deps.duty.setLeave({ staffId: staffIdOf(request), ...form, coverId: cover === '' ? undefined : cover })
      if (outcome.kind === 'set') {
        const overLimit = await overLimitOf(deps, outcome.leave, staffIdOf(request))
        return response.redirect(303, leaveDoneHref('leave', outcome.work, { isCoverAway: outcome.note !== undefined, uncovered: outcome.uncovered, ...(overLimit && { overLimit }) }))
      }
      response.status(422)
      return sendLeave(deps, request, response, { cover, ...form, problems: outcome.problems })
    },

    endLeave: async (request, response) => {
      const { leave: leaveId } = endSchema.parse(request.body ?? {})
      response.redirect(303, leaveDoneHref('end', await deps.duty.endLeave({ staffId: staffIdOf(request), leaveId })))
    },
  }
}

/** What whoever covers carries with the work that goes to them, now or from the first day; undefined where that is not over their limit. */
async function overLimitOf({ duty, now }: LeaveControllerDeps, { coverId, handOver, from }: Leave, staffId: string): Promise<OverLimit | undefined> {
  if (coverId === undefined || !handOver) return undefined
  const { people } = await duty.board()
  const carriedBy = (id: string): PersonOnBoard['carries'] => people.find((one) => one.staffId === id)?.carries
  const [own, theirs] = [carriedBy(coverId), carriedBy(staffId)]
  if (!own) return undefined
  const load = own.load + (from <= londonDay(now()) ? 0 : theirs?.load ?? 0)
  return load > own.limit ? { load, limit: own.limit } : undefined
}

async function sendLeave(deps: LeaveControllerDeps, request: Request, response: Response, back?: TypedLeave): Promise<void> {
  const { people } = await deps.duty.board()
  const person = people.find(({ staffId }) => staffId === staffIdOf(request))
  if (!person) throw new DomainError('not_found', 'There is no such member of staff.')
  response.send(deps.views.render('leave', { ...pageContext(deps.entrance, request), page: leaveView(person, people, deps.now(), back) }))
}
