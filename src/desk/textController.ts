import type { RequestHandler } from 'express'
import { z } from 'zod'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './doneWords'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import { sendReference } from './sendReference'

const ticked = z.literal('yes').transform(() => true).catch(false)
const formSchema = z.object({ asked: ticked, safe: ticked })

/** Sending a caller their reference by text. */
export const textController = (deps: IntakePageDeps): { readonly sendReference: RequestHandler } => ({
  sendReference: async (request, response) => {
    const intakeId = intakeIdOf(request)
    const form = formSchema.parse(request.body ?? {})
    const outcome = await sendReference(deps, { intakeId, ...form, actor: actorOf(requireVisitor(deps.entrance, request)) })
    switch (outcome.kind) {
      case 'owed':
        return response.redirect(303, doneHref(intakeId, 'text'))
      case 'invalid':
        response.status(422)
        return sendIntake(deps, request, response, { form: 'text', state: { ...form, problem: outcome.problem } })
      case 'refused':
        response.status(409)
        return sendIntake(deps, request, response, { form: 'text', state: { ...form, problem: outcome.why } })
      default:
        return outcome satisfies never
    }
  },
})
