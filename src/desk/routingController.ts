import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { OUTCOMES, ROUTED_CATEGORIES, type RoutingOutcome, type RoutingProblem } from '../domain/routing'
import { CATEGORIES } from '../domain/triage'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './doneWords'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import type { RoutingDesk, SeenReading } from './routingPorts'
import type { TypedRouting } from './typedForms'

export interface RoutingControllerDeps extends IntakePageDeps {
  readonly routing: RoutingDesk
}

const formSchema = z.object({
  category: z.enum(ROUTED_CATEGORIES).optional().catch(undefined),
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  reason: z.string().catch(''),
})
const moment = z.iso.datetime().transform((text) => new Date(text)).optional().catch(undefined)
const seenSchema = z.object({ seenReadAt: moment, seenConfirmedAt: moment, seenCategoryAt: moment })
const aboutSchema = z.object({ category: z.enum(CATEGORIES).optional().catch(undefined) })
const takingSchema = z.object({ seenTakenBy: z.string().regex(/^[0-9a-f]{1,128}$/).optional().catch(undefined) })

export interface RoutingController {
  readonly confirmCategory: RequestHandler
  readonly rerouteIntake: RequestHandler
  readonly bringBackIntake: RequestHandler
  readonly takeRouted: RequestHandler
  readonly closeRouted: RequestHandler
}

/** What people find enquiries to be about, and what they do with those that are no child concern. */
export function routingController(deps: RoutingControllerDeps): RoutingController {
  const { routing, entrance } = deps
  return {
    confirmCategory: async (request, response) => {
      const { reason } = formSchema.parse(request.body ?? {})
      const { category } = aboutSchema.parse(request.body ?? {})
      const outcome = await routing.confirmCategory({
        intakeId: intakeIdOf(request), category, reason, seen: seenIn(request.body), actor: actorOf(requireVisitor(entrance, request)),
      })
      return answer(deps, request, response, { which: 'category', choice: category, reason }, outcome)
    },
    rerouteIntake: async (request, response) => {
      const visitor = requireVisitor(entrance, request)
      const { category, reason } = formSchema.parse(request.body ?? {})
      const outcome = await routing.reroute({
        intakeId: intakeIdOf(request), category, reason, seen: seenIn(request.body), actor: actorOf(visitor), mayOverrideConcern: visitor.may('intake.reroute_concern'),
      })
      return answer(deps, request, response, { which: 'reroute', choice: category, reason }, outcome)
    },
    bringBackIntake: async (request, response) => {
      const { reason } = formSchema.parse(request.body ?? {})
      const outcome = await routing.bringBack({ intakeId: intakeIdOf(request), reason, actor: actorOf(requireVisitor(entrance, request)) })
      return answer(deps, request, response, { which: 'return', choice: undefined, reason }, outcome)
    },
    takeRouted: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const { seenTakenBy } = takingSchema.parse(request.body ?? {})
      await routing.take({ intakeId, seenTakenBy, staff: requireVisitor(entrance, request).staff })
      response.redirect(303, doneHref(intakeId, 'taken'))
    },
    closeRouted: async (request, response) => {
      const { outcome: chosen, reason } = formSchema.parse(request.body ?? {})
      const outcome = await routing.close({ intakeId: intakeIdOf(request), outcome: chosen, reason, staff: requireVisitor(entrance, request).staff })
      return answer(deps, request, response, { which: 'close', choice: chosen, reason }, outcome)
    },
  }
}

function seenIn(body: unknown): SeenReading | undefined {
  const { seenReadAt: at, seenConfirmedAt: confirmedAt, seenCategoryAt: categoryAt } = seenSchema.parse(body ?? {})
  return at && { at, ...(confirmedAt && { confirmedAt }), ...(categoryAt && { categoryAt }) }
}

const DONE = { category: 'category', reroute: 'rerouted', return: 'broughtBack', close: 'ended' } as const
const OVERTAKEN: RoutingProblem = { field: 'category', text: 'This enquiry was read or decided on anew meanwhile. Look at it again, then decide' }

async function answer(
  deps: RoutingControllerDeps, request: Request, response: Response, typed: Omit<TypedRouting, 'problems'>, outcome: RoutingOutcome,
): Promise<void> {
  const sendBack = async (status: number, problems: readonly RoutingProblem[]): Promise<void> => {
    response.status(status)
    return sendIntake(deps, request, response, { form: 'routing', state: { ...typed, problems } })
  }
  switch (outcome.kind) {
    case 'done':
      return response.redirect(303, doneHref(intakeIdOf(request), DONE[typed.which]))
    case 'refused':
      return sendBack(422, outcome.problems)
    case 'overtaken':
      return sendBack(409, [OVERTAKEN])
    default:
      return outcome satisfies never
  }
}
