import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { FactProblem } from '../domain/factFields'
import { FACT_KINDS } from '../domain/recordedFacts'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './doneWords'
import type { DeskFacts } from './factPorts'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import { recordFact, type RecordFactDeps } from './recordFact'
import type { RoutingDesk } from './routingPorts'

export interface FactControllerDeps extends IntakePageDeps, Pick<RecordFactDeps, 'log'> {
  readonly facts: DeskFacts
  readonly children: IntakePageDeps['children']
  readonly routing: IntakePageDeps['routing'] & Pick<RoutingDesk, 'bringBack'>
}

const factSchema = z.looseObject({ kind: z.enum(FACT_KINDS) })

/** The form is open again beside it: to send it once more tries to raise it once more. */
const NOT_RAISED: FactProblem = { field: 'answer', text: 'This is recorded, but the enquiry could not be made urgent. Record it once more; if that does not help, tell a manager at once' }

export interface FactController {
  readonly recordFact: RequestHandler
}

/** What people record about the child and the referral. */
export function factController(deps: FactControllerDeps): FactController {
  return {
    recordFact: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const read = factSchema.safeParse(request.body ?? {})
      if (!read.success) {
        response.status(422)
        return sendIntake(deps, request, response)
      }
      const { kind, ...typed } = read.data
      const outcome = await recordFact(deps, { intakeId, kind, typed, actor: actorOf(requireVisitor(deps.entrance, request)) })
      switch (outcome.kind) {
        case 'recorded':
          return response.redirect(303, doneHref(intakeId, 'fact'))
        case 'recorded_and_raised':
          return response.redirect(303, doneHref(intakeId, 'factRaised'))
        case 'recorded_not_raised':
          response.status(409)
          return sendIntake(deps, request, response, { form: 'fact', state: { kind, typed, problems: [NOT_RAISED] } })
        case 'invalid':
          response.status(422)
          return sendIntake(deps, request, response, { form: 'fact', state: { kind, typed, problems: outcome.problems } })
        default:
          return outcome satisfies never
      }
    },
  }
}
