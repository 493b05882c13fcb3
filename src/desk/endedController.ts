import type { RequestHandler } from 'express'
import { renderPage, requireVisitor } from './deskRequest'
import type { EndedIntakes } from './endedPorts'
import { endedView } from './endedPresenter'
import { placeAsked } from './listPlace'
import type { DeskIntakes, Entrance, Views } from './ports'
import type { RoutingDesk } from './routingPorts'

export interface EndedControllerDeps {
  readonly ended: EndedIntakes
  readonly intakes: Pick<DeskIntakes, 'counts'>
  readonly routing: Pick<RoutingDesk, 'routes'>
  readonly entrance: Entrance
  readonly views: Views
}

const PAGE_SIZE = 50

export interface EndedController {
  readonly showEnded: RequestHandler
}

/** What was ended, for managers. */
export function endedController({ ended, intakes, routing, entrance, views }: EndedControllerDeps): EndedController {
  return {
    showEnded: async (request, response) => {
      const after = placeAsked(request.query)
      const { staff } = requireVisitor(entrance, request)
      const [page, counts] = await Promise.all([ended.page({ staffId: staff.id, size: PAGE_SIZE, ...(after && { after }) }), intakes.counts(staff.id)])
      const view = endedView({ page, counts, routes: routing.routes, isFirst: after === undefined })
      response.send(renderPage({ entrance, views }, request, 'ended', view))
    },
  }
}
