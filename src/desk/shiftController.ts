import type { RequestHandler } from 'express'
import type { Clock } from '../domain/clock'
import { SECOND_ROLES } from '../domain/secondProfessionals'
import type { DeskCallbacks } from './callPorts'
import { renderPage, requireVisitor } from './deskRequest'
import type { HandoverDesk } from './handoverPorts'
import type { DeskIntakes, Entrance, Views } from './ports'
import type { SecondLists } from './secondPorts'
import { shiftView } from './shiftPresenter'

export interface ShiftDeps {
  readonly intakes: Pick<DeskIntakes, 'page' | 'toTakeOver' | 'leftUndone' | 'urgentOffers'>
  readonly callbacks: Pick<DeskCallbacks, 'due'>
  readonly handover: Pick<HandoverDesk, 'colleagues'>
  readonly seconds: Pick<SecondLists, 'overdue'>
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const MOST_SHOWN = 100

export interface ShiftController {
  readonly showShift: RequestHandler
}

/** What is left to the next shift. */
export function shiftController({ intakes, callbacks, handover, seconds, entrance, views, now }: ShiftDeps): ShiftController {
  return {
    showShift: async (request, response) => {
      const staffId = requireVisitor(entrance, request).staff.id
      const at = now()
      const [due, waiting, toTakeOver, leftUndone, urgentOffers, overdue, { everybody: colleagues }] = await Promise.all([
        callbacks.due({ limit: MOST_SHOWN, staffId }), intakes.page({ tab: 'waiting', page: 1, size: MOST_SHOWN, staffId }), intakes.toTakeOver({ size: MOST_SHOWN, staffId }),
        intakes.leftUndone({ size: MOST_SHOWN, staffId, now: at }), intakes.urgentOffers({ size: MOST_SHOWN, staffId }),
        Promise.all(SECOND_ROLES.map(async (role) => seconds.overdue(role, { staffId, now: at, limit: MOST_SHOWN }))),
        handover.colleagues(),
      ])
      const more = waiting.more || toTakeOver.more || leftUndone.more || urgentOffers.more || due.total > due.entries.length || overdue.some((one) => one.more)
      const page = shiftView({
        callbacks: due.entries, waiting: waiting.entries, toTakeOver: toTakeOver.entries, leftUndone: leftUndone.entries, offers: urgentOffers.entries,
        overdue: overdue.flatMap(({ entries }) => entries), more, now: at, colleagues,
      })
      response.send(renderPage({ entrance, views }, request, 'shift', page))
    },
  }
}
