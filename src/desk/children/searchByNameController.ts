import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import { isMeantAsReference, readChildReference } from '../../domain/childReference'
import { renderPage, requireVisitor, typedLine } from '../deskRequest'
import { paths } from '../paths'
import type { ViewAudit } from '../auditPorts'
import type { Entrance, Views } from '../ports'
import { noteChildrenSeen } from './noteChildrenSeen'
import { searchChildren, type SearchChildrenDeps, type SearchChildrenOutcome } from './searchChildren'
import { searchByNameView } from './searchByNamePresenter'

export interface SearchByNameControllerDeps extends SearchChildrenDeps {
  readonly audit: ViewAudit
  readonly entrance: Entrance
  readonly log: Logger
  readonly views: Views
}

const searchSchema = z.object({ name: z.string().catch(''), birthDay: typedLine, birthMonth: typedLine, birthYear: typedLine })

/** The reference that was typed where a name is asked for; undefined where that is none. */
export function referenceSought(body: unknown): string | undefined {
  const { name } = searchSchema.parse(body ?? {})
  return isMeantAsReference(name) ? readChildReference(name) : undefined
}

const STATUS = { unknown: 404, invalid: 422, too_many: 429, too_often: 429, searched: 200 } as const satisfies Record<Exclude<SearchChildrenOutcome['kind'], 'found'>, number>

export interface SearchByNameController {
  readonly showSearchByName: RequestHandler
  readonly searchByName: RequestHandler
}

/** Looks for children by who they are. By a form that is posted, so that no name stands in an address; each who is shown is written down. */
export function searchByNameController(deps: SearchByNameControllerDeps): SearchByNameController {
  const { entrance } = deps
  return {
    showSearchByName: (request, response) => {
      response.send(renderPage(deps, request, 'search-by-name', searchByNameView({})))
    },
    searchByName: async (request, response) => {
      const typed = searchSchema.parse(request.body ?? {})
      const visitor = requireVisitor(entrance, request)
      const outcome = await searchChildren(deps, { typed, staffId: visitor.staff.id })
      if (outcome.kind === 'found') return response.redirect(303, paths.child(outcome.childId))
      if (outcome.kind === 'searched') {
        for (const { id: childId, error } of outcome.broken) deps.log.error({ err: error, childId }, 'the record of a child does not open')
        await noteChildrenSeen(deps, visitor, outcome.found.flatMap(({ id, mergedIds }) => [id, ...mergedIds].map((one) => ({ id: one }))))
      }
      response.status(STATUS[outcome.kind]).send(renderPage(deps, request, 'search-by-name', searchByNameView(typed, outcome)))
    },
  }
}
