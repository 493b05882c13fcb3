import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { renderPage, requireVisitor } from './deskRequest'
import type { HandoverDesk } from './handoverPorts'
import type { DeskIntakes, Entrance, Views } from './ports'
import { listsView, listView } from './routedListPresenter'
import type { RoutedLists, RoutingDesk } from './routingPorts'

export interface RoutedListDeps {
  readonly intakes: Pick<DeskIntakes, 'counts'>
  readonly routing: Pick<RoutingDesk, 'routes' | 'standing'>
  readonly lists: RoutedLists
  readonly handover: Pick<HandoverDesk, 'colleagues'>
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const PAGE_SIZE = 50
const querySchema = z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) })

export interface RoutedListController {
  readonly showLists: RequestHandler
  readonly showList: RequestHandler
}

/** The lists of what is no child concern. */
export function routedListController({ intakes, routing, lists, handover, entrance, views, now }: RoutedListDeps): RoutedListController {
  return {
    showLists: async (request, response) => {
      const { staff } = requireVisitor(entrance, request)
      const [waiting, counts, { everybody: colleagues }] = await Promise.all([lists.counts(staff.id), intakes.counts(staff.id), handover.colleagues()])
      response.send(renderPage({ entrance, views }, request, 'lists', listsView({ desk: routing, waiting, counts, colleagues, now: now() })))
    },
    showList: async (request, response) => {
      const route = routing.routes.routes.find(({ category }) => category === request.params['list'])
      if (!route) throw new DomainError('not_found', 'There is no such list.')
      const { page: number } = querySchema.parse(request.query)
      const { staff } = requireVisitor(entrance, request)
      const [page, counts, { everybody: colleagues }] = await Promise.all([lists.page({ category: route.category, staffId: staff.id, page: number, size: PAGE_SIZE }), intakes.counts(staff.id), handover.colleagues()])
      response.send(renderPage({ entrance, views }, request, 'list', listView({ route, desk: routing, page, number, counts, colleagues, now: now() })))
    },
  }
}
