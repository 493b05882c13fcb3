import type { RequestHandler } from 'express'
import { z } from 'zod'
import { DomainError } from '../domain/errors'
import { LINK_KINDS } from '../domain/thread'
import { answerSuggestion, type AnswerSuggestionDeps } from './answerSuggestion'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './intakePageController'
import type { Entrance } from './ports'

interface ThreadControllerDeps extends AnswerSuggestionDeps {
  readonly entrance: Entrance
}

const answerSchema = z.object({ enquiry: z.string().regex(/^[0-9a-f]{1,128}$/), answer: z.enum(['join', 'dismiss', ...LINK_KINDS]) })

const DONE = { join: 'joined', dismiss: 'dismissed', same_child: 'linked', sibling: 'linked' } as const

/** What people say about enquiries that may belong together. */
export const threadController = (deps: ThreadControllerDeps): { readonly answerSuggestion: RequestHandler } => ({
  answerSuggestion: async (request, response) => {
    const intakeId = intakeIdOf(request)
    const parsed = answerSchema.safeParse(request.body ?? {})
    if (!parsed.success) throw new DomainError('not_found', 'There is no such suggestion.')
    const { enquiry: suggestedId, answer } = parsed.data
    await answerSuggestion(deps, { intakeId, suggestedId, answer, actor: actorOf(requireVisitor(deps.entrance, request)) })
    response.redirect(303, doneHref(intakeId, DONE[answer]))
  },
})
