import type { RequestHandler } from 'express'
import type { Clock } from '../domain/clock'
import type { DeskCallbacks } from './callPorts'
import { callbacksView, type CallbacksView } from './callbacksPresenter'
import { pageContext, requireVisitor } from './deskRequest'
import type { HandoverDesk } from './handoverPorts'
import type { DeskIntakes, Entrance, Views } from './ports'
import { readCallers } from './readCallers'
import type { Telephone } from './telephonePorts'

export interface CallbackListDeps {
  readonly intakes: Pick<DeskIntakes, 'counts'>
  readonly callbacks: DeskCallbacks
  readonly handover: Pick<HandoverDesk, 'colleagues'>
  readonly telephone: Pick<Telephone, 'board'>
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const MOST_SHOWN = 100

export interface CallbackListController {
  readonly showCallbacks: RequestHandler
  /** The list alone, for a page that keeps itself up to date. */
  readonly sendCallbackRows: RequestHandler
}

export function callbackListController(deps: CallbackListDeps): CallbackListController {
  return {
    showCallbacks: async (request, response) => {
      const visitor = requireVisitor(deps.entrance, request)
      const [page, callers] = await Promise.all([readPage(deps, visitor.staff.id), readCallers(deps, visitor)])
      response.send(deps.views.render('callbacks', { ...pageContext(deps.entrance, request), page, callers }))
    },
    sendCallbackRows: async (request, response) => {
      response.send(deps.views.render('partials/callback-rows', { ...pageContext(deps.entrance, request), page: await readPage(deps, requireVisitor(deps.entrance, request).staff.id) }))
    },
  }
}

async function readPage({ intakes, callbacks, handover, now }: CallbackListDeps, staffId: string): Promise<CallbacksView> {
  const [{ entries, total }, counts, { everybody: colleagues }] = await Promise.all([callbacks.due({ limit: MOST_SHOWN, staffId }), intakes.counts(staffId), handover.colleagues()])
  return callbacksView({ entries, total, counts, colleagues, now: now() })
}
