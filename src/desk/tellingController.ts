import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { intakeIdOf, renderPage } from './deskRequest'
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
const querySchema = z.object({ after: z.iso.datetime().transform((text) => new Date(text)), id: z.string().regex(/^[0-9a-f]{1,128}$/) })

export interface TellingController {
  readonly showTellings: RequestHandler
}

/** Everybody who was told of one enquiry, or woken for it. */
export function tellingController({ tellings, entrance, views, now }: TellingControllerDeps): TellingController {
  return {
    showTellings: async (request, response) => {
      const intakeId = intakeIdOf(request)
      // An address that was cut off begins at the beginning.
      const asked = querySchema.safeParse(request.query).data
      const after = asked && { at: asked.after, id: asked.id }
      const page = await tellings.page({ intakeId, size: PAGE_SIZE, ...(after && { after }) })
      if (!page) throw new DomainError('not_found', 'There is no such enquiry.')
      response.send(renderPage({ entrance, views }, request, 'tellings', tellingsPage({ intakeId, page, isFirst: after === undefined, now: now() })))
    },
  }
}
