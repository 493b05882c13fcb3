import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { DomainError } from '../domain/errors'
import { LINK_KINDS } from '../domain/thread'
import { answerBelonging, type AnswerBelongingDeps } from './answerBelonging'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './doneWords'
import { LOOK_STATUS, typedReference } from './findController'
import { findOther, type FindOtherDeps } from './findOther'
import type { HandoverDesk } from './handoverPorts'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import type { RoutingDesk } from './routingPorts'
import { takeBackBelonging } from './takeBackBelonging'
import type { DeskThreads } from './threadPorts'

interface ThreadControllerDeps extends AnswerBelongingDeps, FindOtherDeps, IntakePageDeps {
  readonly intakes: IntakePageDeps['intakes']
  readonly routing: IntakePageDeps['routing'] & Pick<RoutingDesk, 'bringBack'>
  readonly threads: DeskThreads
  readonly handover: IntakePageDeps['handover'] & Pick<HandoverDesk, 'follow'>
}

const answerSchema = z.object({ enquiry: z.string().regex(/^[0-9a-f]{1,128}$/), answer: z.enum(['join', 'dismiss', ...LINK_KINDS]) })

const backSchema = z.object({ enquiry: z.string().regex(/^[0-9a-f]{1,128}$/), what: z.enum(['join', 'link']), reason: z.string().catch('') })

const DONE = { joined: 'joined', moved: 'joinedAndMoved', offered: 'joinedAndOffered', given_back: 'givenBack', dismissed: 'dismissed', linked: 'linked', not_raised: 'notRaised' } as const

export interface ThreadController {
  readonly answerSuggestion: RequestHandler
  readonly findOther: RequestHandler
  readonly answerByHand: RequestHandler
  readonly takeBack: RequestHandler
  readonly followFirst: RequestHandler
}

/** What people say about enquiries that may belong together. */
export function threadController(deps: ThreadControllerDeps): ThreadController {
  return {
    answerSuggestion: async (request, response) => answer(deps, request, response, false),
    answerByHand: async (request, response) => answer(deps, request, response, true),

    findOther: async (request, response) => {
      const typed = typedReference(request.body)
      const outcome = await findOther(deps, { intakeId: intakeIdOf(request), typed, staffId: requireVisitor(deps.entrance, request).staff.id })
      if (outcome.kind !== 'found') response.status(LOOK_STATUS[outcome.kind])
      return sendIntake(deps, request, response, { form: 'belonging', state: { typed, outcome } })
    },

    followFirst: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const visitor = requireVisitor(deps.entrance, request)
      const outcome = await deps.handover.follow({ intakeId, mayUndo: visitor.may('intake.give'), actor: actorOf(visitor) })
      response.redirect(303, doneHref(intakeId, DONE[outcome]))
    },

    takeBack: async (request, response) => {
      const visitor = requireVisitor(deps.entrance, request)
      const intakeId = intakeIdOf(request)
      const parsed = backSchema.safeParse(request.body ?? {})
      if (!parsed.success) throw new DomainError('not_found', 'There is no such enquiry.')
      const { enquiry: otherId, what, reason } = parsed.data
      const outcome = await takeBackBelonging(deps, { intakeId, otherId, what, reason, mayAny: visitor.may('intake.part'), actor: actorOf(visitor) })
      if (outcome.kind === 'taken_back') return response.redirect(303, doneHref(intakeId, what === 'join' ? 'parted' : 'unlinked'))
      response.status(422)
      return sendIntake(deps, request, response, { form: 'takingBack', state: { what, otherId, reason, problem: outcome.problem } })
    },
  }
}

async function answer(deps: ThreadControllerDeps, request: Request, response: Response, byHand: boolean): Promise<void> {
  const intakeId = intakeIdOf(request)
  const parsed = answerSchema.safeParse(request.body ?? {})
  if (!parsed.success) throw new DomainError('not_found', 'There is no such enquiry.')
  const { enquiry: otherId, answer: said } = parsed.data
  const outcome = await answerBelonging(deps, { intakeId, otherId, byHand, answer: said, actor: actorOf(requireVisitor(deps.entrance, request)) })
  response.redirect(303, doneHref(intakeId, DONE[outcome]))
}
