import type { RequestHandler } from 'express'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { isSecondRole } from '../domain/secondProfessionals'
import { pageContext, requireVisitor } from './deskRequest'
import type { Entrance, Views } from './ports'
import { secondView } from './secondPresenter'
import type { SecondLists } from './secondPorts'
import type { IndicatorLabel } from './triagePresenter'

export interface SecondControllerDeps {
  readonly seconds: SecondLists
  readonly entrance: Entrance
  readonly views: Views
  readonly labelOf: IndicatorLabel
  readonly now: Clock
}

const MOST_SHOWN = 100

export interface SecondController {
  readonly showSeconds: RequestHandler
}

/** The list of a second professional: the enquiries that they joined. */
export function secondController({ seconds, entrance, views, labelOf, now }: SecondControllerDeps): SecondController {
  return {
    showSeconds: async (request, response) => {
      const { staff } = requireVisitor(entrance, request)
      if (!isSecondRole(staff.role)) throw new DomainError('forbidden', 'This is not part of your role.')
      const page = secondView(await seconds.list(staff.role, staff.id, MOST_SHOWN), labelOf, now())
      response.send(views.render('second', { ...pageContext(entrance, request), page }))
    },
  }
}
