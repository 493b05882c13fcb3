import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { HandoverOutcome } from '../domain/handover'
import { actorOf, intakeIdOf, requireVisitor, typedLine } from './deskRequest'
import { doneHref } from './doneWords'
import type { HandoverDesk } from './handoverPorts'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import type { TypedHandover } from './typedForms'

export interface HandoverControllerDeps extends IntakePageDeps {
  readonly handover: HandoverDesk
}

const formSchema = z.object({ to: typedLine, reason: z.string().catch('') })
const answerSchema = z.object({ answer: z.enum(['accept', 'refuse']) })

export interface HandoverController {
  readonly giveIntake: RequestHandler
  readonly offerTransfer: RequestHandler
  readonly answerTransfer: RequestHandler
  readonly barFromIntake: RequestHandler
  readonly unbarFromIntake: RequestHandler
}

/** Who has an enquiry: given by a manager, offered to a colleague, and who may not have it. */
export function handoverController(deps: HandoverControllerDeps): HandoverController {
  const { handover, entrance } = deps
  const handle = (which: TypedHandover['which'], ask: (about: { intakeId: string; toId: string; reason: string; actor: ReturnType<typeof actorOf> }) => Promise<HandoverOutcome>): RequestHandler =>
    async (request, response) => {
      const intakeId = intakeIdOf(request)
      const { to, reason } = formSchema.parse(request.body ?? {})
      const outcome = await ask({ intakeId, toId: to, reason, actor: actorOf(requireVisitor(entrance, request)) })
      return answer(deps, request, response, { which, to, reason }, outcome)
    }
  return {
    giveIntake: handle('give', async (about) => handover.give(about)),
    offerTransfer: handle('offer', async (about) => handover.offer(about)),
    barFromIntake: handle('bar', async (about) => handover.bar(about)),
    unbarFromIntake: handle('unbar', async (about) => handover.unbar(about)),
    answerTransfer: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const accept = answerSchema.safeParse(request.body).data?.answer === 'accept'
      await handover.answer({ intakeId, accept, actor: actorOf(requireVisitor(entrance, request)) })
      response.redirect(303, doneHref(intakeId, accept ? 'takenOver' : 'refused'))
    },
  }
}

const DONE = { give: 'given', offer: 'offered', bar: 'barred', unbar: 'unbarred' } as const

async function answer(
  deps: HandoverControllerDeps, request: Request, response: Response, typed: Omit<TypedHandover, 'problems'>, outcome: HandoverOutcome,
): Promise<void> {
  if (outcome.kind === 'done') return response.redirect(303, doneHref(intakeIdOf(request), DONE[typed.which]))
  response.status(422)
  return sendIntake(deps, request, response, { form: 'handover', state: { ...typed, problems: outcome.problems } })
}
