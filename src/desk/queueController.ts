import type { Request, RequestHandler } from 'express'
import { z } from 'zod'
import type { Clock } from '../domain/clock'
import { clearLooseCard } from './clearLooseCard'
import { actorOf, cardIdOf, pageContext, requireVisitor } from './deskRequest'
import type { HandoverDesk } from './handoverPorts'
import { cardRights, REPLAY_DONE } from './operationsController'
import type { QuietMailboxes } from './operationsPorts'
import { paths, type QueueTab } from './paths'
import type { DeskIntakes, Entrance, LooseCards, Views } from './ports'
import { quietMailboxWords } from './quietMailboxWords'
import { type QueueView, queueView } from './queuePresenter'
import { readCallers } from './readCallers'
import type { Telephone } from './telephonePorts'
import { closedService, type ServiceTimes } from './unallocatedWords'

export interface QueueControllerDeps {
  readonly intakes: Pick<DeskIntakes, 'page' | 'counts'>
  readonly handover: Pick<HandoverDesk, 'colleagues'>
  readonly cards: LooseCards
  readonly mailboxes: QuietMailboxes
  readonly telephone: Pick<Telephone, 'board'>
  readonly entrance: Entrance
  readonly views: Views
  /** What managers and duty workers must know of how the line is run, when there is anything. */
  readonly notice: (now: Date) => string | undefined
  readonly hours: ServiceTimes
  readonly now: Clock
}

const PAGE_SIZE = 30
const LAST_PAGE = 1_000
/** Somebody may send thousands: they must not push the enquiries out of sight. */
const CARDS_SHOWN = 5

const DONE = {
  card: 'Saved: you have dealt with it.',
  next: 'You will be rung for the next caller before anybody else.',
  ...REPLAY_DONE,
  availability: 'Saved. What your telephone is set to stands beside the callers who wait.',
} as const
const doneSchema = z.enum(['card', 'next', 'availability', 'asked', 'is_enquiry'])

const querySchema = z.object({
  tab: z.enum(['waiting', 'accepted']).catch('waiting'),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
})

export interface QueueController {
  readonly showWaiting: RequestHandler
  readonly showAccepted: RequestHandler
  /** The lists alone, for a page that keeps itself up to date. */
  readonly sendRows: RequestHandler
  readonly clearLooseCard: RequestHandler
}

export function queueController(deps: QueueControllerDeps): QueueController {
  const show = (tab: QueueTab): RequestHandler => async (request, response) => {
    const [page, callers] = await Promise.all([
      readPage(deps, tab, readQuery(request).page, request), readCallers(deps, requireVisitor(deps.entrance, request)),
    ])
    const done = doneSchema.safeParse(request.query['done']).data
    response.send(deps.views.render('queue', { ...queueContext(deps, request), page, callers, done: done && DONE[done], notice: noticeFor(deps, request) }))
  }
  return {
    showWaiting: show('waiting'),
    showAccepted: show('accepted'),
    sendRows: async (request, response) => {
      const { tab, page: number } = readQuery(request)
      const page = await readPage(deps, tab, number, request)
      response.send(deps.views.render('partials/queue-rows', { ...queueContext(deps, request), page }))
    },
    clearLooseCard: async (request, response) => {
      await clearLooseCard(deps, { cardId: cardIdOf(request), actor: actorOf(requireVisitor(deps.entrance, request)) })
      response.redirect(303, `${paths.queue}?done=card`)
    },
  }
}

const queueContext = ({ entrance }: QueueControllerDeps, request: Request): object =>
  ({ ...pageContext(entrance, request), ...cardRights(entrance, request), cardsFrom: 'queue' })

const noticeFor = ({ entrance, notice, now }: QueueControllerDeps, request: Request): string | undefined =>
  requireVisitor(entrance, request).may('notices.view') ? notice(now()) : undefined

const readQuery = (request: Request): z.infer<typeof querySchema> => querySchema.parse(request.query)

async function readPage(deps: QueueControllerDeps, tab: QueueTab, number: number, request: Request): Promise<QueueView> {
  const now = deps.now()
  const staffId = requireVisitor(deps.entrance, request).staff.id
  const [page, counts, loose, quiet, { everybody: colleagues }] = await Promise.all([
    deps.intakes.page({ tab, page: number, size: PAGE_SIZE, staffId }),
    deps.intakes.counts(staffId),
    deps.cards.open(CARDS_SHOWN),
    deps.mailboxes.quiet(now),
    deps.handover.colleagues(),
  ])
  return queueView({ tab, number, page, counts, loose, warnings: quietMailboxWords(quiet, now), now, closed: closedService(deps.hours, now), colleagues })
}
