import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { DomainError } from '../domain/errors'
import type { HandoverOutcome } from '../domain/handover'
import { isSecondRole, SECOND_ROLES, type SecondRole } from '../domain/secondProfessionals'
import type { Actor } from '../domain/staff'
import { actorOf, intakeIdOf, renderPage, requireVisitor, typedLine } from './deskRequest'
import { doneHref } from './doneWords'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import { secondView } from './secondPresenter'
import type { SecondDesk, SecondLists } from './secondPorts'
import type { TypedSecond } from './typedForms'

export interface SecondControllerDeps extends IntakePageDeps {
  readonly seconds: SecondLists
  readonly secondDesk: SecondDesk
}

const MOST_SHOWN = 100

export interface SecondController {
  readonly showSeconds: RequestHandler
  readonly acceptAsSecond: RequestHandler
  readonly handBackSecond: RequestHandler
  readonly nameSecond: RequestHandler
  readonly takeFromSecond: RequestHandler
  readonly dismissSecond: RequestHandler
}

const formSchema = z.object({ to: typedLine, reason: z.string().catch(''), seen: z.string().max(100).catch('') })
const roleSchema = z.object({ role: z.enum(SECOND_ROLES) })

type Asked = { readonly intakeId: string; readonly role: SecondRole; readonly actor: Actor; readonly toId: string; readonly reason: string; readonly seen: string }

/** The list of a second professional: the enquiries that call for them; and who is on each. */
export function secondController(deps: SecondControllerDeps): SecondController {
  const { seconds, secondDesk: desk, entrance, labelOf, now } = deps
  const ownRole = (request: Request): SecondRole => {
    const { role } = requireVisitor(entrance, request).staff
    if (!isSecondRole(role)) throw new DomainError('forbidden', 'This is not part of your role.')
    return role
  }
  const chosenRole = (request: Request): SecondRole => {
    const parsed = roleSchema.safeParse(request.body ?? {})
    if (!parsed.success) throw new DomainError('not_found', 'There is no such page.')
    return parsed.data.role
  }
  const handle = (which: TypedSecond['which'], roleOf: (request: Request) => SecondRole, ask: (asked: Asked) => Promise<HandoverOutcome>): RequestHandler =>
    async (request, response) => {
      const role = roleOf(request)
      const { to, reason, seen } = formSchema.parse(request.body ?? {})
      const outcome = await ask({ intakeId: intakeIdOf(request), role, actor: actorOf(requireVisitor(entrance, request)), toId: to, reason, seen })
      return answer(deps, request, response, { which, role, to, reason }, outcome)
    }
  return {
    showSeconds: async (request, response) => {
      const { staff } = requireVisitor(entrance, request)
      const page = secondView(await seconds.list(ownRole(request), staff.id, MOST_SHOWN), labelOf, now())
      response.send(renderPage(deps, request, 'second', page))
    },
    acceptAsSecond: async (request, response) => {
      const intakeId = intakeIdOf(request)
      await desk.accept({ intakeId, role: ownRole(request), actor: actorOf(requireVisitor(entrance, request)) })
      response.redirect(303, doneHref(intakeId, 'secondAccepted'))
    },
    handBackSecond: handle('back', ownRole, async (asked) => desk.handBack({ ...asked, mayForOthers: false })),
    nameSecond: handle('name', chosenRole, async (asked) => desk.name(asked)),
    takeFromSecond: handle('take', chosenRole, async (asked) => desk.handBack({ ...asked, mayForOthers: true })),
    dismissSecond: handle('dismiss', chosenRole, async (asked) => desk.dismiss(asked)),
  }
}

const DONE = { back: 'secondBack', name: 'secondNamed', take: 'secondBack', dismiss: 'secondNotNeeded' } as const

async function answer(
  deps: SecondControllerDeps, request: Request, response: Response, typed: Omit<TypedSecond, 'problems'>, outcome: HandoverOutcome,
): Promise<void> {
  if (outcome.kind === 'done') return response.redirect(303, doneHref(intakeIdOf(request), DONE[typed.which]))
  response.status(422)
  return sendIntake(deps, request, response, { form: 'second', state: { ...typed, problems: outcome.problems } })
}
