import type { RequestHandler } from 'express'
import type { Clock } from '../domain/clock'
import type { DeskCallbacks } from './callPorts'
import { renderPage, requireVisitor } from './deskRequest'
import type { DeskIntakes, Entrance, Views } from './ports'
import { shiftView } from './shiftPresenter'

export interface ShiftDeps {
  readonly intakes: Pick<DeskIntakes, 'page' | 'toTakeOver'>
  readonly callbacks: Pick<DeskCallbacks, 'due'>
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const MOST_SHOWN = 100

export interface ShiftController {
  readonly showShift: RequestHandler
}

/** What is left to the next shift. */
export function shiftController({ intakes, callbacks, entrance, views, now }: ShiftDeps): ShiftController {
  return {
    showShift: async (request, response) => {
      const staffId = requireVisitor(entrance, request).staff.id
      const [due, waiting, toTakeOver] = await Promise.all([
        callbacks.due({ limit: MOST_SHOWN, staffId }), intakes.page({ tab: 'waiting', page: 1, size: MOST_SHOWN, staffId }), intakes.toTakeOver({ size: MOST_SHOWN, staffId }),
      ])
      const more = waiting.more || toTakeOver.more || due.total > due.entries.length
      const page = shiftView({ callbacks: due.entries, waiting: waiting.entries, toTakeOver: toTakeOver.entries, more, now: now() })
      response.send(renderPage({ entrance, views }, request, 'shift', page))
    },
  }
}
