import type { RequestHandler } from 'express'
import { z } from 'zod'
import { findChild, type FindChildDeps } from './children/findChild'
import { renderPage, requireVisitor, typedLine } from './deskRequest'
import { findEnquiry, type FindEnquiryDeps } from './findEnquiry'
import type { OtherFound } from './findOther'
import { findView } from './findPresenter'
import { paths } from './paths'
import type { Entrance, Views } from './ports'

export interface FindControllerDeps extends FindEnquiryDeps, FindChildDeps {
  readonly entrance: Entrance
  readonly views: Views
}

const formSchema = z.object({ reference: typedLine }).catch({ reference: '' })

/** What was typed as a reference; whatever else was sent is as good as nothing. */
export const typedReference = (body: unknown): string => formSchema.parse(body ?? {}).reference

export const LOOK_STATUS = { unknown: 404, empty: 422, mistyped: 422, wrong_length: 422, too_many: 429, itself: 422 } as const satisfies Record<Exclude<OtherFound['kind'], 'found'>, number>

export interface FindController {
  readonly showFind: RequestHandler
  readonly findEnquiry: RequestHandler
}

/** Goes to the enquiry, or the child's record, whose reference somebody quoted. By a form that is posted, so that what is typed stands in no address. */
export function findController(deps: FindControllerDeps): FindController {
  const { entrance } = deps
  return {
    showFind: (request, response) => {
      response.send(renderPage(deps, request, 'find', findView('')))
    },
    findEnquiry: async (request, response) => {
      const typed = typedReference(request.body)
      const { staff } = requireVisitor(entrance, request)
      const child = await findChild(deps, { typed, staffId: staff.id })
      if (child.kind === 'found') return response.redirect(303, paths.child(child.childId))
      const outcome = child.kind === 'none' ? await findEnquiry(deps, { typed, staffId: staff.id }) : child
      if (outcome.kind === 'found') return response.redirect(303, paths.intake(outcome.intakeId))
      response.status(LOOK_STATUS[outcome.kind]).send(renderPage(deps, request, 'find', findView(typed, outcome)))
    },
  }
}
