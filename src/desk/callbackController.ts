import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { DeskCallbacks, DeskNotes } from './callPorts'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './doneWords'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import { ringCaller } from './ringCaller'
import { takeCallback } from './takeCallback'
import type { Telephone } from './telephonePorts'

export interface CallbackControllerDeps extends IntakePageDeps {
  readonly notes: DeskNotes
  readonly callbacks: Pick<DeskCallbacks, 'take'>
  readonly telephone: Telephone
}

const reasonSchema = z.object({ reason: z.string().catch('') })
const seenSchema = z.object({ seenTakenAt: z.iso.datetime().transform((text) => new Date(text)).optional().catch(undefined) })

export interface CallbackController {
  readonly ringCaller: RequestHandler
  /** Somebody says that they make it, without being rung for it now. */
  readonly takeCallback: RequestHandler
}

/** Ringing back a caller who asked for it. */
export function callbackController(deps: CallbackControllerDeps): CallbackController {
  return {
    ringCaller: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const { reason } = reasonSchema.parse(request.body ?? {})
      const outcome = await ringCaller(deps, { intakeId, reason, actor: actorOf(requireVisitor(deps.entrance, request)) })
      switch (outcome.kind) {
        case 'asked':
          return response.redirect(303, doneHref(intakeId, 'callback'))
        case 'invalid':
          response.status(422)
          return sendIntake(deps, request, response, { form: 'callback', state: { reason, problem: outcome.problem } })
        case 'refused':
          response.status(409)
          return sendIntake(deps, request, response, { form: 'callback', state: { reason, problem: outcome.why } })
        default:
          return outcome satisfies never
      }
    },

    takeCallback: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const { seenTakenAt } = seenSchema.parse(request.body ?? {})
      const outcome = await takeCallback(deps, { intakeId, seenTakenAt, actor: actorOf(requireVisitor(deps.entrance, request)) })
      if (outcome.kind === 'taken') return response.redirect(303, doneHref(intakeId, 'callbackTaken'))
      response.status(409)
      return sendIntake(deps, request, response, { form: 'note', state: { note: '', problem: outcome.why } })
    },
  }
}
