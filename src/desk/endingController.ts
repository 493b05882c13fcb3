import type { RequestHandler } from 'express'
import { z } from 'zod'
import type { EndingOutcome } from '../domain/caseEnding'
import { readReference } from '../domain/referenceNumber'
import { actorOf, intakeIdOf, requireVisitor } from './deskRequest'
import { doneHref } from './doneWords'
import type { CaseworkDesk } from './endingPorts'
import { obstacleWords } from './endingPresenter'
import { findEnquiry, type FindEnquiryDeps } from './findEnquiry'
import { errorWords, noticeWords } from './findPresenter'
import { type IntakePageDeps, sendIntake } from './intakePageController'
import type { TypedEnding } from './typedForms'

export interface EndingControllerDeps extends IntakePageDeps, Pick<FindEnquiryDeps, 'lookups'> {
  readonly casework: CaseworkDesk
}

const formSchema = z.object({ outcome: z.string().max(100).optional().catch(undefined), detail: z.string().catch(''), reason: z.string().catch('') })
const OVERTAKEN = 'Something happened to this enquiry meanwhile, or came to belong with it. Look at it again, then decide'

export interface EndingController {
  readonly endCase: RequestHandler
}

/** The end of casework. */
export function endingController(deps: EndingControllerDeps): EndingController {
  return {
    endCase: async (request, response) => {
      const intakeId = intakeIdOf(request)
      const visitor = requireVisitor(deps.entrance, request)
      const { outcome, detail, reason } = formSchema.parse(request.body ?? {})
      const typed = { outcome, detail, reason }
      const named = await namedIn(deps, typed, visitor.staff.id)
      const ended = await deps.casework.end({ intakeId, ...typed, named, actor: actorOf(visitor) })
      if (ended.kind === 'done') return response.redirect(303, doneHref(intakeId, 'ended'))
      response.status(ended.kind === 'refused' ? 422 : 409)
      return sendIntake(deps, request, response, { form: 'ending', state: { ...typed, problems: problemsOf(ended) } })
    },
  }
}

/** Whose reference was typed, where the outcome asks for one; whoever only guesses is slowed down. */
async function namedIn(deps: EndingControllerDeps, { outcome, detail: typed }: Pick<TypedEnding, 'outcome' | 'detail'>, staffId: string): Promise<Parameters<CaseworkDesk['end']>[0]['named']> {
  const asks = deps.casework.outcomes.find(({ code }) => code === outcome)?.asks
  if (asks?.kind !== 'reference' || typed.trim() === '') return undefined
  const found = await findEnquiry(deps, { typed, staffId })
  if (found.kind !== 'found') return { problem: errorWords(found) ?? noticeWords(found) }
  const read = readReference(typed)
  return { intakeId: found.intakeId, reference: read.kind === 'reference' ? read.reference : typed.trim() }
}

function problemsOf(ended: Exclude<EndingOutcome, { kind: 'done' }>): TypedEnding['problems'] {
  switch (ended.kind) {
    case 'refused':
      return ended.problems
    case 'obstacles':
      return ended.obstacles.map((obstacle) => ({ field: 'outcome', text: obstacleWords(obstacle) }))
    case 'overtaken':
      return [{ field: 'outcome', text: OVERTAKEN }]
    default:
      return ended satisfies never
  }
}
