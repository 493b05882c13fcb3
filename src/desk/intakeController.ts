import type { RequestHandler } from 'express'
import { z } from 'zod'
import { PRIORITIES } from '../domain/priority'
import { acceptIntake } from './acceptIntake'
import { confirmPriority } from './confirmPriority'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './doneWords'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import { seenIn } from './seenPriority'

const prioritySchema = z.enum(PRIORITIES)
const decisionSchema = z.object({ priority: prioritySchema.optional().catch(undefined), reason: z.string().catch('') })

export interface IntakeController {
  readonly showIntake: RequestHandler
  readonly confirmPriority: RequestHandler
  readonly acceptIntake: RequestHandler
}

export function intakeController(deps: IntakePageDeps): IntakeController {
  return {
    showIntake: async (request, response) => sendIntake(deps, request, response),

    confirmPriority: async (request, response) => {
      const visitor = requireVisitor(deps.entrance, request)
      const intakeId = intakeIdOf(request)
      const { priority, reason } = decisionSchema.parse(request.body ?? {})
      const outcome = await confirmPriority(deps, {
        intakeId, priority, reason, seen: seenIn(request.body), actor: actorOf(visitor), mayLowerUrgent: visitor.may('priority.lower_urgent'),
      })
      const typed = { priority, reason }
      switch (outcome.kind) {
        case 'confirmed':
          return response.redirect(303, doneHref(intakeId, 'priority'))
        case 'invalid':
          response.status(422)
          return sendIntake(deps, request, response, { form: 'decision', state: { ...typed, problems: outcome.problems, overtaken: false } })
        case 'overtaken':
          response.status(409)
          return sendIntake(deps, request, response, { form: 'decision', state: { ...typed, problems: [], overtaken: true } })
        default:
          return outcome satisfies never
      }
    },

    acceptIntake: async (request, response) => {
      const intakeId = intakeIdOf(request)
      await acceptIntake(deps, { intakeId, actor: actorOf(requireVisitor(deps.entrance, request)) })
      response.redirect(303, doneHref(intakeId, 'accepted'))
    },
  }
}
