import type { RequestHandler } from 'express'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { intakeIdOf, renderPage } from './deskRequest'
import { placeAsked } from './listPlace'
import type { Entrance, Views } from './ports'
import type { DeskTellings } from './tellingPorts'
import { tellingsPage } from './tellingsPresenter'

export interface TellingControllerDeps {
  readonly tellings: DeskTellings
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

const PAGE_SIZE = 100

export interface TellingController {
  readonly showTellings: RequestHandler
}

/** Everybody who was told of one enquiry, or woken for it. */
export function tellingController({ tellings, entrance, views, now }: TellingControllerDeps): TellingController {
  return {
    showTellings: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const after = placeAsked(request.query)
      const page = await tellings.page({ intakeId, size: PAGE_SIZE, ...(after && { after }) })
      if (!page) throw new DomainError('not_found', 'There is no such enquiry.')
      response.send(renderPage({ entrance, views }, request, 'tellings', tellingsPage({ intakeId, page, isFirst: after === undefined, now: now() })))
    },
  }
}
