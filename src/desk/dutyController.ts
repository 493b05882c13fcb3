import type { RequestHandler } from 'express'
import type { Clock } from '../domain/clock'
import { pageContext, requireVisitor } from './deskRequest'
import type { DutyDesk } from './dutyPorts'
import { dutyView } from './dutyPresenter'
import { leaveDoneWords } from './leaveDone'
import type { Entrance, Views } from './ports'

export interface DutyControllerDeps {
  readonly duty: DutyDesk
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

export interface DutyController {
  readonly showDuty: RequestHandler
}

export function dutyController(deps: DutyControllerDeps): DutyController {
  return {
    showDuty: async (request, response) => {
      const visitor = requireVisitor(deps.entrance, request)
      const page = dutyView({ board: await deps.duty.board(), mayManage: visitor.may('duty.manage'), now: deps.now() })
      response.send(deps.views.render('duty', { ...pageContext(deps.entrance, request), page, done: leaveDoneWords(request.query, deps.now()) }))
    },
  }
}
