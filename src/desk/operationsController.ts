import type { Request, RequestHandler } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { cardIdOf, pageContext, requireVisitor } from './deskRequest'
import type { CardReplays, Operations, QuietMailboxes } from './operationsPorts'
import { operationsView } from './operationsPresenter'
import { paths } from './paths'
import type { Entrance, Views } from './ports'
import { quietMailboxWords } from './quietMailboxWords'
import { replayHeldMessage } from './replayHeldMessage'

export interface OperationsControllerDeps {
  readonly operations: Operations
  readonly mailboxes: QuietMailboxes
  readonly replays: CardReplays
  readonly entrance: Entrance
  readonly views: Views
  readonly now: Clock
}

/** Held messages on one page. */
const HELD_SHOWN = 50

export const REPLAY_DONE = {
  asked: 'Asked for. The message is taken in again within a minute; if that fails, a fresh card shows here.',
  is_enquiry: 'This message is an enquiry already. Nothing was changed.',
} as const
const doneSchema = z.enum(['asked', 'is_enquiry'])
const fromSchema = z.object({ from: z.enum(['queue', 'operations']).catch('operations') })

export interface OperationsController {
  readonly showOperations: RequestHandler
  readonly replayMessage: RequestHandler
}

export function operationsController(deps: OperationsControllerDeps): OperationsController {
  return {
    showOperations: async (request, response) => {
      const now = deps.now()
      const [report, quiet] = await Promise.all([deps.operations.report(HELD_SHOWN), deps.mailboxes.quiet(now)])
      const page = operationsView(report, quietMailboxWords(quiet, now), now)
      response.send(deps.views.render('operations', { ...pageContext(deps.entrance, request), ...cardRights(deps.entrance, request), page, cardsFrom: 'operations', done: doneWords(request) }))
    },
    replayMessage: async (request, response) => {
      const outcome = await replayHeldMessage(deps, { cardId: cardIdOf(request) })
      const { from } = fromSchema.parse(request.body ?? {})
      response.redirect(303, `${paths[from]}?done=${outcome}`)
    },
  }
}

/** What the reader may do with cards that belong to no enquiry. */
export function cardRights(entrance: Entrance, request: Request): { readonly mayClear: boolean; readonly mayReplay: boolean } {
  const visitor = requireVisitor(entrance, request)
  return { mayClear: visitor.may('intake.accept'), mayReplay: visitor.may('mail.replay') }
}

function doneWords(request: Request): string | undefined {
  const done = doneSchema.safeParse(request.query['done']).data
  return done && REPLAY_DONE[done]
}
