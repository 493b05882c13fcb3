import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { DomainError } from '../domain/errors'
import { PRIORITIES } from '../domain/priority'
import { acceptIntake } from './acceptIntake'
import { confirmPriority } from './confirmPriority'
import { FRESH_FORM, type FormState } from './decisionFormPresenter'
import { actorOf, intakeIdOf, pageContext, requireVisitor } from './deskRequest'
import { intakeView } from './intakePresenter'
import { paths } from './paths'
import type { DeskIntakes, Entrance, SeenPriority, Views } from './ports'
import type { IndicatorLabel } from './triagePresenter'

export interface IntakeControllerDeps {
  readonly intakes: DeskIntakes
  readonly entrance: Entrance
  readonly views: Views
  readonly labelOf: IndicatorLabel
  readonly now: Clock
}

const DONE: Readonly<Record<'priority' | 'accepted', string>> = {
  priority: 'The priority is saved.',
  accepted: 'You have accepted this enquiry.',
}
const doneSchema = z.enum(['priority', 'accepted'])

const prioritySchema = z.enum(PRIORITIES)
const seenDateSchema = z.iso.datetime().transform((text) => new Date(text))
const decisionSchema = z.object({
  priority: prioritySchema.optional().catch(undefined),
  reason: z.string().catch(''),
  seenPriority: prioritySchema.optional().catch(undefined),
  seenConfirmedAt: seenDateSchema.optional().catch(undefined),
})

export interface IntakeController {
  readonly showIntake: RequestHandler
  readonly confirmPriority: RequestHandler
  readonly acceptIntake: RequestHandler
}

export function intakeController(deps: IntakeControllerDeps): IntakeController {
  return {
    showIntake: async (request, response) => sendIntake(deps, request, response, FRESH_FORM),

    confirmPriority: async (request, response) => {
      const visitor = requireVisitor(deps.entrance, request)
      const intakeId = intakeIdOf(request)
      const { priority, reason, seenPriority, seenConfirmedAt } = decisionSchema.parse(request.body ?? {})
      const seen: SeenPriority = {
        ...(seenPriority && { priority: seenPriority }), ...(seenConfirmedAt && { confirmedAt: seenConfirmedAt }),
      }
      const outcome = await confirmPriority(deps, {
        intakeId, priority, reason, seen, actor: actorOf(visitor), mayLowerUrgent: visitor.may('priority.lower_urgent'),
      })
      const typed = { priority, reason }
      switch (outcome.kind) {
        case 'confirmed':
          return response.redirect(303, `${paths.intake(intakeId)}?done=priority`)
        case 'invalid':
          response.status(422)
          return sendIntake(deps, request, response, { ...typed, problems: outcome.problems, overtaken: false })
        case 'overtaken':
          response.status(409)
          return sendIntake(deps, request, response, { ...typed, problems: [], overtaken: true })
        default:
          return outcome satisfies never
      }
    },

    acceptIntake: async (request, response) => {
      const intakeId = intakeIdOf(request)
      await acceptIntake(deps, { intakeId, actor: actorOf(requireVisitor(deps.entrance, request)) })
      response.redirect(303, `${paths.intake(intakeId)}?done=accepted`)
    },
  }
}

async function sendIntake(deps: IntakeControllerDeps, request: Request, response: Response, form: FormState): Promise<void> {
  const visitor = requireVisitor(deps.entrance, request)
  const id = intakeIdOf(request)
  const record = await deps.intakes.find(id)
  if (!record) throw new DomainError('not_found', 'There is no such enquiry.')
  const page = intakeView({
    record,
    now: deps.now(),
    labelOf: deps.labelOf,
    may: {
      confirm: visitor.may('priority.confirm'),
      accept: visitor.may('intake.accept'),
      lowerUrgent: visitor.may('priority.lower_urgent'),
    },
    form,
  })
  const done = doneSchema.safeParse(request.query['done']).data
  response.send(deps.views.render('intake', {
    ...pageContext(deps.entrance, request), page, href: paths.intake(id), done: done && DONE[done],
  }))
}
