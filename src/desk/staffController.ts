import type { Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import { EXPLOITATION_TYPES, KNOWN_NATIONS } from '../domain/skills'
import type { SettingOutcome } from '../domain/staffSettings'
import { pageContext, staffIdOf } from './deskRequest'
import { paths } from './paths'
import type { Entrance, Views } from './ports'
import type { StaffDesk } from './staffPorts'
import { staffView, type TypedSetting } from './staffPresenter'

export interface StaffControllerDeps {
  readonly staff: StaffDesk
  readonly entrance: Entrance
  readonly views: Views
}

const typed = z.string().trim().max(200).catch('')
const rotaSchema = z.object({ rota: z.enum(['service_hours', 'pattern', 'off']).optional().catch(undefined), Mo: typed, Tu: typed, We: typed, Th: typed, Fr: typed, Sa: typed, Su: typed })
/** A form sends one box that is ticked as a text, several as a list; what nobody could have ticked is left out. */
const ticked = <T extends string>(known: readonly T[]) =>
  z.preprocess((sent) => [sent].flat(), z.array(z.unknown())).transform((sent) => known.filter((one) => sent.includes(one)))
const skillsSchema = z.object({ nations: ticked(KNOWN_NATIONS), exploitation: ticked(EXPLOITATION_TYPES), languages: typed })
const limitSchema = z.object({ points: typed })

const DONE = { rota: 'The working hours are saved.', skills: 'The skills are saved.', limit: 'The limit is saved.' } as const
const doneSchema = z.enum(['rota', 'skills', 'limit'])

export interface StaffController {
  readonly showStaff: RequestHandler
  readonly setRota: RequestHandler
  readonly setSkills: RequestHandler
  readonly setLimit: RequestHandler
}

/** One member of staff: when they work, what they know and how much they may carry. */
export function staffController(deps: StaffControllerDeps): StaffController {
  const { staff } = deps
  return {
    showStaff: async (request, response) => sendStaff(deps, request, response),

    setRota: async (request, response) => {
      const { rota: kind, ...hours } = rotaSchema.parse(request.body ?? {})
      const outcome = await staff.setRota({ staffId: staffIdOf(request), kind, hours })
      return answer(deps, request, response, outcome, { which: 'rota', kind, hours })
    },
    setSkills: async (request, response) => {
      const form = skillsSchema.parse(request.body ?? {})
      return answer(deps, request, response, await staff.setSkills({ staffId: staffIdOf(request), ...form }), { which: 'skills', ...form })
    },
    setLimit: async (request, response) => {
      const { points } = limitSchema.parse(request.body ?? {})
      return answer(deps, request, response, await staff.setLimit({ staffId: staffIdOf(request), points }), { which: 'limit', points })
    },
  }
}

async function answer(deps: StaffControllerDeps, request: Request, response: Response, outcome: SettingOutcome, form: TypedSetting): Promise<void> {
  if (outcome.kind === 'set') return response.redirect(303, `${paths.staffMember(staffIdOf(request))}?done=${form.which}`)
  response.status(422)
  return sendStaff(deps, request, response, { form, problems: outcome.problems })
}

async function sendStaff(deps: StaffControllerDeps, request: Request, response: Response, back?: Parameters<typeof staffView>[1]): Promise<void> {
  const page = staffView(await deps.staff.find(staffIdOf(request)), back)
  const done = doneSchema.safeParse(request.query['done']).data
  response.send(deps.views.render('staff', { ...pageContext(deps.entrance, request), page, done: back ? undefined : done && DONE[done] }))
}
