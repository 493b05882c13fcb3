import type { RequestHandler } from 'express'
import { z } from 'zod'
import { renderPage, requireVisitor } from './deskRequest'
import type { EndedIntakes } from './endedPorts'
import { endedView } from './endedPresenter'
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
const querySchema = z.object({ before: z.iso.datetime().transform((text) => new Date(text)), after: z.string().regex(/^[0-9a-f]{1,128}$/) })

export interface EndedController {
  readonly showEnded: RequestHandler
}

/** What was ended, for managers. */
export function endedController({ ended, intakes, routing, entrance, views }: EndedControllerDeps): EndedController {
  return {
    showEnded: async (request, response) => {
      // An address that was cut off begins at the beginning.
      const asked = querySchema.safeParse(request.query).data
      const before = asked && { endedAt: asked.before, id: asked.after }
      const { staff } = requireVisitor(entrance, request)
      const [page, counts] = await Promise.all([ended.page({ staffId: staff.id, size: PAGE_SIZE, ...(before && { before }) }), intakes.counts()])
      const view = endedView({ page, counts, routes: routing.routes, isFirst: before === undefined })
      response.send(renderPage({ entrance, views }, request, 'ended', view))
    },
  }
}
