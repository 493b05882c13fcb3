import type { Request, RequestHandler } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { pageContext } from './deskRequest'
import type { QueueTab } from './paths'
import type { DeskIntakes, Entrance, Views } from './ports'
import { type QueueView, queueView } from './queuePresenter'

export interface QueueControllerDeps {
  readonly intakes: Pick<DeskIntakes, 'page' | 'counts'>
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const PAGE_SIZE = 30
const LAST_PAGE = 1_000

const querySchema = z.object({
  tab: z.enum(['waiting', 'accepted']).catch('waiting'),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
})

export interface QueueController {
  readonly showWaiting: RequestHandler
  readonly showAccepted: RequestHandler
  /** The lists alone, for a page that keeps itself up to date. */
  readonly sendRows: RequestHandler
}

export function queueController(deps: QueueControllerDeps): QueueController {
  const show = (tab: QueueTab): RequestHandler => async (request, response) => {
    const page = await readPage(deps, tab, readQuery(request).page)
    response.send(deps.views.render('queue', { ...pageContext(deps.entrance, request), page }))
  }
  return {
    showWaiting: show('waiting'),
    showAccepted: show('accepted'),
    sendRows: async (request, response) => {
      const { tab, page: number } = readQuery(request)
      response.send(deps.views.render('partials/queue-rows', { page: await readPage(deps, tab, number) }))
    },
  }
}

const readQuery = (request: Request): z.infer<typeof querySchema> => querySchema.parse(request.query)

async function readPage(deps: QueueControllerDeps, tab: QueueTab, number: number): Promise<QueueView> {
  const [page, counts] = await Promise.all([
    deps.intakes.page({ tab, page: number, size: PAGE_SIZE }),
    deps.intakes.counts(),
  ])
  return queueView({ tab, number, page, counts, now: deps.now() })
}
