import { type RequestHandler, Router } from 'express'
import type { Logger } from 'pino'
import type { Clock } from '../domain/clock'
import type { ReferralPrompts } from '../domain/referralPrompts'
import type { DeskAssets } from './assetRoutes'
import { audited } from './auditMiddleware'
import { callbackController } from './callbackController'
import { callbackListController } from './callbackListController'
import type { DeskCallbacks, DeskNotes, DeskTexts, RecordingSounds } from './callPorts'
import { childController } from './children/childController'
import { childFormController } from './children/childFormController'
import type { DeskChildren } from './children/childPorts'
import { searchByNameController } from './children/searchByNameController'
import { DESK_POLICY, type HandlerName } from './deskPolicy'
import { factController } from './factController'
import type { DeskFacts } from './factPorts'
import { findController } from './findController'
import { dutyController } from './dutyController'
import type { DutyDesk } from './dutyPorts'
import { endingController } from './endingController'
import type { CaseworkDesk } from './endingPorts'
import { endedController } from './endedController'
import type { EndedIntakes } from './endedPorts'
import { openChild, ownFirstPage, permitted, unbarred } from './guardMiddleware'
import { handoverController } from './handoverController'
import type { HandoverDesk } from './handoverPorts'
import { intakeController } from './intakeController'
import type { ViewAudit } from './auditPorts'
import type { ChangeFeed, DeskIntakes, Entrance, LooseCards, LookupThrottle, SearchThrottle, Views } from './ports'
import { leaveController } from './leaveController'
import { mailFileController } from './mailFileController'
import type { MailFiles } from './mailPorts'
import { onCallController } from './onCallController'
import type { OnCallDesk } from './onCallPorts'
import { operationsController } from './operationsController'
import type { CardReplays, Operations, QuietMailboxes } from './operationsPorts'
import { noteController } from './noteController'
import { paths } from './paths'
import { notFoundPage, problemPage } from './problemMiddleware'
import { queueController } from './queueController'
import { recordingController } from './recordingController'
import { routedListController } from './routedListController'
import { routingController } from './routingController'
import type { RoutedLists, RoutingDesk } from './routingPorts'
import { shiftController } from './shiftController'
import { secondController } from './secondController'
import type { SecondDesk, SecondLists } from './secondPorts'
import { staffController } from './staffController'
import type { StaffDesk } from './staffPorts'
import { threadController } from './threadController'
import type { DeskThreads } from './threadPorts'
import { tellingController } from './tellingController'
import type { DeskTellings } from './tellingPorts'
import { telephoneController } from './telephoneController'
import type { Telephone } from './telephonePorts'
import { textController } from './textController'
import type { IndicatorLabel } from './triagePresenter'
import type { ServiceTimes } from './unallocatedWords'
import { stampController } from './stampController'
import { updatesController } from './updatesController'

export interface DeskDeps {
  /** The way in: lets only signed-in staff past, and knows them afterwards. */
  readonly access: RequestHandler
  readonly entrance: Entrance
  readonly intakes: DeskIntakes
  readonly notes: DeskNotes
  readonly facts: DeskFacts
  readonly children: DeskChildren
  readonly prompts: ReferralPrompts
  readonly threads: DeskThreads
  readonly callbacks: DeskCallbacks
  readonly tellings: DeskTellings
  readonly recordings: RecordingSounds
  readonly mailFiles: MailFiles
  readonly telephone: Telephone
  /** Undefined when no sender of texts is set. */
  readonly texts: DeskTexts | undefined
  /** How soon a call-back that was agreed in a conversation is due, in milliseconds. */
  readonly agreedCallbackWithinMs: number
  readonly duty: DutyDesk
  readonly onCall: OnCallDesk
  readonly staff: StaffDesk
  readonly seconds: SecondLists
  readonly secondDesk: SecondDesk
  readonly handover: HandoverDesk
  readonly routing: RoutingDesk
  readonly casework: CaseworkDesk
  readonly lists: RoutedLists
  readonly ended: EndedIntakes
  readonly cards: LooseCards
  readonly operations: Operations
  readonly mailboxes: QuietMailboxes
  readonly replays: CardReplays
  readonly lookups: LookupThrottle
  readonly searches: SearchThrottle
  readonly audit: ViewAudit
  readonly feed: ChangeFeed
  readonly assets: DeskAssets
  readonly views: Views
  /** What managers and duty workers must know of how the line is run, when there is anything. */
  readonly notice: (now: Date) => string | undefined
  readonly hours: ServiceTimes
  /** An indicator's code in words. */
  readonly labelOf: IndicatorLabel
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal
  readonly now: Clock
  readonly log: Logger
}

/** The duty desk. Mounted last: it answers every path that nobody else has taken. */
export function deskRoutes(deps: DeskDeps): Router {
  const handlers: Readonly<Record<HandlerName, RequestHandler>> = {
    ...queueController(deps),
    ...intakeController(deps),
    ...findController(deps),
    ...childController(deps),
    ...childFormController(deps),
    ...searchByNameController(deps),
    ...noteController(deps),
    ...factController(deps),
    ...threadController(deps),
    ...callbackListController(deps),
    ...tellingController(deps),
    ...shiftController(deps),
    ...recordingController(deps),
    ...mailFileController(deps),
    ...telephoneController(deps),
    ...callbackController(deps),
    ...textController(deps),
    ...operationsController(deps),
    ...dutyController(deps),
    ...leaveController(deps),
    ...onCallController(deps),
    ...staffController(deps),
    ...secondController(deps),
    ...handoverController(deps),
    ...routingController(deps),
    ...routedListController(deps),
    ...endingController(deps),
    ...endedController(deps),
    sendUpdates: updatesController(deps),
    sendStamp: stampController(deps),
  }
  const router = Router()
  router.use(deps.assets.router)
  router.use(deps.access)
  router.get(paths.queue, ownFirstPage(deps))
  for (const route of DESK_POLICY) {
    router[route.method](route.path, permitted(deps, route), unbarred(deps, route), openChild(deps, route), audited(deps, route), handlers[route.handler])
  }
  router.use(notFoundPage(deps))
  router.use(problemPage(deps))
  return router
}
