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

const yes = z.literal('1').transform(() => true).catch(false)
/** What the page says after a leave was set or ended, as its address tells it. */
const doneSchema = z.object({ done: z.enum(['leave', 'end']), moved: z.coerce.number().int().min(1).max(9_999).catch(0), left: yes, coverAway: yes })
type Done = z.infer<typeof doneSchema>

const doneHref = (done: Done['done'], { moved, isLeft }: WorkMoved, isCoverAway = false): string =>
  `${paths.duty}?done=${done}${moved > 0 ? `&moved=${moved}` : ''}${isLeft ? '&left=1' : ''}${isCoverAway ? '&coverAway=1' : ''}`

const doneWords = ({ done, moved, left, coverAway }: Done): string => [
  done === 'leave' ? 'The leave is saved.' : 'The leave is ended.',
  ...(moved > 0 ? [`${moved === 1 ? 'One enquiry' : `${moved} enquiries`} changed hands with it just now.`] : []),
  ...(coverAway ? ['Whoever stands in is on leave too on some of these days: agree who has the work then.'] : []),
  ...(left ? ['Some of the work could not be moved just now. It is tried again by itself; look again in a minute.'] : []),
].join(' ')

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
      if (outcome.kind === 'set') return response.redirect(303, doneHref('leave', outcome.work, outcome.note !== undefined))
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
  const done = doneSchema.safeParse(request.query).data
  response.send(deps.views.render('duty', { ...pageContext(deps.entrance, request), page, done: typedLeave ? undefined : done && doneWords(done) }))
}
